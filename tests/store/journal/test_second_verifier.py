"""A verifier that knows nothing of the program agrees with it: on sound files, and on those that were tampered with."""

from __future__ import annotations

import ast
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from random import Random
from types import ModuleType
from typing import Any

import pytest

import tempodb
from oracle.thoroughness import rounds
from store.histories import contents, load, run
from store.journal.test_verify import cells
from store.tampering import unguarded
from store.written_histories import WrittenHistory
from tempodb.store.schema.layout import COLUMNS, DERIVED, LOG
from tempodb.temporal.instants import FOREVER

SCRIPT = Path(__file__).parents[3] / "contrib" / "verify.py"
MAX_LINES = 150
FIXTURES = ("csto", "csto-exact", "au", "eu", "un")
HISTORIES = rounds(4)
TAMPERS = 10
"""How many are tried on each table of each history."""


@pytest.fixture(scope="module")
def second() -> ModuleType:
    spec = spec_from_file_location("second_verifier", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def history(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("history") / "x.db"
    WrittenHistory(request.param, path).write()
    return path


def told(path: Path, digests: Sequence[str] = ()) -> list[str]:
    """Return what `tempodb verify` tells, or the error by which it refuses the file."""
    try:
        with tempodb.open(path) as db:
            return db.verify(list(digests))
    except tempodb.OperationalError as error:
        return [str(error)]


def test_it_is_short_and_needs_nothing() -> None:
    text = SCRIPT.read_text(encoding="utf-8")
    names = [
        name.partition(".")[0]
        for node in ast.walk(ast.parse(text))
        for name in (
            [each.name for each in node.names]
            if isinstance(node, ast.Import)
            else [node.module or ""]
            if isinstance(node, ast.ImportFrom)
            else []
        )
    ]

    assert len(text.splitlines()) <= MAX_LINES
    assert set(names) <= sys.stdlib_module_names
    assert names


@pytest.mark.parametrize("name", FIXTURES)
def test_both_find_a_sound_file_sound(name: str, second: ModuleType, tmp_path: Path) -> None:
    path = tmp_path / "x.db"
    with tempodb.open(path) as db:
        db.load(tempodb.bundled_fixture(f"{name}.yaml"))

    assert told(path) == []
    assert list(second.findings(path)) == []


@pytest.mark.parametrize("history", HISTORIES, indirect=True)
def test_both_find_sound_what_was_loaded_written_undone_and_erased(
    history: Path, second: ModuleType, tmp_path: Path
) -> None:
    path = Path(shutil.copy(history, tmp_path / "x.db"))
    with tempodb.open(path) as db:
        with suppress(tempodb.InputError, tempodb.QueryError):
            db.undo()
        digest = db.digest()

    assert told(path, [digest]) == []
    assert list(second.findings(path, [digest])) == []


def tampered(table: str, connection: sqlite3.Connection, random: Random) -> Iterator[str]:
    """Alter a cell, delete a row, or insert one that is like another; yield what was done, if it could be."""
    where, column, _, value, key, others = random.choice(list(cells(connection, table)))
    if column == "salt":
        others = [other for other in others if other is not None]
    done: tuple[str, tuple[Any, ...]]
    match random.choice(["alter", "alter", "delete", "insert"]):
        case "alter" if others:
            other = random.choice(others)
            done = (f"UPDATE {table} SET {column} = ? WHERE {where}", (other, *key))
        case "delete":
            done = (f"DELETE FROM {table} WHERE {where}", key)
        case _:
            first = "id" if "id" in COLUMNS[table] else "folded"
            changed = f"(SELECT max(id) + 1 FROM {table})" if first == "id" else "folded || 'x'"
            columns = [changed if each == first else each for each in COLUMNS[table]]
            columns = [f"{each} + 1000" if each == "recorded" else each for each in columns]
            columns = ["slug || 'x'" if each == "slug" else each for each in columns]
            columns = ["text || 'x'" if each == "text" and table == "interned" else each for each in columns]
            names = ", ".join(COLUMNS[table])
            done = (
                f"INSERT INTO {table} ({names}) SELECT {', '.join(columns)} FROM {table} WHERE {where}",
                key,
            )
    try:
        if connection.execute(*done).rowcount:
            yield f"{done} was {value}"
    except sqlite3.IntegrityError:
        return


@pytest.mark.parametrize("table", (*LOG, *DERIVED))
@pytest.mark.parametrize("history", HISTORIES, indirect=True)
def test_both_find_what_was_tampered_with(
    history: Path, table: str, second: ModuleType, tmp_path: Path
) -> None:
    random, tried, differing = Random(f"{table} {history.stat().st_size}"), 0, []
    for number in range(TAMPERS):
        path = Path(shutil.copy(history, tmp_path / f"{number}.db"))
        with unguarded(path) as connection:
            done = list(tampered(table, connection, random))
        tried += len(done)
        if done and not (told(path) and list(second.findings(path))):
            differing.append(done)
        path.unlink()

    assert differing == [] or is_not_worked_out(history, second)
    assert tried > 1


def is_not_worked_out(path: Path, second: ModuleType) -> bool:
    """Return whether there is a key in a sound file of which the second verifier gives up to derive what is believed."""
    given_up: list[object] = []
    derive = second.derived

    def derived(*arguments: Any) -> object:
        try:
            return derive(*arguments)
        except ArithmeticError as open_order:
            given_up.append(arguments)
            raise open_order

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(second, "derived", derived)
        list(second.findings(path))
    return bool(given_up)


VAGUE = {"member": "a", "of": "o", "from": "1992"}
EXACT = {"member": "a", "of": "o", "from": "1992-05-15", "to": "2020"}
WRITTEN_OUT = {"member": "b", "of": "o", "from": "May 1992"}


def test_what_the_second_does_not_work_out_it_takes_for_sound(second: ModuleType, tmp_path: Path) -> None:
    path = tmp_path / "x.db"
    parties = {"states": {"a": {"name": "A"}, "b": {"name": "B"}}, "organizations": {"o": {"name": "O"}}}
    for dataset, members in {"d": [VAGUE], "e": [EXACT, WRITTEN_OUT]}.items():
        load(path, {"dataset": dataset, **parties, "memberships": members})
    with tempodb.open(path) as db:
        db.run("record membership of A in O as observer from 1992-05-15 to 2000")

    assert told(path) == list(second.findings(path)) == []
    assert is_not_worked_out(path, second)


SCHEMA_CHANGES = [
    "DROP TRIGGER tx_unchanged",
    "DROP INDEX belief_party",
    "CREATE TABLE other (id INTEGER)",
    "PRAGMA user_version = 8",
    "PRAGMA application_id = 1",
]


@pytest.mark.parametrize("statement", SCHEMA_CHANGES)
def test_both_find_other_tables_and_guards(copy: Path, second: ModuleType, statement: str) -> None:
    connection = sqlite3.connect(copy, isolation_level=None)
    connection.execute(statement)
    connection.close()

    assert told(copy)
    assert list(second.findings(copy))


CUT_OFF = ("DELETE FROM assertion WHERE tx = 3", "DELETE FROM tx WHERE id = 3")


def test_both_find_by_a_digest_that_the_log_was_cut_off(copy: Path, second: ModuleType) -> None:
    with tempodb.open(copy) as db:
        digest = db.digest()
    run(copy, *CUT_OFF)
    with tempodb.open(copy) as db:
        db.rebuild()

    assert told(copy) == list(second.findings(copy)) == []
    assert told(copy, [digest])
    assert list(second.findings(copy, [digest]))


def test_it_runs_by_itself_and_writes_nothing(copy: Path) -> None:
    before = contents(copy.parent)
    command = [sys.executable, "-I", str(SCRIPT), copy.name]
    sound = subprocess.run(command, cwd=copy.parent, capture_output=True, text=True, check=False)
    assert (sound.returncode, sound.stdout) == (0, "the log and what follows from it are whole\n")
    assert contents(copy.parent) == before

    run(copy, f"UPDATE belief SET recorded_to = {FOREVER}")
    wrong = subprocess.run(command, cwd=copy.parent, capture_output=True, text=True, check=False)
    assert wrong.returncode == 1
    assert "does not follow from claim" in wrong.stdout

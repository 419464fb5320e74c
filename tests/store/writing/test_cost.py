"""What a write costs, counted: the same in a small database and in a large one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
import pytest

import tempodb
from counting import OF_PYTHON, calls
from postgres_server import new_schema
from store.writers import written
from tempodb.api.database import Database
from tempodb.store.engines.sqlite.connections import Cursor

FEW, MANY = 3, 300
MOST_STATEMENTS = 40
WAYS = {"execute", "executemany", "copy"}
ENGINES: dict[str, tuple[Callable[[Path], str], Any]] = {
    "file": (lambda folder: str(folder / "x.db"), Cursor),
    "server": (lambda _: new_schema(), psycopg.Cursor),
}


def by_verb(db: Database, year: int) -> None:
    with db.transaction() as tx:
        tx.record_membership("m1", "o", status="observer", from_=f"{year}", to=f"{year + 1}")


def by_text(db: Database, year: int) -> None:
    db.run(f"record membership of m1 in o as observer from {year} to {year + 1}")


@pytest.fixture
def databases(tmp_path: Path) -> tuple[Path, Path]:
    """Return a small and a large database, of whose organization so many are members."""
    made = []
    for size in (FEW, MANY):
        folder = tmp_path / str(size)
        folder.mkdir()
        with tempodb.open(folder / "x.db") as db:
            db.load(written(folder, "d", 0, [f"m{number}" for number in range(size)]))
        made.append(folder / "x.db")
    return made[0], made[1]


@contextmanager
def heard(cursor: type[Any]) -> Iterator[list[str]]:
    """Give the statements that are carried out in the block by cursors of a driver."""
    told: list[str] = []

    def telling(way: Callable[..., Any]) -> Callable[..., Any]:
        def told_first(own: Any, sql: str, *given: Any, **named: Any) -> Any:
            told.append(sql)
            return way(own, sql, *given, **named)

        return told_first

    with pytest.MonkeyPatch.context() as patch:
        for way in WAYS & set(dir(cursor)):
            patch.setattr(cursor, way, telling(getattr(cursor, way)))
        yield told


def statements(path: Path, write: Callable[[Database, int], None]) -> list[str]:
    """Return the statements of a write that is not the first of its database."""
    with tempodb.open(path) as db:
        write(db, 1500)
        with heard(Cursor) as told:
            write(db, 1600)
    return told


@pytest.mark.parametrize("write", [by_verb, by_text])
def test_a_write_takes_the_same_statements_in_a_database_of_any_size(
    databases: tuple[Path, Path], write: Callable[[Database, int], None]
) -> None:
    few, many = (statements(path, write) for path in databases)

    assert many == few
    assert len(many) <= MOST_STATEMENTS


@pytest.mark.parametrize("write", [by_verb, by_text])
def test_a_write_reads_nothing_but_what_its_key_holds(
    databases: tuple[Path, Path], write: Callable[[Database, int], None]
) -> None:
    counted = []
    for path in databases:
        with tempodb.open(path) as db:
            write(db, 1500)
            counted.append(calls(lambda db=db: write(db, 1600), OF_PYTHON))

    few, many = counted
    assert many <= few * 1.02


@pytest.mark.parametrize("engine", ENGINES)
def test_a_load_asks_for_many_keys_at_once(engine: str, tmp_path: Path) -> None:
    counted = []
    place, cursor = ENGINES[engine]
    for size in (FEW, MANY):
        folder = tmp_path / str(size)
        folder.mkdir()
        members = [f"m{number}" for number in range(size)]
        with tempodb.open(place(folder)) as db:
            db.load(written(folder, "d", 0, members))
            corrected = written(folder, "d", 1, members)
            with heard(cursor) as told:
                (report,) = db.load(corrected)
        assert len(report.difference.corrected) == size
        counted.append(len(told))

    few, many = counted
    assert few <= MOST_STATEMENTS
    # Two hundred are asked for in one statement.
    assert many <= 2 * few


@pytest.mark.parametrize("engine", ENGINES)
def test_an_undo_asks_for_many_keys_at_once(engine: str, tmp_path: Path) -> None:
    counted = []
    place, cursor = ENGINES[engine]
    for size in (FEW, MANY):
        folder = tmp_path / str(size)
        folder.mkdir()
        members = [f"m{number}" for number in range(size)]
        with tempodb.open(place(folder)) as db:
            for turn in range(2):
                db.load(written(folder, "d", turn, members))
            with heard(cursor) as told:
                db.undo()
            assert db.verify() == []
        counted.append(len(told))

    few, many = counted
    assert few <= MOST_STATEMENTS
    assert many <= 2 * few

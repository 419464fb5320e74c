"""Files that are not ours are refused and left as they are."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

import tempodb
from store.histories import ACTIONS, contents, load, membership, run
from tempodb.store.schema.layout import SCHEMA_VERSION


def other_database(path: Path, *statements: str) -> None:
    connection = sqlite3.connect(path, isolation_level=None)
    for statement in statements:
        connection.execute(statement)
    connection.close()


FOREIGN: dict[str, Callable[[Path], object]] = {
    "a text": lambda path: path.write_text("members of CSTO\n" * 500),
    "a short text": lambda path: path.write_text("no database"),
    "zeros": lambda path: path.write_bytes(bytes(8192)),
    "another database": lambda path: other_database(path, "CREATE TABLE tx (id INTEGER)"),
    "our mark on it": lambda path: other_database(
        path, f"PRAGMA application_id={0x54504F44}", "PRAGMA user_version=1", "CREATE TABLE tx (id INTEGER)"
    ),
    "another mark": lambda path: run(path, "PRAGMA application_id=1"),
    "a newer version": lambda path: run(path, "PRAGMA user_version=999"),
    "one version more": lambda path: run(path, f"PRAGMA user_version={SCHEMA_VERSION + 1}"),
    "a trigger": lambda path: run(path, "CREATE TRIGGER t AFTER INSERT ON tx BEGIN DELETE FROM belief; END"),
    "a view": lambda path: run(path, "CREATE VIEW v AS SELECT * FROM tx"),
    "one table more": lambda path: run(path, "CREATE TABLE x (a)"),
    "one column more": lambda path: run(path, "ALTER TABLE tx ADD COLUMN x TEXT"),
    "one table less": lambda path: run(path, "DROP TABLE label"),
    "a view for a table": lambda path: run(
        path, "DROP TABLE label", "CREATE VIEW label AS SELECT 'a' AS folded, 1 AS entity"
    ),
    "cut short": lambda path: path.write_bytes(path.read_bytes()[:5000]),
}


def refused(
    path: Path, action: str, file: Path, error: type[tempodb.TempodbError] = tempodb.OperationalError
) -> None:
    before = contents(path.parent)

    with tempodb.open(path) as db, pytest.raises(error) as caught:
        ACTIONS[action](db, file)

    assert str(path) in str(caught.value)
    assert contents(path.parent) == before


@pytest.mark.parametrize("action", ACTIONS)
@pytest.mark.parametrize("make", FOREIGN.values(), ids=FOREIGN)
def test_a_file_that_is_not_ours_is_refused_and_left_as_it_is(
    copy: Path, plain_file: Path, make: Callable[[Path], object], action: str
) -> None:
    if make in (FOREIGN["another database"], FOREIGN["our mark on it"]):
        copy.unlink()
    make(copy)

    refused(copy, action, plain_file)


@pytest.mark.parametrize(
    "statement",
    [
        "PRAGMA user_version=999",
        "PRAGMA application_id=1",
        "PRAGMA journal_mode=WAL",
        "CREATE VIEW v AS SELECT * FROM tx",
    ],
)
def test_what_another_program_did_between_two_transactions_is_seen(copy: Path, statement: str) -> None:
    with tempodb.open(copy) as db:
        with db.transaction() as tx:
            tx.record_membership("a", "o", status="observer", from_="2015", to="2016")
        run(copy, statement)
        with pytest.raises(tempodb.OperationalError, match=str(copy)), db.transaction():
            raise AssertionError("the block began")


@pytest.mark.parametrize("action", [action for action in ACTIONS if action != "load"])
def test_an_empty_file_is_no_database(tmp_path: Path, plain_file: Path, action: str) -> None:
    path = tmp_path / "empty.db"
    path.touch()

    refused(path, action, plain_file, tempodb.InputError)


@pytest.mark.parametrize("action", ["query", "load"])
def test_another_programs_database_with_a_write_ahead_log_is_left_as_it_is(
    tmp_path: Path, plain_file: Path, action: str
) -> None:
    path = tmp_path / "wal.db"
    other_database(path, "PRAGMA journal_mode = WAL", "CREATE TABLE x (a)")

    refused(path, action, plain_file)


def test_a_backup_is_the_database_as_it_was(tmp_path: Path, plain_file: Path) -> None:
    path, copy = tmp_path / "x.db", tmp_path / "copy.db"
    with tempodb.open(path) as db:
        db.load(plain_file)
        digest = db.digest()
        db.backup(copy)
        db.load(_with_more(tmp_path))

    with tempodb.open(copy) as db:
        assert db.digest() == digest
        assert db.verify() == []
    assert {file.name for file in tmp_path.iterdir() if "copy" in file.name} == {"copy.db"}


def _with_more(folder: Path) -> Path:
    file = folder / "e.json"
    file.write_text(json.dumps({"tempodb": 1, "dataset": "e", "states": {"zland": {"name": "Zland"}}}))
    return file


def test_a_backup_replaces_nothing_and_needs_a_database_and_a_place(tmp_path: Path, plain_file: Path) -> None:
    path, there = tmp_path / "x.db", tmp_path / "there"
    there.write_text("something")
    with tempodb.open(path) as db:
        with pytest.raises(tempodb.InputError, match="no database"):
            db.backup(tmp_path / "copy.db")
        db.load(plain_file)
        with pytest.raises(tempodb.InputError, match="is there already"):
            db.backup(there)
        with pytest.raises(tempodb.OperationalError, match="cannot be written"):
            db.backup(tmp_path / "nowhere" / "copy.db")

    assert there.read_text() == "something"
    assert {file.name for file in tmp_path.iterdir()} == {"x.db", "there"}


def test_another_programs_database_without_tables_is_not_taken_over(tmp_path: Path, plain_file: Path) -> None:
    path = tmp_path / "other.db"
    other_database(path, "PRAGMA application_id = 77", "PRAGMA user_version = 7", "VACUUM")

    refused(path, "load", plain_file)


def test_an_empty_file_that_was_there_stays_when_a_load_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "empty.db"
    path.touch()

    with pytest.raises(tempodb.DatasetError):
        load(path, {"memberships": [membership()]})

    assert path.exists()


@pytest.mark.parametrize("action", [action for action in ACTIONS if action != "load"])
def test_a_missing_database_is_an_error_for_a_reader_and_is_not_made(
    tmp_path: Path, plain_file: Path, action: str
) -> None:
    path = tmp_path / "missing.db"

    with tempodb.open(path) as db, pytest.raises(tempodb.InputError, match="there is no database"):
        ACTIONS[action](db, plain_file)

    assert list(tmp_path.iterdir()) == []

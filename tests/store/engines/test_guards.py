"""History that plain SQL cannot change, on every engine, and what the program itself may."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple

import psycopg
import pytest

import tempodb
from postgres_server import new_schema
from store.histories import dump
from tempodb.store.engines.sqlite.guards import guard_texts
from tempodb.store.schema.layout import COLUMNS
from tempodb.temporal.instants import FOREVER

CSTO = tempodb.bundled_fixture("csto.yaml")


class Place(NamedTuple):
    """A database, and what connects to it in SQL as any other program would."""

    location: str
    connected: Callable[[], Any]
    refusals: tuple[type[Exception], ...]


def a_file(folder: Path) -> Place:
    path = folder / "x.db"
    return Place(str(path), lambda: sqlite3.connect(path, isolation_level=None), (sqlite3.IntegrityError,))


def a_server(_: Path) -> Place:
    url = new_schema()
    return Place(
        url,
        lambda: psycopg.connect(url.replace("+psycopg", ""), autocommit=True),
        (psycopg.errors.IntegrityConstraintViolation,),
    )


PLACES = {"sqlite": a_file, "postgres": a_server}


@pytest.fixture(params=PLACES)
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Place]:
    place = PLACES[request.param](tmp_path)
    with tempodb.open(place.location) as db:
        db.load(CSTO)
        db.run("record membership of tajikistan in csto as suspended from 2024 to 2025")
    yield place


def others(table: str, **changed: str) -> str:
    return ", ".join(changed.get(column, column) for column in COLUMNS[table])


BOTH = {
    "a transaction is dated back": "UPDATE tx SET recorded = recorded - 1",
    "an author is put in": "UPDATE tx SET author = 'somebody' WHERE id = 1",
    "a digest is changed": "UPDATE tx SET digest = '' WHERE id = 2",
    "the last transaction is cut off": "DELETE FROM tx WHERE id = 2",
    "a claim is reworded": "UPDATE assertion SET body = replace(body, '1994', '1995')",
    "a claim is emptied as if it were erased": "UPDATE assertion SET body = NULL, salt = NULL WHERE id = 3",
    "the newest claims are deleted": "DELETE FROM assertion WHERE tx = 2",
    "a belief is deleted": "DELETE FROM belief WHERE kind = 10",
    "a belief is changed": "UPDATE belief SET f1 = f1 + 1, f2 = f2 + 1",
    "a belief is dated back": "UPDATE belief SET since = since - 1, recorded_from = recorded_from - 1",
    "a closed belief is opened": f"UPDATE belief SET recorded_to = {FOREVER} WHERE recorded_to < {FOREVER}",
    "a closed belief is closed later": f"UPDATE belief SET recorded_to = recorded_to + 1 WHERE recorded_to < {FOREVER}",
    "a belief is closed before it began": f"UPDATE belief SET recorded_to = 0 WHERE recorded_to = {FOREVER}",
    "a belief is changed as it is closed": "UPDATE belief SET recorded_to = recorded_from + 1, claim = 1",
    "an id becomes another": "UPDATE entity SET slug = 'x' || slug",
    "an id is deleted": "DELETE FROM entity WHERE id = 1",
    "a text becomes another": "UPDATE interned SET text = replace(text, 'member', 'observer')",
    "a text is deleted": "DELETE FROM interned",
    "a name becomes another": "UPDATE label SET folded = 'x' || folded",
    "a name is deleted": "DELETE FROM label",
    "a transaction is slipped in before the last": (
        f"INSERT INTO tx SELECT {others('tx', id='99', recorded='recorded + 1')} FROM tx WHERE id = 1"
    ),
    "a claim is slipped into an earlier transaction": (
        f"INSERT INTO assertion SELECT {others('assertion', id='9999')} FROM assertion WHERE id = 1"
    ),
    "a text is written over where it is there": (
        "INSERT INTO interned SELECT id, text FROM interned WHERE id = 1"
        " ON CONFLICT (id) DO UPDATE SET text = 'x'"
    ),
}
ON_SQLITE = {
    "a transaction is replaced": f"REPLACE INTO tx SELECT {others('tx', note=repr('x'))} FROM tx WHERE id = 2",
    "a transaction is replaced by its time": (
        f"REPLACE INTO tx SELECT {others('tx', id='3')} FROM tx WHERE id = 2"
    ),
    "a claim is replaced": (
        f"REPLACE INTO assertion SELECT {others('assertion', body='NULL')} FROM assertion WHERE id = 1"
    ),
    "a belief is replaced": f"REPLACE INTO belief SELECT {others('belief', claim='1')} FROM belief",
    "a belief is replaced by its number": (
        f"REPLACE INTO belief SELECT {others('belief', scope='scope + 1')} FROM belief"
    ),
    "an id is replaced": "REPLACE INTO entity SELECT id, type, 'x' || slug FROM entity",
    "an id is replaced by its slug": "REPLACE INTO entity SELECT id + 9999, type, slug FROM entity",
    "a text is replaced": "REPLACE INTO interned SELECT id, 'x' || text FROM interned",
    "a text is replaced by itself": "REPLACE INTO interned SELECT id + 9999, text FROM interned",
    "what cannot be is passed over": "UPDATE OR IGNORE tx SET recorded = recorded - 1",
    "what is there is written over": "UPDATE OR REPLACE entity SET slug = 'x' || slug",
}
ON_POSTGRES = {
    "a table is emptied": "TRUNCATE belief",
    "all is emptied": "TRUNCATE tx, assertion",
    "rows are merged": (
        "MERGE INTO tx USING (SELECT 1 AS one) o ON tx.id = o.one WHEN MATCHED THEN UPDATE SET note = 'x'"
    ),
}
ATTACKS = [
    *((name, sql, place) for place in PLACES for name, sql in BOTH.items()),
    *((name, sql, "sqlite") for name, sql in ON_SQLITE.items()),
    *((name, sql, "postgres") for name, sql in ON_POSTGRES.items()),
]


@pytest.mark.parametrize(
    ("sql", "place"),
    [pytest.param(sql, place, id=f"{place}: {name}") for name, sql, place in ATTACKS],
    indirect=["place"],
)
def test_history_is_not_changed_by_plain_sql(sql: str, place: Place) -> None:
    with closing(place.connected()) as connection, pytest.raises(place.refusals, match=r"^tempodb: "):
        connection.execute(sql)

    with tempodb.open(place.location) as db:
        assert db.verify() == []


LAWFUL: dict[str, Callable[[tempodb.Database], object]] = {
    "a write": lambda db: db.run("end membership of armenia in csto from 2024-02-22"),
    "an undo": lambda db: db.undo(),
    "a second load": lambda db: db.load(tempodb.bundled_fixture("un.yaml")),
    "an erasure": lambda db: db.erase("Valery Semerikov"),
    "deriving anew": lambda db: db.rebuild(),
}


@pytest.mark.parametrize("write", LAWFUL.values(), ids=LAWFUL)
def test_what_the_program_does_is_done_and_guarded_afterwards(
    place: Place, write: Callable[[tempodb.Database], object]
) -> None:
    with tempodb.open(place.location) as db:
        write(db)
        assert db.verify() == []

    with closing(place.connected()) as connection, pytest.raises(place.refusals):
        connection.execute("UPDATE tx SET note = 'x'")


def test_a_write_that_failed_leaves_history_guarded(place: Place) -> None:
    with tempodb.open(place.location) as db:
        with pytest.raises(RuntimeError), db.engine.storage.writing() as transaction, transaction.rewriting():
            transaction.execute("DELETE FROM label")
            raise RuntimeError
        assert db.verify() == []


TAKEN_AWAY = {
    "sqlite": [f"DROP TRIGGER {name}" for name in guard_texts()],
    "postgres": [
        "DROP TRIGGER tx_unchanged ON tx",
        "DROP TRIGGER belief_closed ON belief",
        "DROP TRIGGER assertion_appended ON assertion",
        "ALTER TABLE interned DISABLE TRIGGER interned_unchanged",
        "ALTER TABLE entity DISABLE TRIGGER USER",
    ],
}


@pytest.mark.parametrize(
    ("sql", "place"),
    [(sql, place) for place, taken in TAKEN_AWAY.items() for sql in taken],
    indirect=["place"],
)
def test_a_guard_that_was_taken_away_is_told_and_put_back(sql: str, place: Place) -> None:
    with closing(place.connected()) as connection:
        connection.execute(sql)

    with tempodb.open(place.location) as db:
        (found,) = db.verify()
        assert found.startswith("what refuses changes of history was taken away, `")
        assert db.query("members of csto as of 2006").rows
        db.rebuild()
        assert db.verify() == []


CHANGED = {
    "sqlite": [
        (
            "DROP TRIGGER tx_unchanged",
            "CREATE TRIGGER tx_unchanged BEFORE UPDATE ON tx BEGIN SELECT 1; END",
        ),
        ("CREATE TRIGGER other AFTER INSERT ON tx BEGIN DELETE FROM label; END",),
        (
            "PRAGMA writable_schema = ON",
            "UPDATE sqlite_schema SET sql = replace(sql, 'ABORT', 'FAIL') WHERE type = 'trigger'",
        ),
    ],
    "postgres": [
        (
            "CREATE OR REPLACE FUNCTION tempodb_unchanged() RETURNS trigger LANGUAGE plpgsql"
            " AS $$BEGIN RETURN NULL; END$$",
        ),
        ("CREATE RULE nothing AS ON UPDATE TO tx DO INSTEAD NOTHING",),
        (
            "CREATE FUNCTION other() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN RETURN NULL; END$$",
            "CREATE TRIGGER other BEFORE INSERT ON label FOR EACH ROW EXECUTE FUNCTION other()",
        ),
    ],
}


@pytest.mark.parametrize(
    ("statements", "place"),
    [(statements, place) for place, changed in CHANGED.items() for statements in changed],
    indirect=["place"],
)
def test_a_guard_with_other_words_is_found(statements: tuple[str, ...], place: Place) -> None:
    with closing(place.connected()) as connection:
        for statement in statements:
            connection.execute(statement)

    with tempodb.open(place.location) as db:
        try:
            found = db.verify()
        except tempodb.OperationalError as error:
            found = [problem.code for problem in error.problems]
    assert "altered" in found or "the tables are not made as this program makes them" in found


def test_a_file_of_an_earlier_version_is_guarded_from_the_first_write_on(tmp_path: Path) -> None:
    place = a_file(tmp_path)
    with tempodb.open(place.location) as db:
        db.load(CSTO)
    with closing(place.connected()) as connection:
        for name in guard_texts():
            connection.execute(f"DROP TRIGGER {name}")
        connection.execute("PRAGMA user_version = 6")
    before = dump(Path(place.location))

    with tempodb.open(place.location) as db:
        assert db.verify() == []
        db.run("record membership of tajikistan in csto as suspended from 2024 to 2025")
        assert db.verify() == []

    assert before["entity"] == dump(Path(place.location))["entity"]
    with closing(place.connected()) as connection, pytest.raises(place.refusals, match=r"^tempodb: "):
        connection.execute("DELETE FROM belief")

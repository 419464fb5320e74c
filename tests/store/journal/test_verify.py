"""Every alteration behind the program's back shows."""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

import tempodb
from store.histories import ACTIONS, SMALL, Row, dump, run, verified
from store.tampering import unguarded
from tempodb.store.beliefs import logged_claims
from tempodb.store.engines.port import Snapshot
from tempodb.store.engines.sqlite import driver
from tempodb.store.engines.sqlite.snapshot import SqliteSnapshot
from tempodb.store.journal import verify
from tempodb.store.journal.verify import findings
from tempodb.store.log import entries
from tempodb.store.log.digests import GENESIS, assertion_digest, transaction_digest
from tempodb.store.log.stated_bodies import StatedBodies, stated_bodies
from tempodb.store.schema.layout import COLUMNS, DERIVED, LOG
from tempodb.temporal.instants import FOREVER


def digest_of(path: Path) -> str:
    with tempodb.open(path) as db:
        return db.digest()


# --- alterations behind the program's back ------------------------------------------------------------


def altered(value: object, is_text: bool, is_nullable: bool) -> list[object]:
    """Return other values that a column may hold."""
    others: list[object] = [None] if is_nullable and value is not None else []
    if is_text:
        return [*others, f"{value or ''}x", *([str(value)[:-1]] if value else [])]
    assert value is None or isinstance(value, int)
    return [*others, (value or 0) + (-1 if value == FOREVER else 1)]


GUARDS = "what refuses changes of history was taken away"


def noticed(connection: sqlite3.Connection) -> str:
    """Return how `verify` shows what was done to a database: `found`, an error, or `nothing`."""
    try:
        with driver.translated("x.db"):
            found = [said for said in findings(SqliteSnapshot(connection)) if GUARDS not in said]
            return "found" if found else "nothing"
    except tempodb.OperationalError:
        return "error"


def cells(
    connection: sqlite3.Connection, table: str
) -> Iterator[tuple[str, str, str, object, Row, list[object]]]:
    """Yield every cell of a table: condition, column, type, value, key, other values."""
    info = connection.execute(f"PRAGMA table_info({table})").fetchall()
    keys = [row[1] for row in info if row[5]]
    for row in connection.execute(f"SELECT * FROM {table}").fetchall():
        values = {column[1]: value for column, value in zip(info, row, strict=True)}
        where = " AND ".join(f"{key} = ?" for key in keys)
        for _, column, type_, not_null, _, is_key in info:
            others = altered(values[column], type_ == "TEXT", not (not_null or is_key))
            yield where, column, type_, values[column], tuple(values[key] for key in keys), others


@pytest.mark.parametrize(("wrong", "times"), [(False, 0), (True, 1)], ids=["whole", "altered"])
def test_bodies_are_read_once_more_only_where_the_log_is_not_whole(
    copy: Path, wrong: bool, times: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[Snapshot] = []

    def counted(snapshot: Snapshot) -> Iterator[StatedBodies]:
        read.append(snapshot)
        return stated_bodies(snapshot)

    monkeypatch.setattr(logged_claims, "stated_bodies", counted)
    with unguarded(copy) as connection:
        if wrong:
            connection.execute("UPDATE assertion SET salt = salt || 'x' WHERE id = 1")
        found = noticed(connection)

    assert (found, len(read)) == ("found" if wrong else "nothing", times)


@pytest.mark.parametrize("table", (*LOG, *DERIVED))
def test_verify_finds_every_alteration_of_one_cell(copy: Path, table: str) -> None:
    with unguarded(copy) as connection:
        unnoticed, tried = [], 0

        for where, column, _, value, key, others in list(cells(connection, table)):
            for other in others:
                if (column, other) == ("salt", None):
                    continue  # see the test of what passes for erased
                connection.execute("BEGIN")
                try:
                    connection.execute(f"UPDATE {table} SET {column} = ? WHERE {where}", (other, *key))
                    tried += 1
                    if noticed(connection) == "nothing":
                        unnoticed.append((column, key, value, other))
                except sqlite3.IntegrityError:
                    pass
                connection.execute("ROLLBACK")

    assert unnoticed == []
    assert tried > 10


@pytest.mark.parametrize("table", (*LOG, *DERIVED))
def test_verify_finds_every_row_that_was_deleted(copy: Path, table: str) -> None:
    with unguarded(copy) as connection:
        rows = {(where, key) for where, *_, key, _ in cells(connection, table)}
        last = connection.execute("SELECT max(id) FROM assertion").fetchone()[0]
        unnoticed = []

        for where, key in sorted(rows):
            connection.execute("BEGIN")
            connection.execute(f"DELETE FROM {table} WHERE {where}", key)
            if noticed(connection) == "nothing":
                unnoticed.append(key)
            connection.execute("ROLLBACK")

    assert unnoticed == []
    assert len(rows) >= 3
    assert last > 10


INSERTIONS = [
    "INSERT INTO tx SELECT id + 1, recorded + 1, clock, dataset, author, note, digest FROM tx WHERE id = 3",
    "INSERT INTO tx SELECT 0, 1, clock, dataset, author, note, digest FROM tx WHERE id = 1",
    "INSERT INTO assertion SELECT (SELECT max(id) + 1 FROM assertion), tx, operation, claim, body, salt, digest FROM assertion WHERE id = 1",
    "INSERT INTO assertion SELECT 0, tx, operation, claim, body, salt, digest FROM assertion WHERE id = 1",
    "INSERT INTO assertion SELECT (SELECT max(id) + 9 FROM assertion), 9, operation, claim, body, NULL, digest FROM assertion WHERE id = 1",
    "INSERT INTO entity SELECT max(id) + 1, 1, 'stranger' FROM entity",
    "INSERT INTO interned SELECT max(id) + 1, 'stranger' FROM interned",
    "INSERT INTO label VALUES ('stranger', 1)",
    f"INSERT INTO belief SELECT {', '.join('id + 1000' if c == 'id' else c for c in COLUMNS['belief'])} FROM belief LIMIT 1",
]


@pytest.mark.parametrize("sql", INSERTIONS)
def test_verify_finds_rows_that_were_inserted(copy: Path, sql: str) -> None:
    with unguarded(copy) as connection:
        connection.execute(sql)
        shown = noticed(connection)

    assert shown == "found" or (shown == "error" and "INTO assertion" in sql)


EXCHANGE = """UPDATE {table} SET {column} = CASE {column} WHEN {a} THEN {b} ELSE {a} END
    WHERE {column} IN ({a}, {b})"""


@pytest.mark.parametrize(
    "statements",
    [
        pytest.param(["UPDATE tx SET id = -id WHERE id > 1", "UPDATE tx SET id = id + 5 WHERE id < 0",
                      EXCHANGE.format(table="assertion", column="tx", a=2, b=3)], id="transactions"),
        pytest.param([EXCHANGE.format(table="assertion", column="tx", a=2, b=3)], id="what they hold"),
        pytest.param(["UPDATE tx SET recorded = -recorded", "UPDATE tx SET recorded = (SELECT -recorded FROM tx u "
                      "WHERE u.id = 5 - tx.id) - 1 WHERE id > 1", "UPDATE tx SET recorded = -recorded WHERE id = 1"],
                     id="their times"),
        pytest.param(["UPDATE tx SET digest = (SELECT digest FROM tx u WHERE u.id = 5 - tx.id) WHERE id > 1"],
                     id="their digests"),
    ],
)  # fmt: skip
def test_verify_finds_transactions_that_were_swapped(copy: Path, statements: list[str]) -> None:
    run(copy, *statements)

    with tempodb.open(copy) as db:
        assert db.verify()


def test_a_log_that_was_cut_off_is_found_with_a_digest_that_was_kept(copy: Path) -> None:
    earlier = [row[-1] for row in dump(copy)["tx"]]
    run(copy, "DELETE FROM assertion WHERE tx = 3", "DELETE FROM tx WHERE id = 3")
    with tempodb.open(copy) as db:
        db.rebuild()

    assert verified(copy) == []
    assert [bool(verified(copy, digest)) for digest in earlier] == [False, False, True]


def rechain(path: Path) -> None:
    """Recompute every digest, as one would who rewrites history and hides it."""
    with unguarded(path) as connection:
        for entry in list(entries.operations(SqliteSnapshot(connection))):
            if entry.salt is not None:
                digest = assertion_digest(entry.salt, entry.id, entry.operation, entry.claim, entry.body)
                connection.execute("UPDATE assertion SET digest = ? WHERE id = ?", (digest, entry.id))
        operations, previous = list(entries.operations(SqliteSnapshot(connection))), GENESIS
        for header, _ in list(entries.headers(SqliteSnapshot(connection))):
            previous = transaction_digest(
                previous, header, [o.digest for o in operations if o.tx == header.id]
            )
            connection.execute("UPDATE tx SET digest = ? WHERE id = ?", (previous, header.id))


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE tx SET note = 'another' WHERE id = 1",
        "UPDATE tx SET recorded = recorded - 1 WHERE id = 1",
        "UPDATE assertion SET body = replace(body, 'Aland', 'Zland')",
        "UPDATE assertion SET salt = 'x' || salt WHERE id = 1",
    ],
)
def test_a_history_that_was_rewritten_whole_is_found_with_a_digest_that_was_kept(
    copy: Path, statement: str
) -> None:
    kept = digest_of(copy)
    run(copy, statement)
    rechain(copy)
    with tempodb.open(copy) as db:
        db.rebuild()

    assert verified(copy) == []
    assert verified(copy, digest_of(copy)) == []
    assert verified(copy, kept) != []


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE assertion SET salt = NULL WHERE operation = 'withdraw'",
        "UPDATE assertion SET salt = NULL, claim = 1 WHERE id = (SELECT max(id) FROM assertion WHERE operation = 'withdraw')",
        "UPDATE assertion SET salt = NULL, body = NULL WHERE body LIKE '%Aland%'",
        "UPDATE assertion SET salt = NULL, body = NULL, operation = 'x' WHERE body LIKE '%Aland%'",
    ],
)
def test_nothing_can_be_taken_out_of_the_log_as_if_it_were_erased(copy: Path, statement: str) -> None:
    kept = digest_of(copy)
    run(copy, statement)
    with tempodb.open(copy) as db:
        db.rebuild()

    assert verified(copy, kept) != []


@pytest.mark.parametrize(
    "statement",
    [
        "DROP INDEX belief_party",
        "CREATE UNIQUE INDEX stranger ON belief (id)",
        "UPDATE sqlite_schema SET sql = replace(sql, 'STRICT', '') WHERE name = 'interned'",
        "UPDATE sqlite_schema SET sql = replace(sql, 'NOT NULL', '') WHERE name = 'belief'",
        "PRAGMA user_version = 0",
        "PRAGMA user_version = -1",
    ],
)
def test_a_schema_that_was_altered_is_found(copy: Path, statement: str) -> None:
    run(copy, "PRAGMA writable_schema = ON", statement)

    try:
        found = verified(copy)
    except tempodb.OperationalError as error:
        found = [str(error)]

    assert found != []


WRECKS = {
    "tx.id": "UPDATE tx SET id = -1 WHERE id = 2",
    "assertion.tx": "UPDATE assertion SET tx = 9 WHERE id = 3",
    "assertion.claim": "UPDATE assertion SET claim = 99 WHERE operation = 'withdraw'",
    **{
        f"body {body}": f"UPDATE assertion SET body = '{body}' WHERE body LIKE '%membership%'"
        for body in (
            '{"kind":5}',
            '{"kind":"membership","key":[],"value":{}}',
            '{"kind":"membership","key":["a"],"value":{"status":"member"}}',
            '{"kind":"membership","key":["a","o"],"value":{"status":"member"},"when":[]}',
            '{"kind":"membership","key":["a","o"],"value":{"status":"member"},"when":{"from":5}}',
            '{"kind":"membership","key":["a","o"],"value":{"status":"member"},"when":{"from":"soon"}}',
        )
    },
    "body deep": f"UPDATE assertion SET body = '{'[' * 20_000}' WHERE id = 1",
}


@pytest.mark.parametrize("statement", WRECKS.values(), ids=WRECKS)
def test_verify_says_what_is_wrong_with_a_log_that_cannot_be_replayed(copy: Path, statement: str) -> None:
    run(copy, statement)

    assert verified(copy) != []


SPOILT = {
    "no JSON": "UPDATE assertion SET body = 'x'",
    "no claim": "UPDATE assertion SET body = '[]'",
    "no text": "DELETE FROM interned",
    "no entity": "UPDATE entity SET id = id + 1000",
    "no value": "UPDATE interned SET text = '[' || id || ']'",
    "no days": "UPDATE belief SET t1 = 0, t2 = 0",
    "days beyond": "UPDATE belief SET f2 = 999999999999, t1 = 999999999999, t2 = 999999999999",
    "times beyond": "UPDATE tx SET recorded = 9223372036854775800 + id",
    "withdrawn twice": "UPDATE assertion SET claim = 1 WHERE operation = 'withdraw'",
    "no transaction": "DELETE FROM tx WHERE id = 1",
}


@pytest.mark.parametrize("action", ["query", "export", "rebuild", "load"])
def test_a_spoilt_database_gives_one_clear_error_and_no_traceback(
    small: Path, tmp_path: Path, action: str
) -> None:
    file = tmp_path / "d.json"
    file.write_text(json.dumps({"tempodb": 1, "dataset": "d", **SMALL}), encoding="utf-8")
    tracebacks = {}

    for name, statement in SPOILT.items():
        path = Path(shutil.copy(small, tmp_path / "spoilt.db"))
        run(path, statement)
        with tempodb.open(path) as db:
            try:
                ACTIONS[action](db, file)
            except tempodb.TempodbError:
                pass
            except Exception as error:
                tracebacks[name] = repr(error)

    assert tracebacks == {}


@pytest.mark.parametrize("seed", range(4))
def test_a_flipped_bit_is_found_or_changes_nothing_that_is_read(
    small: Path, tmp_path: Path, seed: int
) -> None:
    random, whole, expected = Random(seed), small.read_bytes(), dump(small)
    path = tmp_path / "flipped.db"
    found = 0

    for _ in range(50):
        flipped = bytearray(whole)
        offset = random.choice([random.randrange(len(whole)), random.randrange(200)])
        flipped[offset] ^= 1 << random.randrange(8)
        path.write_bytes(flipped)
        try:
            faults = verified(path)
        except tempodb.OperationalError:
            faults = ["damaged"]
        found += bool(faults)
        assert faults or dump(path) == expected, offset

    assert found > 5


# --- reading writes nothing ---------------------------------------------------------------------------


@pytest.mark.parametrize("digest", ["foo", "", "0" * 63, "0" * 65, "g" * 64])
def test_what_is_no_digest_is_refused(tmp_path: Path, plain_file: Path, digest: str) -> None:
    with tempodb.open(tmp_path / "x.db") as db:
        db.load(plain_file)

        with pytest.raises(tempodb.InputError, match="is no digest"):
            db.verify(digest)
        assert db.verify(f" {db.digest().upper()}\n") == []


SHORTAGES = [
    MemoryError(),
    ImportError("x.so: failed to map segment"),
    OSError("no"),
    sqlite3.OperationalError("disk"),
]


@pytest.mark.parametrize("shortage", SHORTAGES, ids=lambda shortage: type(shortage).__name__)
def test_what_the_surroundings_lack_is_no_finding(
    copy: Path, monkeypatch: pytest.MonkeyPatch, shortage: Exception
) -> None:
    def derive(*_: object) -> None:
        raise shortage

    monkeypatch.setattr(verify, "derive", derive)

    with pytest.raises((type(shortage), tempodb.OperationalError)), tempodb.open(copy) as db:
        db.verify()

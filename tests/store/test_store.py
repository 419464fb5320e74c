"""The store: what lies in the file, that it follows from the log, and that every alteration shows."""

from __future__ import annotations

import contextlib
import gc
import hashlib
import json
import os
import shutil
import sqlite3
import tempfile
import warnings
from collections.abc import Callable, Iterable, Iterator
from itertools import count
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlmodel import SQLModel

import tempodb
from oracle.strategies import examples
from tempodb.api.database import Database
from tempodb.api.engine import Engine
from tempodb.model.kinds import Kind
from tempodb.store.beliefs import derivation
from tempodb.store.engines.sqlite import driver
from tempodb.store.journal.verify import findings
from tempodb.store.log import entries
from tempodb.store.log.digests import GENESIS, assertion_digest, transaction_digest
from tempodb.store.reading import catalog, reader
from tempodb.store.schema.layout import COLUMNS, DERIVED, SCHEMA_VERSION
from tempodb.store.storage import Storage
from tempodb.temporal.instants import FOREVER

Content = dict[str, Any]
Row = tuple[Any, ...]

DEFINITIONS: Content = {
    "sources": {"s": {"title": "A report"}, "r": {"title": "A reply"}},
    "states": {"a": {"name": "Aland"}, "b": {"name": "Bland"}},
    "persons": {"p": {"name": "Paula"}},
    "organizations": {"o": {"name": "Org", "founded": "1990"}},
    "offices": {"o/chair": {"title": "Chair"}},
}

_numbers = count()


def load(path: Path, *contents: Content, **options: Any) -> None:
    """Load datasets into the database at *path*."""
    files = [path.with_name(f"{next(_numbers)}.json") for _ in contents]
    for file, content in zip(files, contents, strict=True):
        file.write_text(json.dumps({"tempodb": 1, "dataset": "d", **content}), encoding="utf-8")
    try:
        with tempodb.open(path) as db:
            db.load(*files, **options)
    finally:
        for file in files:
            file.unlink()


def membership(**fields: object) -> Content:
    """Return an entry; `from_` stands for `from`."""
    return {"member": "a", "of": "o", **{key.rstrip("_"): value for key, value in fields.items()}}


def connected(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA foreign_keys=OFF")
    return connection


def run(path: Path, *statements: str) -> None:
    """Run SQL behind the program's back."""
    connection = connected(path)
    try:
        for statement in statements:
            connection.execute(statement)
    finally:
        connection.close()


def dump(path: Path, tables: Iterable[str] = COLUMNS) -> dict[str, list[Row]]:
    """Return all that lies in the tables."""
    connection = sqlite3.connect(path)
    try:
        return {
            table: connection.execute(
                f"SELECT {', '.join(COLUMNS[table])} FROM {table} ORDER BY 1, 2"
            ).fetchall()
            for table in tables
        }
    finally:
        connection.close()


def verified(path: Path, digest: str | None = None) -> list[str]:
    with tempodb.open(path) as db:
        return db.verify(digest)


def digest_of(path: Path) -> str:
    with tempodb.open(path) as db:
        return db.digest()


SMALL: Content = {
    "title": "A small dataset",
    "sources": {"s": {"title": "A report", "published": "2017"}},
    "states": {"a": {"name": "Aland", "aliases": ["Alpha"]}},
    "organizations": {"o": {"name": "Org"}},
}


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a small database of three transactions, with a correction and a retraction; not to be changed."""
    path = tmp_path_factory.mktemp("small") / "small.db"
    stated = [
        membership(from_="1992", to="June 1999", source="s"),
        membership(from_="2005", status="observer"),
    ]
    load(path, {**SMALL, "memberships": stated}, author="me", note="first", recorded_at="2017-04-21")
    load(path, {**SMALL, "memberships": stated[:1]}, recorded_at="2018")
    corrected = {**stated[0], "to": "[2006..]", "note": "corrected", "standing": "disputed"}
    load(path, {**SMALL, "memberships": [corrected]}, recorded_at="2019")
    assert verified(path) == []
    return path


@pytest.fixture
def copy(small: Path, tmp_path: Path) -> Path:
    """Return a copy of the small database, to be changed."""
    return Path(shutil.copy(small, tmp_path / "copy.db"))


# --- what the file is ---------------------------------------------------------------------------------


def test_every_table_is_strict_and_the_clustered_ones_have_no_rowid(small: Path) -> None:
    connection = sqlite3.connect(small)
    rows = connection.execute(
        "SELECT name, strict, wr FROM pragma_table_list WHERE schema = 'main'"
    ).fetchall()
    connection.close()

    tables = {name: (strict, without_rowid) for name, strict, without_rowid in rows if "sqlite" not in name}
    assert tables == {table: (1, int(table in ("belief", "label"))) for table in COLUMNS}


def test_the_layout_that_readers_know_is_that_of_the_tables() -> None:
    tables = {name: tuple(table.columns.keys()) for name, table in SQLModel.metadata.tables.items()}

    assert {name: tables[name] for name in COLUMNS} == COLUMNS


@pytest.mark.parametrize("table", COLUMNS)
def test_no_column_takes_a_value_of_another_type(copy: Path, table: str) -> None:
    connection = connected(copy)
    types = {row[1]: row[2] for row in connection.execute(f"PRAGMA table_info({table})")}

    for column, type_ in types.items():
        assert type_ in ("INTEGER", "TEXT")
        with pytest.raises(sqlite3.IntegrityError, match=r"cannot store|datatype mismatch"):
            connection.execute(f"UPDATE {table} SET {column} = ?", ("x" if type_ == "INTEGER" else b"x",))
    connection.close()


@pytest.mark.parametrize(
    ("sql", "parameters", "plan"),
    [
        (reader.BY_SCOPE, 4, ["SEARCH b USING PRIMARY KEY (scope=? AND kind=?)"]),
        (reader.BY_PARTY, 4, ["SEARCH b USING COVERING INDEX belief_party (party=? AND kind=?)"]),
        ("SELECT max(recorded) FROM tx", 0, ["SEARCH tx USING COVERING INDEX"]),
        ("SELECT id FROM entity WHERE type = ? AND slug = ?", 2, ["SEARCH entity USING COVERING INDEX"]),
        ("SELECT id, slug FROM entity WHERE id IN (?, ?)", 2, ["SEARCH entity USING INTEGER PRIMARY KEY"]),
        ("SELECT id, text FROM interned WHERE id IN (?, ?)", 2, ["SEARCH interned USING INTEGER PRIMARY KEY"]),
        (catalog.OF_ID, 2, ["SEARCH e USING COVERING INDEX", "SEARCH b USING PRIMARY KEY (scope=? AND kind=?)"]),
        (catalog.OF_NAME, 3, ["SEARCH label USING PRIMARY KEY (folded=?)", "SEARCH e USING INTEGER PRIMARY KEY"]),
        (catalog.OFFICES, 3, ["SEARCH p USING COVERING INDEX", "SEARCH b USING COVERING INDEX belief_party"]),
        (catalog.FOCI, 3, ["SEARCH e USING COVERING INDEX", "SEARCH b USING PRIMARY KEY (scope=? AND kind=?)"]),
    ],
)  # fmt: skip
def test_questions_search_by_key_and_never_through_all_rows(
    small: Path, sql: str, parameters: int, plan: list[str]
) -> None:
    connection = sqlite3.connect(small)
    steps = [row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {sql}", (0,) * parameters)]
    connection.close()

    assert [step for step in steps if step.startswith("SCAN") and step != "SCAN l"] == []
    for wanted in plan:
        assert any(step.startswith(wanted) for step in steps), steps


def test_the_writer_finds_what_is_believed_by_its_key(small: Path) -> None:
    told: list[str] = []

    class Listener:
        def exec_driver_sql(self, sql: str, _: Row) -> list[Row]:
            told.append(sql)
            return []

    derivation.open_beliefs(Listener(), 1, Kind.MEMBERSHIP)  # type: ignore[arg-type]
    connection = sqlite3.connect(small)
    plan = [row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {told[0]}", (0, 0, 0))]
    connection.close()

    assert plan == ["SEARCH belief USING PRIMARY KEY (scope=? AND kind=?)"]


# --- what follows from the log ------------------------------------------------------------------------


TIMELESS = [
    "members of o as of 1995",
    "periods of a in o including disputed",
    "names of o",
    "bodies of o as of 1995",
    "holders of o/chair as of 1995",
    "events during 2020",
    "show organizations",
    "show sources",
    "whether b is member of o as of 1999",
]


class History:
    """Writes random loads of several datasets, some of which contradict what is believed."""

    def __init__(self, seed: int) -> None:
        self._random = Random(seed)
        self._any = self._random.choice

    def loads(self) -> Iterator[list[Content]]:
        """Yield the datasets of one command after the other."""
        for _ in range(self._random.randint(2, 7)):
            yield [self._dataset(id_) for id_ in self._random.sample("def", self._any([1, 1, 2]))]

    def _dataset(self, id_: str) -> Content:
        return {
            "dataset": id_,
            **DEFINITIONS,
            "organizations": {
                "o": {"name": "Org", "founded": self._any(["1990", "[1989..1990]"])},
                f"c-{id_}": {
                    "names": self._names(),
                    "part_of": self._some(lambda: {"of": "o", **self._dates()}),
                },
            },
            "memberships": self._some(self._membership),
            "tenures": self._some(lambda: {"holder": "p", "office": "o/chair", **self._fact()}),
            "events": self._some(lambda: {"id": "e", "date": self._any(["2020", "2020-05"])}, most=1),
        }

    def _names(self) -> list[Content]:
        if self._random.random() < 0.5:
            return [{"name": "Committee"}]
        turn = self._any(["1999", "1999-06", "[1998..2000]"])
        return [{"name": "Committee", "to": turn}, {"name": "Council", "from": turn}]

    def _membership(self) -> Content:
        status = self._any(["member"] * 5 + ["observer"])
        return {"member": self._any("ab"), "of": "o", "status": status, **self._fact()}

    def _fact(self) -> Content:
        standing = self._any(["accepted", "accepted", "disputed"])
        dates = self._any([self._dates(), self._dates(), {"observed": "1995-05-05"}])
        return {"source": self._any(["s", "r", ["r", "s"]]), "standing": standing, **dates}

    def _dates(self) -> Content:
        from_ = self._any(["1992", "1992-05-15", "199X", "unknown", "[..1994]", "1995-01-01"])
        to = self._any(["1999", "2005-03", "2006-01-01", "unknown", "[2000..]", "1996-07"])
        return self._any([{"from": from_}, {"to": to}, {"from": from_, "to": to}, {}])

    def _some(self, entry: Callable[[], Content], most: int = 3) -> list[Content]:
        return [entry() for _ in range(self._random.randint(0, most))]


@given(st.integers(0, 2**32))
@examples(20)
def test_beliefs_derived_anew_are_the_same_in_every_row(
    tmp_path_factory: pytest.TempPathFactory, seed: int
) -> None:
    path = tmp_path_factory.mktemp("history") / "x.db"
    for datasets in History(seed).loads():
        try:
            load(path, *datasets)
        except tempodb.DatasetError as error:
            # Random facts may well contradict each other; what matters is that nothing of them stays.
            assert {problem.code for problem in error.problems} <= {"contradiction", "value"}
    if not path.exists():
        return
    before = dump(path)
    faults = verified(path)

    with tempodb.open(path) as db:
        db.rebuild()

    assert faults == []
    assert dump(path) == before
    assert verified(path) == []


@given(st.integers(0, 2**32))
@examples(12)
def test_an_answer_known_at_an_instant_never_changes(
    tmp_path_factory: pytest.TempPathFactory, seed: int
) -> None:
    path = tmp_path_factory.mktemp("history") / "x.db"
    given_before: dict[str, list[object]] = {}

    for datasets in History(seed).loads():
        with contextlib.suppress(tempodb.DatasetError):
            load(path, *datasets)
        if path.exists():
            with tempodb.open(path, now="2030") as db:
                instant = list(db.query("show transactions"))[-1].name
                for question in TIMELESS:
                    asked = f"{question} known at {instant}"
                    given_before.setdefault(asked, list(db.query(asked)))

    if path.exists():
        with tempodb.open(path, now="2030") as db:
            assert {asked: list(db.query(asked)) for asked in given_before} == given_before


def test_a_description_known_at_an_instant_keeps_the_order_of_its_rows(tmp_path: Path) -> None:
    path, asked = tmp_path / "x.db", "describe a known at 2017"
    seen = membership(observed="1995-05-05", standing="disputed")
    ended = membership(from_="unknown", to="2006", standing="disputed")
    load(path, {**DEFINITIONS, "memberships": [seen, ended]}, recorded_at="2017")
    with tempodb.open(path) as db:
        before = list(db.query(asked))

    load(path, {**DEFINITIONS, "memberships": [seen]}, recorded_at="2018")

    with tempodb.open(path) as db:
        assert list(db.query(asked)) == before


def test_a_description_shows_once_what_two_datasets_state_alike(tmp_path: Path) -> None:
    path = tmp_path / "x.db"
    for id_ in "de":
        load(path, {"dataset": id_, **DEFINITIONS, "memberships": [membership(from_="1992")]})

    with tempodb.open(path) as db:
        rows = list(db.query("describe a"))

    assert len(set(rows)) == len(rows)


def test_beliefs_that_were_altered_are_mended_by_deriving_them_anew(copy: Path) -> None:
    before = dump(copy)
    run(
        copy,
        "DELETE FROM belief WHERE kind = 7",
        "UPDATE interned SET text = text || ' '",
        "DELETE FROM label",
    )
    faults = verified(copy)

    with tempodb.open(copy) as db:
        transactions = db.rebuild()

    assert len(faults) > 0
    assert transactions == 3
    assert dump(copy) == before


def test_a_database_in_memory_can_be_derived_anew() -> None:
    with tempodb.open(":memory:") as db:
        db.load(tempodb.bundled_fixture("csto-exact.yaml"))

        assert db.rebuild() == 1


def since(path: Path) -> list[tuple[str | None, str | None, int]]:
    """Return from, to and the year since which it was known of each part of the membership believed now."""
    sql = """SELECT b.f1, b.f2, b.from_text, b.t1, b.t2, b.to_text, b.since FROM belief b
        WHERE b.kind = ? AND b.recorded_to = ? ORDER BY b.f1, b.f2, b.t1, b.since"""
    connection = sqlite3.connect(path)
    rows = connection.execute(sql, (int(Kind.MEMBERSHIP), FOREVER)).fetchall()
    connection.close()
    year = 365.2425 * 86_400 * 1_000_000
    ends = [
        (
            reader.period_of(reader.BeliefRow(0, 0, f1, 0, 0, 0, 0, f2, t1, t2, from_, to, 0, 0, 0, 0, 0, 0)),
            at,
        )
        for f1, f2, from_, t1, t2, to, at in rows
    ]
    return [(period.from_.stated(), period.to.stated(), round(at / year + 1970)) for period, at in ends]


CORRECTIONS: list[tuple[str, list[Content], list[Content], list[tuple[str | None, str | None, int]]]] = [
    ("extended", [{"from": "1992", "to": "2012"}], [{"from": "1992", "to": "2015"}],
     [("1992", "2012", 2017), ("2012", "2015", 2018)]),
    ("begun earlier", [{"from": "1992", "to": "2012"}], [{"from": "1990", "to": "2012"}],
     [("1990", "1992", 2018), ("1992", "2012", 2017)]),
    ("shortened", [{"from": "1992", "to": "2012"}], [{"from": "1992", "to": "2006"}], [("1992", "2006", 2017)]),
    ("ended", [{"from": "1992"}], [{"from": "1992", "to": "2006"}], [("1992", "2006", 2017)]),
    ("cut in two", [{"from": "1992", "to": "2012"}], [{"from": "1992", "to": "1999"}, {"from": "2003", "to": "2012"}],
     [("1992", "1999", 2017), ("2003", "2012", 2017)]),
    ("moved on", [{"from": "1992", "to": "2000"}], [{"from": "1996", "to": "2004"}],
     [("1996", "2000", 2017), ("2000", "2004", 2018)]),
    ("given another source", [{"from": "1992"}], [{"from": "1992", "source": "r"}], [("1992", None, 2017)]),
    ("given a note", [{"from": "1992"}], [{"from": "1992", "note": "so it is"}], [("1992", None, 2017)]),
    ("given another status", [{"from": "1992"}], [{"from": "1992", "status": "observer"}], [("1992", None, 2018)]),
    ("now disputed", [{"from": "1992"}], [{"from": "1992", "standing": "disputed"}], [("1992", None, 2018)]),
    ("of open order", [{"from": "1992", "to": "2006"}], [{"from": "1992", "to": "2006-05"}],
     [("1992", "2006-05", 2018)]),
    ("another period added", [{"from": "1992", "to": "1999"}],
     [{"from": "1992", "to": "1999"}, {"from": "2005", "to": "2006"}], [("1992", "1999", 2017), ("2005", "2006", 2018)]),
]  # fmt: skip


@pytest.mark.parametrize(("before", "after", "known"), [pytest.param(*c[1:], id=c[0]) for c in CORRECTIONS])
def test_what_a_correction_leaves_keeps_the_time_since_which_it_was_known(
    tmp_path: Path,
    before: list[Content],
    after: list[Content],
    known: list[tuple[str | None, str | None, int]],
) -> None:
    path = tmp_path / "x.db"
    for stated, year in ((before, "2017"), (after, "2018")):
        load(path, {**DEFINITIONS, "memberships": [{**membership(), **e} for e in stated]}, recorded_at=year)

    assert since(path) == known


def test_what_another_dataset_states_alike_is_known_since_the_first_stated_it(tmp_path: Path) -> None:
    path, stated = tmp_path / "x.db", {"memberships": [membership(from_="1992")]}
    load(path, {"dataset": "d", **DEFINITIONS, **stated}, recorded_at="2017")
    load(path, {"dataset": "e", **DEFINITIONS, **stated}, recorded_at="2018")
    both = since(path)
    load(path, {"dataset": "d", **DEFINITIONS}, recorded_at="2019")
    second = since(path)
    load(path, {"dataset": "e", **DEFINITIONS}, recorded_at="2020")
    none = since(path)
    load(path, {"dataset": "d", **DEFINITIONS, **stated}, recorded_at="2021")

    assert (both, second, none) == ([("1992", None, 2017)] * 2, [("1992", None, 2017)], [])
    assert since(path) == [("1992", None, 2021)]


def test_equal_claims_have_different_digests_in_one_database_and_in_two(tmp_path: Path) -> None:
    digests = []
    for name in ("x.db", "y.db"):
        load(tmp_path / name, {"dataset": "d", **DEFINITIONS}, {"dataset": "e", **DEFINITIONS})
        digests += [row[COLUMNS["assertion"].index("digest")] for row in dump(tmp_path / name)["assertion"]]

    assert len(set(digests)) == len(digests) > 20


def test_recorded_times_strictly_rise_whatever_the_clock_says(tmp_path: Path) -> None:
    random, path = Random(0), tmp_path / "x.db"
    clock = 1_700_000_000_000_000
    for year in range(1950, 1980):
        clock += random.choice([0, 0, 1, -1, 3_600_000_000, -3_600_000_000])
        file = tmp_path / "d.json"
        content = {"tempodb": 1, "dataset": "d", **DEFINITIONS, "memberships": [membership(from_=year)]}
        file.write_text(json.dumps(content), encoding="utf-8")
        with Database(Engine(Storage(path), clock=lambda now=clock: now)) as db:
            db.load(file)

    recorded = [row[1] for row in dump(path, ["tx"])["tx"]]
    assert recorded == sorted(set(recorded))
    assert len(recorded) == 30
    assert verified(path) == []


# --- alterations behind the program's back ------------------------------------------------------------


def altered(value: object, is_text: bool, is_nullable: bool) -> list[object]:
    """Return other values that a column may hold."""
    others: list[object] = [None] if is_nullable and value is not None else []
    if is_text:
        return [*others, f"{value or ''}x", *([str(value)[:-1]] if value else [])]
    assert value is None or isinstance(value, int)
    return [*others, (value or 0) + (-1 if value == FOREVER else 1)]


def noticed(connection: sqlite3.Connection, digest: str | None = None) -> str:
    """Return how `verify` shows what was done to a database: `found`, an error, or `nothing`."""
    try:
        with driver.translated("x.db"):
            return "found" if list(findings(connection, digest)) else "nothing"
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


@pytest.mark.parametrize("table", COLUMNS)
def test_verify_finds_every_alteration_of_one_cell(copy: Path, table: str) -> None:
    connection = connected(copy)
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
    connection.close()

    assert unnoticed == []
    assert tried > 10


@pytest.mark.parametrize("table", COLUMNS)
def test_verify_finds_every_row_that_was_deleted(copy: Path, table: str) -> None:
    connection = connected(copy)
    rows = {(where, key) for where, *_, key, _ in cells(connection, table)}
    last = connection.execute("SELECT max(id) FROM assertion").fetchone()[0]
    unnoticed = []

    for where, key in sorted(rows):
        connection.execute("BEGIN")
        connection.execute(f"DELETE FROM {table} WHERE {where}", key)
        if noticed(connection) == "nothing":
            unnoticed.append(key)
        connection.execute("ROLLBACK")
    connection.close()

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
    connection = connected(copy)
    connection.execute(sql)
    shown = noticed(connection)
    connection.close()

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
    connection = connected(path)
    for entry in list(entries.operations(connection.execute)):
        if entry.salt is not None:
            digest = assertion_digest(entry.salt, entry.id, entry.operation, entry.claim, entry.body)
            connection.execute("UPDATE assertion SET digest = ? WHERE id = ?", (digest, entry.id))
    operations, previous = list(entries.operations(connection.execute)), GENESIS
    for header, _ in list(entries.headers(connection.execute)):
        previous = transaction_digest(previous, header, [o.digest for o in operations if o.tx == header.id])
        connection.execute("UPDATE tx SET digest = ? WHERE id = ?", (previous, header.id))
    connection.close()


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
ACTIONS: dict[str, Callable[[Database, Path], object]] = {
    "query": lambda db, _: [
        list(db.query(text))
        for text in (
            "members of o as of 1995",
            "names of a",
            "describe a",
            "show transactions",
            "show parties",
        )[:4]
    ],
    "export": lambda db, _: db.export("d"),
    "rebuild": lambda db, _: db.rebuild(),
    "load": lambda db, file: db.load(file),
    "digest": lambda db, _: db.digest(),
    "verify": lambda db, _: db.verify(),
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


# --- files that are not ours --------------------------------------------------------------------------


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


def contents(folder: Path) -> dict[str, tuple[str, int]]:
    """Return what lies in a folder: every file with its digest and the time of its last change."""
    return {
        file.name: (hashlib.sha256(file.read_bytes()).hexdigest(), file.stat().st_mtime_ns)
        for file in sorted(folder.iterdir())
    }


def refused(
    path: Path, action: str, file: Path, error: type[tempodb.TempodbError] = tempodb.OperationalError
) -> None:
    before = contents(path.parent)

    with tempodb.open(path) as db, pytest.raises(error) as caught:
        ACTIONS[action](db, file)

    assert str(path) in str(caught.value)
    assert contents(path.parent) == before


@pytest.fixture(scope="session")
def plain_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a dataset file that could be loaded."""
    file = tmp_path_factory.mktemp("file") / "d.json"
    file.write_text(json.dumps({"tempodb": 1, "dataset": "d", **SMALL}), encoding="utf-8")
    return file


@pytest.mark.parametrize("action", ACTIONS)
@pytest.mark.parametrize("make", FOREIGN.values(), ids=FOREIGN)
def test_a_file_that_is_not_ours_is_refused_and_left_as_it_is(
    copy: Path, plain_file: Path, make: Callable[[Path], object], action: str
) -> None:
    if make in (FOREIGN["another database"], FOREIGN["our mark on it"]):
        copy.unlink()
    make(copy)

    refused(copy, action, plain_file)


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


# --- reading writes nothing ---------------------------------------------------------------------------

QUESTIONS = [
    "members of o as of 1995",
    "members of o as of 1995 known at 2017",
    "periods of a in o including disputed",
    "names of o",
    "describe a",
    "show sources",
    "show transactions",
    "whether a is member of o as of 2000",
]


def read_all(path: Path) -> list[object]:
    with tempodb.open(path) as db:
        answers: list[object] = [list(db.query(question)) for question in QUESTIONS]
        return [*answers, db.export(), db.export(known_at="2017", format="json"), db.digest(), db.verify()]


def test_reading_changes_no_byte_and_makes_no_file(copy: Path) -> None:
    before = contents(copy.parent)

    answers = [read_all(copy) for _ in range(3)]

    assert contents(copy.parent) == before
    assert answers[0] == answers[1] == answers[2]


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """Return a folder that everybody may enter, which those of pytest are not."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    yield folder
    folder.chmod(0o755)
    shutil.rmtree(folder)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="somebody else is played by a fork of this process")
def test_reading_takes_no_right_to_write(small: Path, open_folder: Path) -> None:
    path = Path(shutil.copy(small, open_folder / "x.db"))
    expected = read_all(path)
    path.chmod(0o444)
    open_folder.chmod(0o555)

    def read_as_nobody() -> int:
        if os.geteuid() == 0:
            # Root may write anywhere, so that only somebody else can tell.
            os.setgid(65534)
            os.setuid(65534)
        return int(os.access(path, os.W_OK) or read_all(path) != expected)

    with warnings.catch_warnings():
        # Python warns of other threads, which the runner of the tests may have; the child uses none.
        warnings.simplefilter("ignore", DeprecationWarning)
        child = os.fork()
    if not child:
        try:
            os._exit(read_as_nobody())
        except BaseException:
            os._exit(2)

    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


@pytest.mark.parametrize(
    "name", ["a b.db", "a?mode=memory#c%20d.db", "'; x.db", "ü日本.db", "-x", ":memory", "file:x"]
)
def test_any_name_of_a_file_will_do(tmp_path: Path, plain_file: Path, name: str) -> None:
    with tempodb.open(tmp_path / name) as db:
        db.load(plain_file)

    with tempodb.open(tmp_path / name) as db:
        assert [row.id for row in db.query("show states")] == ["a"]
    assert [file.name for file in tmp_path.iterdir()] == [name]


def test_a_link_to_a_database_is_as_good_as_the_database(copy: Path, tmp_path: Path) -> None:
    link = tmp_path / "link.db"
    link.symlink_to(copy)
    load(link, {**SMALL, "memberships": []})

    assert read_all(link) == read_all(copy)
    assert link.is_symlink()


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="only Linux tells which files are open")
def test_a_closed_database_has_no_file_open(tmp_path: Path, plain_file: Path) -> None:
    path = tmp_path / "x.db"
    gc.disable()
    with tempodb.open(path) as db:
        db.load(plain_file)
        list(db.query("members of o"))
    files = [os.path.realpath(link) for link in Path("/proc/self/fd").iterdir()]
    gc.enable()

    assert str(path.resolve()) not in files


ASKED: dict[str, Callable[[tempodb.Database, Path], object]] = {
    "query": lambda db, _: db.query("members of o"),
    "builder": lambda db, _: list(db.members("o").as_of("2006")),
    "session": lambda db, _: list(db.session().run("use o; members")),
    "load": lambda db, file: db.load(file),
    "preview": lambda db, file: db.preview(file),
    "export": lambda db, _: db.export(),
    "verify": lambda db, _: db.verify(),
    "digest": lambda db, _: db.digest(),
    "rebuild": lambda db, _: db.rebuild(),
}


@pytest.mark.parametrize("asked", ASKED)
@pytest.mark.parametrize("location", ["x.db", ":memory:"])
def test_a_closed_database_refuses_whatever_is_asked(
    tmp_path: Path, plain_file: Path, monkeypatch: pytest.MonkeyPatch, location: str, asked: str
) -> None:
    monkeypatch.chdir(tmp_path)
    with tempodb.open(location) as db:
        db.load(plain_file)
        db.query("members of o")

    with pytest.raises(tempodb.InputError, match="the database is closed"):
        ASKED[asked](db, plain_file)

    db.close()


@pytest.mark.parametrize("location", ["", "sqlite://", "sqlite:///"])
def test_a_location_that_names_nothing_is_refused(location: str) -> None:
    with pytest.raises(tempodb.InputError, match="the location of the database is empty"):
        tempodb.open(location)


def test_files_are_named_to_be_read(tmp_path: Path) -> None:
    with tempodb.open(tmp_path / "x.db") as db:
        for read in (db.load, db.preview, tempodb.check):
            with pytest.raises(tempodb.InputError, match="no file is named"):
                read()

    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("digest", ["foo", "", "0" * 63, "0" * 65, "g" * 64])
def test_what_is_no_digest_is_refused(tmp_path: Path, plain_file: Path, digest: str) -> None:
    with tempodb.open(tmp_path / "x.db") as db:
        db.load(plain_file)

        with pytest.raises(tempodb.InputError, match="is no digest"):
            db.verify(digest)
        assert db.verify(f" {db.digest().upper()}\n") == []


def test_a_url_of_a_database_in_memory_is_understood(plain_file: Path) -> None:
    with tempodb.open("sqlite:///:memory:") as db:
        db.load(plain_file)

        assert [row.id for row in db.query("show states")] == ["a"]


def test_the_tables_that_follow_are_all_but_the_log() -> None:
    assert {*DERIVED, "tx", "assertion"} == COLUMNS.keys()

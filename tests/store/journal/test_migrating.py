"""Databases of every layout there was: read as they are, kept and brought to this version by the first write, whole at any time."""

from __future__ import annotations

import os
import signal
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from random import Random
from typing import Any

import psycopg
import pytest

import tempodb
from postgres_server import new_schema
from store.histories import run, verified
from tempodb.api.database import Database
from tempodb.store.engines.sqlite import connections
from tempodb.store.schema.layout import READABLE, SCHEMA_VERSION

LAYOUTS = Path(__file__).parents[1] / "schema" / "layouts"
OLDER = [version for version in READABLE if version != SCHEMA_VERSION]
QUESTIONS = (
    "members of o including any status as of 2006",
    "members of o as of 1997 known at 2017-06",
    "holders of chair of o as of 2005",
    "names of o",
    "events of o",
    "show transactions",
)
each = pytest.mark.parametrize("version", OLDER)


def made(version: int, folder: Path) -> Path:
    """Return a database that a program wrote which knew no later version."""
    path = folder / "x.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript((LAYOUTS / f"version-{version}.sql").read_text(encoding="utf-8"))
    return path


def version_of(path: Path) -> int:
    with closing(sqlite3.connect(path)) as connection:
        return int(connection.execute("PRAGMA user_version").fetchone()[0])


def answers(path: Path) -> list[Any]:
    with tempodb.open(path, now="2025-01-01") as db:
        return [db.query(question).to_dicts() for question in QUESTIONS]


def load(db: Database) -> None:
    file = Path(db.engine.storage.path).with_name("e.yaml")
    file.write_text("tempodb: 1\ndataset: e\nstates: {z: {name: Zland}}\n")
    db.load(file)


def transact(db: Database) -> None:
    with db.transaction() as tx:
        tx.record_membership("b", "o", status="observer", from_="2010", to="2011")


WRITES: dict[str, Callable[[Database], object]] = {
    "load": load,
    "transaction": transact,
    "run": lambda db: db.run("end membership of b in o from 2006-06-01"),
    "erase": lambda db: db.erase("q"),
    "rebuild": lambda db: db.rebuild(),
    "maintain": lambda db: db.maintain(),
}
READS: dict[str, Callable[[Database], object]] = {
    "query": lambda db: list(db.query(QUESTIONS[0])),
    "verify": lambda db: db.verify(),
    "doctor": lambda db: db.doctor(),
    "export": lambda db: db.export(),
    "preview": lambda db: db.run("preview end membership of b in o from 2006-06-01"),
    "a write of what is so": lambda db: db.run(
        "record membership of b in o as observer from 2005 to 2007 source s"
    ),
}


def test_there_is_a_file_of_each_layout_that_there_was() -> None:
    assert len(READABLE) >= 7
    assert sorted(file.name for file in LAYOUTS.iterdir()) == [f"version-{each}.sql" for each in READABLE]


def test_what_is_written_today_is_the_layout_that_is_kept(tmp_path: Path) -> None:
    path, older = made(SCHEMA_VERSION, tmp_path), tmp_path / "older"
    older.mkdir()
    with tempodb.open(path) as db:
        assert db.verify() == []
        load(db)
        assert db.verify() == []

    assert sorted(file.name for file in tmp_path.iterdir()) == ["e.yaml", "older", "x.db"]
    assert answers(path)[:-1] == answers(made(OLDER[-1], older))[:-1]


@each
def test_who_only_reads_changes_nothing(version: int, tmp_path: Path) -> None:
    path = made(version, tmp_path)
    before = path.read_bytes()
    for read in READS.values():
        with tempodb.open(path) as db:
            read(db)

    assert path.read_bytes() == before
    assert [file.name for file in tmp_path.iterdir()] == ["x.db"]


@pytest.mark.parametrize("write", WRITES.values(), ids=WRITES)
@each
def test_the_first_write_keeps_the_old_and_makes_one_of_this_version(
    version: int, write: Callable[[Database], object], tmp_path: Path
) -> None:
    path, kept = made(version, tmp_path), tmp_path / f"x.db.version-{version}"
    old = answers(path)
    with tempodb.open(path) as db:
        write(db)
        told = [f"{problem.message} {problem.hint}" for problem in db.warnings()]

    assert verified(path) == verified(kept) == []
    assert (version_of(path), version_of(kept)) == (SCHEMA_VERSION, version)
    assert answers(kept) == old
    assert len(told) == 1 and str(kept) in told[0]
    with tempodb.open(path) as db:
        transact(db)
        assert db.warnings() == []
        assert [observation for observation in db.doctor() if not observation.is_well] == []
    assert sorted(file.name for file in tmp_path.iterdir() if file.suffix != ".yaml") == ["x.db", kept.name]


@each
def test_a_database_that_stays_open_is_made_one_of_this_version_by_the_first_write_that_stays(
    version: int, tmp_path: Path
) -> None:
    path = made(version, tmp_path)
    with tempodb.open(path) as db:
        with db.trial() as trial:
            transact(trial)
        tried = version_of(path)
        kept = []
        for day in ("2006-06-01", "2006-05-01"):
            db.run(f"end membership of b in o from {day}")
            kept.append(len(db.warnings()))

    assert (tried, version_of(path), kept) == (version, SCHEMA_VERSION, [1, 0])
    assert verified(path) == []


@each
def test_what_was_believed_is_believed_after_it(version: int, tmp_path: Path) -> None:
    path = made(version, tmp_path)
    old = answers(path)
    with tempodb.open(path) as db:
        db.maintain()

    assert answers(path) == old


def test_a_copy_that_is_the_same_is_not_made_twice_and_another_is_not_written_over(tmp_path: Path) -> None:
    path = made(3, tmp_path)
    kept, other = tmp_path / "x.db.version-3", tmp_path / "x.db.version-3.2"
    kept.write_text("something else")
    other.write_bytes(path.read_bytes())
    with tempodb.open(path) as db:
        db.maintain()

    assert kept.read_text() == "something else"
    assert sorted(file.name for file in tmp_path.iterdir()) == ["x.db", kept.name, other.name]
    assert version_of(other) == 3


def test_where_no_copy_can_be_kept_nothing_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = made(3, tmp_path)
    run(path, "UPDATE tx SET note = 'x' WHERE id = 1")
    before = path.read_bytes()
    monkeypatch.setattr("tempodb.store.journal.migrating._are_alike", lambda *given: False)
    with (
        tempodb.open(path) as db,
        pytest.raises(tempodb.OperationalError, match="no copy of it could be kept"),
    ):
        db.maintain()
    monkeypatch.setattr(os, "link", no_room)
    with tempodb.open(path) as db, pytest.raises(tempodb.OperationalError, match="cannot be written"):
        transact(db)

    assert path.read_bytes() == before
    assert [file.name for file in tmp_path.iterdir()] == ["x.db"]


def no_room(*_: object) -> None:
    raise OSError(28, "No space left on device")


NEWER = {**WRITES, **{name: read for name, read in READS.items() if name != "doctor"}}


@pytest.mark.parametrize("do", NEWER.values(), ids=NEWER)
def test_a_newer_database_is_refused_and_left_as_it_is(do: Callable[[Database], object], copy: Path) -> None:
    run(copy, f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    before = copy.read_bytes()

    with tempodb.open(copy) as db, pytest.raises(tempodb.OperationalError) as told:
        do(db)

    assert told.value.problems[0].code == "newer"
    assert copy.read_bytes() == before
    assert {file.name for file in copy.parent.iterdir()} - {"e.yaml"} == {"copy.db"}


def test_a_newer_database_on_a_server_is_refused(tmp_path: Path) -> None:
    url = new_schema()
    with tempodb.open(url) as db:
        db.load(tempodb.bundled_fixture("csto.yaml"))
    with psycopg.connect(url.replace("+psycopg", ""), autocommit=True) as server:
        server.execute(f"UPDATE tempodb SET version = {SCHEMA_VERSION + 1}".encode())
    asked: list[Callable[[Database], object]] = [Database.digest, Database.rebuild, Database.maintain]
    for do in asked:
        with tempodb.open(url) as db, pytest.raises(tempodb.OperationalError) as told:
            do(db)
        assert told.value.problems[0].code == "newer"


# --- killed ---------------------------------------------------------------------------------------------


def dying(path: Path, at: int) -> None:
    """Write, and be killed before statement *at* of whatever is asked of SQLite."""
    done = iter(range(at))

    def dies(execute: Callable[..., Any]) -> Callable[..., Any]:
        def executing(*given: Any) -> Any:
            if next(done, None) is None:
                os.kill(os.getpid(), signal.SIGKILL)
            return execute(*given)

        return executing

    connections.Connection.execute = dies(connections.Connection.execute)  # type: ignore[method-assign]
    with tempodb.open(path) as db:
        transact(db)


def killed(work: Callable[[], None], after: float | None = None) -> bool:
    """Let a fork of this process work, and return whether it was killed."""
    child = os.fork()
    if not child:
        try:
            work()
        finally:
            os._exit(0)
    if after is not None:
        time.sleep(after)
        os.kill(child, signal.SIGKILL)
    return os.WIFSIGNALED(os.waitpid(child, 0)[1])


def points(path: Path, old: bytes, first: int) -> Iterator[bool]:
    """Have writers be killed at every fifth statement, until one is not; yield each time one was."""
    for at in range(first, 10_000, 5):
        path.write_bytes(old)
        if not killed(lambda at=at: dying(path, at)):
            return
        yield True


@pytest.mark.skipif(not hasattr(os, "fork"), reason="what is killed is a fork of this process")
@each
def test_whoever_is_killed_at_any_statement_leaves_the_old_or_the_new(version: int, tmp_path: Path) -> None:
    path, seen, died = made(version, tmp_path), set(), 0
    old = path.read_bytes()
    with tempodb.open(tmp_path / "other.db") as db:
        load(db)  # all that it imports is there
    for _ in points(path, old, version % 5):
        died += 1
        assert verified(path) == []
        seen.add(version_of(path))
        for kept in tmp_path.glob("x.db.version-*"):
            assert (version_of(kept), verified(kept)) == (version, [])
        assert len(list(tmp_path.glob("x.db.version-*"))) <= 1

    assert died > 5
    assert seen >= {version}
    assert seen <= {version, SCHEMA_VERSION}
    assert version_of(path) == SCHEMA_VERSION


@pytest.mark.skipif(not hasattr(os, "fork"), reason="what is killed is a fork of this process")
def test_whoever_is_killed_at_any_moment_leaves_the_old_or_the_new(tmp_path: Path) -> None:
    path, random, seen = made(1, tmp_path), Random(5), set()
    old = path.read_bytes()
    begun = time.perf_counter()
    assert not killed(lambda: dying(path, 10_000))
    whole = time.perf_counter() - begun
    for _ in range(20):
        path.write_bytes(old)
        for kept in tmp_path.glob("x.db.version-*"):
            kept.unlink()
        killed(lambda: dying(path, 10_000), random.random() * whole)
        assert verified(path) == []
        seen.add(version_of(path))

    assert seen <= {1, SCHEMA_VERSION}

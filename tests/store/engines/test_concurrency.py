"""Writers and readers at once: nothing is lost, and who has to wait is told in time."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import tempodb
from store.writers import MEMBERS, assert_whole, ended, fork, transactions, turns, written
from tempodb.api.database import Database
from tempodb.api.engine import Engine
from tempodb.store.engines.sqlite.storage import FileStorage

pytestmark = [
    pytest.mark.surroundings,
    pytest.mark.skipif(not hasattr(os, "fork"), reason="the writers are forks of this process"),
    pytest.mark.usefixtures("imported"),
]


# --- crowded ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("writers", [2, 4])
def test_writers_at_once_lose_nothing(tmp_path: Path, writers: int) -> None:
    path, last = tmp_path / "x.db", 12 // writers
    names = "defg"[:writers]
    for name in names:
        for turn in range(last):
            written(tmp_path, name, turn, MEMBERS[:10])

    def write(name: str) -> None:
        for turn in range(last):
            with tempodb.open(path) as db:
                db.load(tmp_path / f"{name}-{turn}.json")

    children = [fork(lambda name=name: write(name)) for name in names]

    assert [ended(child) for child in children] == [0] * writers
    assert_whole(path)
    assert sorted(dataset for _, dataset in transactions(path)) == sorted(names * last)
    assert all(turns(path, name) == {last - 1} for name in names)


def test_writers_of_one_dataset_at_once_follow_one_another(tmp_path: Path) -> None:
    path = tmp_path / "x.db"
    files = [written(tmp_path, "d", turn, MEMBERS[:10]) for turn in range(8)]

    def write(mine: list[Path]) -> None:
        with tempodb.open(path) as db:
            for file in mine:
                db.load(file)

    children = [fork(lambda mine=files[i::2]: write(mine)) for i in range(2)]

    assert [ended(child) for child in children] == [0, 0]
    assert_whole(path)
    assert len(transactions(path)) == len(files)
    assert len(turns(path, "d")) == 1


def test_of_two_writers_that_contradict_each_other_one_is_refused(tmp_path: Path) -> None:
    files = {
        "d": written(tmp_path, "d", 0, MEMBERS[:3]),
        "e": written(tmp_path, "e", 0, MEMBERS[:3], status="observer"),
    }

    def write(path: Path, name: str) -> None:
        with tempodb.open(path) as db:
            db.load(files[name])

    for i in range(5):
        path = tmp_path / f"{i}.db"
        with tempodb.open(path) as db:
            db.load(written(tmp_path, "f", 0, []))
        children = [fork(lambda path=path, name=name: write(path, name)) for name in files]

        assert sorted(map(ended, children)) == [0, 1]
        assert_whole(path)
        assert len(transactions(path)) == 2


def test_readers_see_one_whole_state_after_another_while_a_writer_writes(tmp_path: Path) -> None:
    path, last = tmp_path / "x.db", 15
    for turn in range(last):
        written(tmp_path, "d", turn, MEMBERS[:10])
    with tempodb.open(path) as db:
        db.load(tmp_path / "d-0.json")

    def write() -> None:
        with tempodb.open(path) as db:
            for turn in range(1, last):
                db.load(tmp_path / f"d-{turn}.json")

    child = fork(write)
    seen: list[set[Any]] = []
    with tempodb.open(path) as db:
        while not os.waitpid(child, os.WNOHANG)[0]:
            rows = list(db.query("members of o as of 2000"))
            assert len(rows) == 10
            seen.append({row.from_ for row in rows})
        seen.append({row.from_ for row in db.query("members of o as of 2000")})

    assert all(len(state) == 1 for state in seen)
    years = [int(year) for state in seen for year in state]
    assert years == sorted(years)
    assert years[-1] == 1000 + last - 1
    assert_whole(path)


def test_verify_raises_no_false_alarm_while_a_writer_writes(tmp_path: Path, impatient: None) -> None:
    path, asked = tmp_path / "x.db", list[Any]()
    with tempodb.open(path) as db, tempodb.open(path) as other:
        db.load(written(tmp_path, "d", 0))
        written(tmp_path, "d", 1)

        def write_between(sql: str) -> None:
            if "FROM tx ORDER BY id" in sql and not asked:
                asked.append(sql)
                try:
                    other.load(tmp_path / "d-1.json")
                except tempodb.OperationalError as error:
                    # Whoever reads may well make a writer wait.
                    assert error.problems[0].code == "locked"

        db.engine.storage.opened().connection.set_trace_callback(write_between)  # type: ignore[attr-defined]
        found = db.verify()

    assert found == []
    assert len(asked) == 1


# --- locked -------------------------------------------------------------------------------------------

LOCKED: list[tuple[str, str]] = [
    ("IMMEDIATE", "load"),
    ("IMMEDIATE", "rebuild"),
    ("EXCLUSIVE", "load"),
    ("EXCLUSIVE", "query"),
    ("EXCLUSIVE", "verify"),
    ("EXCLUSIVE", "export"),
]


def test_a_trial_does_not_wait_for_a_writer(held: tuple[Path, sqlite3.Connection]) -> None:
    path, holder = held
    holder.execute("BEGIN IMMEDIATE")

    with tempodb.open(path) as db:
        (trial,) = db.preview(written(path.parent, "d", 1))

    assert not trial.difference.is_empty


@pytest.mark.parametrize(("lock", "action"), LOCKED)
def test_a_locked_database_is_told_in_time(
    held: tuple[Path, sqlite3.Connection], impatient: None, lock: str, action: str
) -> None:
    path, holder = held
    file = written(path.parent, "d", 1)
    actions: dict[str, Callable[[Database], object]] = {
        "load": lambda db: db.load(file),
        "rebuild": lambda db: db.rebuild(),
        "query": lambda db: list(db.query("members of o")),
        "verify": lambda db: db.verify(),
        "export": lambda db: db.export(),
    }
    holder.execute(f"BEGIN {lock}")

    started = time.monotonic()
    with tempodb.open(path) as db, pytest.raises(tempodb.OperationalError) as caught:
        actions[action](db)
    waited = time.monotonic() - started
    holder.execute("ROLLBACK")

    assert [problem.code for problem in caught.value.problems] == ["locked"]
    assert str(path) in str(caught.value)
    assert waited < 3
    with tempodb.open(path) as db:
        actions[action](db)
    assert_whole(path)


def test_who_reads_does_not_wait_for_who_is_about_to_write(
    held: tuple[Path, sqlite3.Connection], impatient: None
) -> None:
    path, holder = held
    holder.execute("BEGIN IMMEDIATE")
    holder.execute("INSERT INTO interned VALUES (99999, 'something')")

    with tempodb.open(path) as db:
        rows = list(db.query("members of o"))

    assert len(rows) == len(MEMBERS)


def test_a_lock_that_is_let_go_in_time_delays_and_no_more(tmp_path: Path) -> None:
    path, (reader, writer) = tmp_path / "x.db", os.pipe()
    files = [written(tmp_path, "d", turn) for turn in range(2)]
    with tempodb.open(path) as db:
        db.load(files[0])

    def hold() -> None:
        connection = sqlite3.connect(path, isolation_level=None)
        connection.execute("BEGIN IMMEDIATE")
        os.write(writer, b".")
        time.sleep(0.5)
        connection.execute("ROLLBACK")

    child = fork(hold)
    os.read(reader, 1)
    started = time.monotonic()
    with tempodb.open(path) as db:
        (report,) = db.load(files[1])
    waited = time.monotonic() - started

    assert ended(child) == 0
    assert report.transaction == 2
    assert 0.3 < waited < 10


def test_a_first_load_is_not_lost_because_another_gave_up(tmp_path: Path, impatient: None) -> None:
    path = tmp_path / "x.db"
    mine, other = written(tmp_path, "d", 0), written(tmp_path, "e", 0)
    given_up: list[object] = []

    def salts(count: int) -> list[str]:
        if not given_up:
            with tempodb.open(path) as db, pytest.raises(tempodb.OperationalError) as caught:
                db.load(other)
            given_up.append(caught.value.problems[0].code)
        return ["00"] * count

    with Database(Engine(FileStorage(path), salts=salts)) as db:
        (report,) = db.load(mine)

    assert given_up == ["locked"]
    assert report.transaction == 1
    assert path.exists()

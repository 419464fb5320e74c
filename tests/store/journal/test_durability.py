"""What is acknowledged stays, what fails leaves nothing: killed and cramped writers."""

from __future__ import annotations

import os
import resource
import signal
import sqlite3
import time
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

import tempodb
from store.writers import MEMBERS, assert_whole, ended, fork, transactions, turns, written
from tempodb.api.database import Database
from tempodb.api.engine import Engine
from tempodb.store.engines.sqlite import driver
from tempodb.store.engines.sqlite.storage import FileStorage
from tempodb.store.engines.sqlite.writer import Writers

pytestmark = [
    pytest.mark.surroundings,
    pytest.mark.skipif(not hasattr(os, "fork"), reason="the writers are forks of this process"),
    pytest.mark.usefixtures("imported"),
]


# --- killed -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", [3, 30])
def test_a_killed_load_landed_whole_or_not_at_all(tmp_path: Path, size: int) -> None:
    random, path, last = Random(size), tmp_path / "x.db", 200
    for turn in range(last):
        written(tmp_path, "d", turn, MEMBERS[:size])
        written(tmp_path, "e", turn, MEMBERS[:size])

    def write(first: int, pipe: int) -> None:
        with tempodb.open(path) as db:
            for turn in range(first, last):
                db.load(tmp_path / f"d-{turn}.json", tmp_path / f"e-{turn}.json")
                os.write(pipe, b".")

    landed = kills = 0
    while kills < 15 and landed < last - 5:
        reader, writer = os.pipe()
        child = fork(lambda first=landed, pipe=writer: write(first, pipe))
        os.close(writer)
        if landed == 0:
            os.read(reader, 1)
        time.sleep(random.random() * 0.15)
        os.kill(child, signal.SIGKILL)
        ended(child)
        acknowledged = landed + len(os.read(reader, 1000)) + (landed == 0)
        os.close(reader)
        kills += 1

        (turn,), others = turns(path, "d"), turns(path, "e")
        assert others == {turn}
        assert turn + 1 in (acknowledged, acknowledged + 1)
        assert_whole(path)
        assert len(transactions(path)) == 2 * (turn + 1)
        landed = turn + 1

    assert kills > 5


def test_a_killed_first_load_leaves_nothing_that_the_next_stumbles_over(tmp_path: Path) -> None:
    random, files = Random(0), [written(tmp_path, id_, 0) for id_ in "de"]

    for i in range(10):
        path = tmp_path / f"{i}.db"
        child = fork(lambda path=path: Database(Engine(FileStorage(path))).load(*files))
        time.sleep(random.random() * 0.12)
        os.kill(child, signal.SIGKILL)
        ended(child)

        with tempodb.open(path) as db:
            assert [report.difference.is_empty for report in db.load(*files)] in ([True] * 2, [False] * 2)
        assert_whole(path)
        assert len(transactions(path)) == 2


def die_while_writing(path: Path) -> None:
    """Write so much in one transaction that some of it is in the file already, and die."""

    def work() -> None:
        connection = sqlite3.connect(path, isolation_level=None)
        connection.execute("PRAGMA cache_size = 5")
        connection.execute("BEGIN IMMEDIATE")
        for number in range(2000):
            connection.execute("INSERT INTO interned VALUES (?, ?)", (10_000 + number, f"{number:01000}"))
        os.kill(os.getpid(), signal.SIGKILL)

    assert ended(fork(work)) == -signal.SIGKILL
    assert path.with_name(f"{path.name}-journal").stat().st_size > 0


@pytest.mark.parametrize("action", ["read", "load", "verify"])
def test_what_a_dead_writer_left_half_done_is_undone_by_whoever_comes_next(
    tmp_path: Path, action: str
) -> None:
    path = tmp_path / "x.db"
    with tempodb.open(path) as db:
        db.load(written(tmp_path, "d", 0))
    before = path.read_bytes()
    die_while_writing(path)

    with tempodb.open(path) as db:
        if action == "read":
            assert len(list(db.query("members of o"))) == len(MEMBERS)
        elif action == "load":
            assert db.load(tmp_path / "d-0.json")[0].difference.is_empty
        assert db.verify() == []

    assert path.read_bytes() == before
    assert not path.with_name("x.db-journal").exists()


READS: dict[str, Callable[[Database], object]] = {
    "query": lambda db: list(db.query("members of o")),
    "verify": lambda db: db.verify(),
    "export": lambda db: db.export(),
    "digest": lambda db: db.digest(),
}


@pytest.mark.parametrize("read", READS)
def test_a_reader_that_is_open_survives_the_death_of_a_writer(tmp_path: Path, read: str) -> None:
    path = tmp_path / "x.db"
    with tempodb.open(path) as db:
        db.load(written(tmp_path, "d", 0))
        before = READS[read](db)
        die_while_writing(path)

        assert READS[read](db) == before


@pytest.mark.parametrize("failure", [KeyboardInterrupt, MemoryError, RuntimeError])
def test_a_load_that_fails_in_the_middle_leaves_nothing(tmp_path: Path, failure: type[BaseException]) -> None:
    path, calls = tmp_path / "x.db", iter(range(10**6))
    with tempodb.open(path) as db:
        db.load(written(tmp_path, "d", 0))
    before = path.read_bytes()

    def salts(count: int) -> list[str]:
        if any(next(calls) == 80 for _ in range(count)):
            raise failure
        return ["00"] * count

    with Database(Engine(FileStorage(path), salts=salts)) as db, pytest.raises(failure):
        db.load(written(tmp_path, "e", 0), written(tmp_path, "f", 0))

    assert path.read_bytes() == before
    assert_whole(path)
    with tempodb.open(path) as db:
        assert db.load(tmp_path / "e-0.json")[0].transaction == 2


# --- cramped ------------------------------------------------------------------------------------------


def refused_beyond(limit: int, path: Path, *files: Path) -> int:
    """Load where no file may grow beyond *limit* bytes; return 0 if that was refused as it should be."""

    def work() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
        with tempodb.open(path) as db, pytest.raises(tempodb.OperationalError):
            db.load(*files)

    return ended(fork(work))


@pytest.mark.parametrize("room", [0, 1, 5000, 20_000])
def test_a_full_disk_refuses_a_load_and_spoils_nothing(tmp_path: Path, room: int) -> None:
    path = tmp_path / "x.db"
    with tempodb.open(path) as db:
        db.load(written(tmp_path, "d", 0))
    before = path.read_bytes()
    file = written(tmp_path, "e", 0, [f"n{i}" for i in range(200)])

    assert refused_beyond(len(before) + room, path, file) == 0

    assert_whole(path)
    assert path.read_bytes() == before
    with tempodb.open(path) as db:
        assert db.load(file)[0].transaction == 2
    assert_whole(path)


def test_a_full_disk_at_a_first_load_leaves_nothing_that_the_next_stumbles_over(tmp_path: Path) -> None:
    path, file = tmp_path / "x.db", written(tmp_path, "d", 0)

    assert refused_beyond(10_000, path, file) == 0

    assert not path.exists() or path.stat().st_size == 0
    assert {child.name for child in tmp_path.iterdir()} <= {"x.db", file.name}
    with tempodb.open(path) as db:
        assert db.load(file)[0].transaction == 1
    assert_whole(path)


# --- settings -----------------------------------------------------------------------------------------

WRITING = {
    "journal_mode": "persist",
    "synchronous": 3,
    "foreign_keys": 1,
    "recursive_triggers": 1,
    "trusted_schema": 0,
    "cell_size_check": 1,
    "mmap_size": 0,
    "temp_store": 2,
}
READING = {"query_only": 1, "trusted_schema": 0, "cell_size_check": 1, "mmap_size": 0, "temp_store": 2}


def test_the_writer_is_set_up_to_survive_a_loss_of_power(held: tuple[Path, sqlite3.Connection]) -> None:
    path, _ = held
    writers = Writers(str(path))
    with writers.lent() as connection:
        found = {name: connection.execute(f"PRAGMA {name}").fetchone()[0] for name in WRITING}
    writers.close()

    assert found == WRITING


def test_a_reader_is_set_up_to_write_nothing_and_trust_nothing(held: tuple[Path, sqlite3.Connection]) -> None:
    path, _ = held
    connection = driver.connect_reading(path)
    found = {name: connection.execute(f"PRAGMA {name}").fetchone()[0] for name in READING}
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        connection.execute("DELETE FROM belief")
    connection.close()

    assert found == READING

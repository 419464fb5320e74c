"""What is acknowledged stays, what fails leaves nothing: killed, crowded and cramped writers."""

from __future__ import annotations

import json
import os
import resource
import signal
import sqlite3
import time
import warnings
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import Any

import pytest

import tempodb
from tempodb.api.database import Database
from tempodb.api.engine import Engine
from tempodb.store.engines.sqlite import driver
from tempodb.store.engines.sqlite.engine import file_engine
from tempodb.store.storage import Storage

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="the writers are forks of this process")

MEMBERS = [f"m{i}" for i in range(30)]


def written(
    folder: Path, dataset: str, turn: int, members: list[str] = MEMBERS, status: str = "member"
) -> Path:
    """Write the file of one dataset in one turn, which differs from that of every other turn in every fact."""
    facts = [{"member": member, "of": "o", "from": 1000 + turn, "status": status} for member in members]
    content = {
        "tempodb": 1,
        "dataset": dataset,
        "statuses": ["member", "observer"],
        "states": {member: {"name": f"{member} of all"} for member in members},
        "organizations": {"o": {"name": "Org"}},
        "memberships": facts,
    }
    path = folder / f"{dataset}-{turn}.json"
    path.write_text(json.dumps(content), encoding="utf-8")
    return path


def turns(path: Path, dataset: str) -> set[int]:
    """Return the turns from which the facts of a dataset are that are believed now: one, if all is well."""
    with tempodb.open(path) as db:
        facts = json.loads(db.export(dataset, format="json")).get("memberships", [])
    return {int(fact["from"]) - 1000 for fact in facts}


def transactions(path: Path) -> list[tuple[int, str]]:
    """Return recorded time and dataset of every transaction, in order."""
    connection = sqlite3.connect(path)
    rows = connection.execute("SELECT recorded, dataset FROM tx ORDER BY id").fetchall()
    connection.close()
    return rows


def assert_whole(path: Path) -> None:
    with tempodb.open(path) as db:
        assert db.verify() == []
    recorded = [instant for instant, _ in transactions(path)]
    assert all(a < b for a, b in pairwise(recorded))


def fork(work: Callable[[], object]) -> int:
    """Do *work* in a process of its own, which ends with 0, or with 1 if the work fails."""
    with warnings.catch_warnings():
        # Python warns of other threads, which the runner of the tests may have; the child uses none.
        warnings.simplefilter("ignore", DeprecationWarning)
        child = os.fork()
    if child:
        return child
    try:
        work()
        os._exit(0)
    except BaseException:
        os._exit(1)


def ended(child: int) -> int:
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


@pytest.fixture(scope="session", autouse=True)
def imported(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Import all that loading takes, so that forks need not."""
    folder = tmp_path_factory.mktemp("first")
    with tempodb.open(folder / "x.db") as db:
        db.load(written(folder, "d", 0, MEMBERS[:1]))
        list(db.query("members of o"))


# --- killed -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", [3, 30])
def test_a_killed_load_landed_whole_or_not_at_all(tmp_path: Path, size: int) -> None:
    random, path, last = Random(size), tmp_path / "x.db", 40
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
        child = fork(lambda path=path: Database(Engine(Storage(path))).load(*files))
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

    def salt() -> str:
        if next(calls) == 80:
            raise failure
        return "00"

    with Database(Engine(Storage(path), salt=salt)) as db, pytest.raises(failure):
        db.load(written(tmp_path, "e", 0), written(tmp_path, "f", 0))

    assert path.read_bytes() == before
    assert_whole(path)
    with tempodb.open(path) as db:
        assert db.load(tmp_path / "e-0.json")[0].transaction == 2


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
    path, asked = tmp_path / "x.db", []
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

        db.engine.storage.reading().set_trace_callback(write_between)
        found = db.verify()

    assert found == []
    assert len(asked) == 1


# --- locked -------------------------------------------------------------------------------------------


@pytest.fixture
def held(tmp_path: Path) -> Iterator[tuple[Path, sqlite3.Connection]]:
    """Return a database and another program's connection to it."""
    path = tmp_path / "x.db"
    with tempodb.open(path) as db:
        db.load(written(tmp_path, "d", 0))
    connection = sqlite3.connect(path, isolation_level=None)
    yield path, connection
    connection.close()


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
    holder.execute("DELETE FROM belief")

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
    given_up = []

    def salt() -> str:
        if not given_up:
            with tempodb.open(path) as db, pytest.raises(tempodb.OperationalError) as caught:
                db.load(other)
            given_up.append(caught.value.problems[0].code)
        return "00"

    with Database(Engine(Storage(path), salt=salt)) as db:
        (report,) = db.load(mine)

    assert given_up == ["locked"]
    assert report.transaction == 1
    assert path.exists()


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
    "journal_mode": "delete",
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
    engine = file_engine(path)
    with engine.connect() as connection:
        found = {name: connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in WRITING}
    engine.dispose()

    assert found == WRITING


def test_a_reader_is_set_up_to_write_nothing_and_trust_nothing(held: tuple[Path, sqlite3.Connection]) -> None:
    path, _ = held
    connection = driver.connect_reading(path)
    found = {name: connection.execute(f"PRAGMA {name}").fetchone()[0] for name in READING}
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        connection.execute("DELETE FROM belief")
    connection.close()

    assert found == READING

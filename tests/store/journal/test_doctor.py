"""What is observed of how a database lies: of one that is well, nothing is to be done; of each fault, what to do."""

from __future__ import annotations

import os
import re
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import psycopg
import pytest

import tempodb
from postgres_server import new_schema
from store.histories import run
from tempodb.store.engines.postgres import server_disk
from tempodb.store.engines.sqlite import lock_holders, observing
from tempodb.store.engines.sqlite.observing import has_wal_fault
from tempodb.store.schema.layout import SCHEMA_VERSION
from tempodb.temporal.instants import DAY

OF_A_FILE = [
    "engine",
    "size",
    "space",
    "permissions",
    "locks",
    "litter",
    "journal",
    "compaction",
    "statistics",
]
INSIDE = ["schema", "tables", "clock"]
LEFT = f".copy.db.{'0' * 16}.tmp"


def to_do(path: Path | str, **opening: Any) -> dict[str, str]:
    """Return what is to be done about a database, by what it is about."""
    with tempodb.open(path, **opening) as db:
        return {about: f"{found}; {hint}" for about, found, hint in db.doctor() if hint is not None}


def bytes_in(folder: Path) -> dict[str, str]:
    return {file.name: sha256(file.read_bytes()).hexdigest() for file in folder.iterdir() if file.is_file()}


def test_nothing_is_to_be_done_about_a_database_that_is_well(copy: Path) -> None:
    with tempodb.open(copy) as db:
        observations = db.doctor()

    assert [observation.about for observation in observations] == [*OF_A_FILE, *INSIDE]
    assert [observation for observation in observations if not observation.is_well] == []


def opened_to_all(copy: Path) -> None:
    copy.chmod(0o666)


def folder_opened_to_all(copy: Path) -> None:
    copy.parent.chmod(0o777)


def left_behind(copy: Path) -> None:
    for name in (LEFT, f"{LEFT}-journal"):
        copy.with_name(name).write_text("half")


def emptied(copy: Path) -> None:
    run(
        copy,
        "CREATE TABLE large (text TEXT)",
        "INSERT INTO large VALUES (zeroblob(5000000))",
        "DROP TABLE large",
    )


def analyzed(copy: Path) -> None:
    run(copy, "ANALYZE")


def write_ahead(copy: Path) -> None:
    run(copy, "PRAGMA journal_mode=WAL")


def older(copy: Path) -> None:
    run(copy, "DROP TABLE file_text", "DROP INDEX belief_id", "PRAGMA user_version = 3")


def newer(copy: Path) -> None:
    run(copy, f"PRAGMA user_version = {SCHEMA_VERSION + 1}")


def without_an_index(copy: Path) -> None:
    run(copy, "DROP INDEX belief_party")


def with_a_table_more(copy: Path) -> None:
    run(copy, "CREATE TABLE recipe (name TEXT)")


def of_another_program(copy: Path) -> None:
    run(copy, "PRAGMA application_id = 7")


def torn(copy: Path) -> None:
    copy.write_bytes(b"torn" * 100)


def dead_writer(copy: Path) -> None:
    dying = (
        "import os, sqlite3, sys; c = sqlite3.connect(sys.argv[1], isolation_level=None); c.execute('PRAGMA cache_size=1');"
        "c.execute('BEGIN'); guards = c.execute('SELECT name FROM sqlite_schema WHERE type = \\'trigger\\'').fetchall();"
        "[c.execute('DROP TRIGGER ' + name) for name, in guards]; c.execute('UPDATE belief SET since = since + 1');"
        'c.execute("UPDATE assertion SET salt = hex(randomblob(9000))"); os.kill(os.getpid(), 9)'
    )
    subprocess.run([sys.executable, "-c", dying, str(copy)], check=False)
    assert copy.with_name("copy.db-journal").stat().st_size


FAULTS: dict[str, tuple[Callable[[Path], object], str, str]] = {
    "others may write the file": (opened_to_all, "permissions", "chmod o-w"),
    "others may write the folder": (folder_opened_to_all, "permissions", "another file in its place"),
    "litter": (left_behind, "litter", f"left 2 files in the making; nobody needs them: rm -r '.*{LEFT}' '.*-journal'"),
    "room": (emptied, "compaction", "tempodb maintain"),
    "statistics": (analyzed, "statistics", "tempodb maintain"),
    "write-ahead mode": (write_ahead, "journal", "journal_mode=DELETE"),
    "an older version": (older, "schema", f"version 3, .*makes it one of {SCHEMA_VERSION}"),
    "a newer version": (newer, "schema", "a newer one"),
    "an index is missing": (without_an_index, "tables", "tempodb verify"),
    "a table more": (with_a_table_more, "tables", "tempodb verify"),
    "another program's": (of_another_program, "file", "not a tempodb database"),
    "damaged": (torn, "file", "restore it from a backup"),
    "a writer died": (dead_writer, "journal", "the next question rolls it back"),
}  # fmt: skip


@pytest.mark.parametrize(("break_", "about", "said"), FAULTS.values(), ids=FAULTS)
def test_of_each_fault_it_is_said_what_to_do_and_nothing_is_changed(
    copy: Path, break_: Callable[[Path], object], about: str, said: str
) -> None:
    break_(copy)
    before = bytes_in(copy.parent)

    found = to_do(copy)

    assert list(found) == [about]
    assert re.search(said, found[about])
    assert bytes_in(copy.parent) == before


def test_a_disk_that_is_full_is_told(copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempodb.store.engines.sqlite.neighbourhood.ROOM", 10**18)

    assert list(to_do(copy)) == ["space"]


def test_a_clock_that_was_ahead_is_told(copy: Path) -> None:
    with tempodb.open(copy) as db:
        present = db.engine.clock()

    assert list(to_do(copy, clock=lambda: present - 3000 * DAY)) == ["clock"]


def test_what_is_being_made_is_no_litter(copy: Path) -> None:
    from tempodb.base.partial_files import unfinished

    with unfinished(copy.with_name("other.db")) as making:
        making.write_text("half")

        assert to_do(copy) == {}


@pytest.mark.skipif(not lock_holders.LOCKS.exists(), reason="only Linux tells who holds a lock")
@pytest.mark.parametrize("stopped", [False, True])
def test_who_holds_a_lock_is_named_and_a_stopped_one_is_to_be_continued(copy: Path, stopped: bool) -> None:
    holding = (
        "import sqlite3, sys; c = sqlite3.connect(sys.argv[1], isolation_level=None);"
        "c.execute('BEGIN IMMEDIATE'); print('held', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen([sys.executable, "-c", holding, str(copy)], stdin=-1, stdout=-1) as other:
        assert other.stdout is not None
        other.stdout.readline()
        if stopped:
            other.send_signal(signal.SIGSTOP)
            os.waitid(os.P_PID, other.pid, os.WSTOPPED)
        with tempodb.open(copy) as db:
            (locks,) = [observation for observation in db.doctor() if observation.about == "locks"]
        other.send_signal(signal.SIGCONT)

        assert f"(process {other.pid}) writes" in locks.found
        assert locks.is_well is not stopped
        assert stopped is (locks.hint is not None and f"kill -CONT {other.pid}" in locks.hint)
        other.kill()


def test_one_who_lets_nobody_read_is_told_and_not_waited_for(
    copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = sqlite3.connect(copy, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")

    assert list(to_do(copy)) == ["locks"]
    other.close()


@pytest.mark.parametrize(
    ("version", "faulty"),
    [((3, 6, 23), False), ((3, 7, 0), True), ((3, 44, 5), True), ((3, 44, 6), False), ((3, 45, 0), True),
     ((3, 50, 6), True), ((3, 50, 7), False), ((3, 51, 2), True), ((3, 51, 3), False), ((3, 52, 0), False)],
)  # fmt: skip
def test_releases_of_sqlite_with_the_fault_of_write_ahead_logs_are_known(
    version: tuple[int, int, int], faulty: bool
) -> None:
    assert has_wal_fault(version) is faulty
    assert ("can damage" in observing.engine(version).found) is faulty


def test_without_a_database_there_is_nothing_to_observe(tmp_path: Path) -> None:
    for place in (tmp_path / "none.db", ":memory:", new_schema()):
        with tempodb.open(place) as db, pytest.raises(tempodb.InputError) as refused:
            db.doctor()
        assert refused.value.problems[0].code == "no-database"
    assert list(tmp_path.iterdir()) == []


# --- on a server --------------------------------------------------------------------------------------


@pytest.fixture
def url() -> str:
    url = new_schema()
    with tempodb.open(url) as db:
        db.load(tempodb.bundled_fixture("csto.yaml"))
    return url


def test_a_server_that_may_lose_what_it_acknowledged_is_told(url: str) -> None:
    with tempodb.open(url) as db:
        abouts = [observation.about for observation in db.doctor()]

    # That of the tests does not sync.
    assert list(to_do(url)) == ["journal"]
    assert abouts == [
        *("engine", "journal", "clocks", "size", "space", "permissions", "locks", "compaction", "statistics"),
        *INSIDE,
    ]


SERVER_FAULTS = {
    "everybody may write": ("GRANT INSERT ON tx TO PUBLIC", "permissions"),
    "a newer version": (f"UPDATE tempodb SET version = {SCHEMA_VERSION + 1}", "schema"),
    "an index is missing": ("DROP INDEX belief_party", "tables"),
    "a table more": ("CREATE TABLE recipe (name TEXT)", "tables"),
}


@pytest.mark.parametrize(("sql", "about"), SERVER_FAULTS.values(), ids=SERVER_FAULTS)
def test_of_a_fault_on_a_server_it_is_said_what_to_do(url: str, sql: str, about: str) -> None:
    with psycopg.connect(url.replace("+psycopg", ""), autocommit=True) as server:
        server.execute(sql.encode())

    assert list(to_do(url)) == ["journal", about]


@pytest.mark.skipif(not server_disk.PROCESSES.exists(), reason="the system does not list what runs")
def test_a_disk_of_a_server_that_is_full_is_told_where_it_is_this_machines(
    url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(server_disk, "ROOM", 10**18)
    assert list(to_do(url)) == ["journal", "space"]

    monkeypatch.setattr(server_disk, "PROCESSES", tmp_path)
    with tempodb.open(url) as db:
        found = {observation.about: observation.found for observation in db.doctor()}
    assert found["space"] == server_disk.NOBODY_TELLS
    assert list(to_do(url)) == ["journal"]


def test_the_clock_of_a_server_that_is_far_from_ours_is_told(url: str) -> None:
    with tempodb.open(url) as db:
        present = db.engine.clock()

    assert "clocks" in to_do(url, clock=lambda: present + DAY)


def test_who_writes_on_a_server_is_named(url: str) -> None:
    with tempodb.open(url) as other, other.transaction() as tx, tempodb.open(url) as db:
        tx.run("record membership of azerbaijan in icmec as observer from 2010 to 2012")
        (locks,) = [observation for observation in db.doctor() if observation.about == "locks"]

    assert "owner with tempodb (backend " in locks.found
    assert "writes" in locks.found

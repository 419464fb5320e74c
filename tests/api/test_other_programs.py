"""What other programs do to the file: they hold it, lock it, and change its mode."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import threading
import time
from _thread import interrupt_main
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from api.kept_file import CSTO, ran
from tempodb.store.engines.sqlite import connections, driver
from tempodb.store.engines.sqlite.lock_holders import LOCKS, holders

HOLD = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("BEGIN EXCLUSIVE")
print("held", flush=True)
sys.stdin.read()
"""


@contextmanager
def held(path: Path) -> Iterator[int]:
    """Have another process, of which the number is given, hold a database."""
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as holder:
        assert holder.stdin is not None and holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        yield holder.pid
        holder.stdin.close()


@pytest.mark.parametrize(
    "arguments", [["query", "members of csto"], ["load", str(CSTO)], ["digest"]], ids=str
)
def test_a_busy_database_names_how_long_it_waited_and_who_holds_it(
    path: Path, arguments: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(driver, "BUSY_SECONDS", 2)
    assert ran(path, *arguments) == 0, "all that it imports is there"
    capsys.readouterr()
    with held(path) as holder:
        begun = time.monotonic()
        code = ran(path, *arguments)
        waited = time.monotonic() - begun
    shown = capsys.readouterr().err

    assert code == 3
    assert "and was for 2 seconds" in shown
    assert f"(process {holder})" in shown or not LOCKS.exists()
    assert 1.9 < waited < 3.9, "one waiting time, and not two"


@pytest.mark.parametrize("arguments", [["query", "members of csto"], ["load", str(CSTO)]], ids=str)
def test_an_interrupt_ends_the_wait_for_a_lock(
    path: Path, arguments: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(driver, "BUSY_SECONDS", 60)
    assert ran(path, *arguments) == 0, "all that it imports is there"
    with held(path):
        begun = time.monotonic()
        threading.Timer(1, interrupt_main).start()
        code = ran(path, *arguments)
        waited = time.monotonic() - begun

    assert code == 130
    assert waited < 30


def test_what_no_waiting_can_help_is_tried_once(tmp_path: Path) -> None:
    connection = sqlite3.connect(
        tmp_path / "x.db", timeout=60, isolation_level=None, factory=connections.Connection
    )
    connection.execute("CREATE TABLE t AS VALUES (1), (2)")
    reading = connection.execute("SELECT * FROM t")
    next(reading)
    tried = []

    def drop() -> None:
        tried.append(True)
        sqlite3.Connection.execute(connection, "DROP TABLE t")

    with pytest.raises(sqlite3.OperationalError, match="is locked"):
        connection.waiting(drop)
    assert tried == [True]
    connection.close()


def test_locks_of_all_sorts_are_listed_beside_those_that_matter(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = path.stat()
    place = f"{os.major(found.st_dev):02x}:{os.minor(found.st_dev):02x}:{found.st_ino}"
    lines = [
        "1: POSIX  ADVISORY  WRITE 999999 <none>:0 0 EOF",
        f"2: OFDLCK ADVISORY  READ  -1 {place} 0 EOF",
        f"3: POSIX  ADVISORY  WRITE 4194305 {place} 1073741824 1073742335",
        f"3: -> POSIX  ADVISORY  WRITE 4194306 {place} 1073741824 1073742335",
        f"4: LEASE  ACTIVE    READ  4194307 {place}9 0 EOF",
    ]
    locks = tmp_path / "locks"
    locks.write_text("".join(f"{line}\n" for line in lines), encoding="ascii")
    monkeypatch.setattr("tempodb.store.engines.sqlite.lock_holders.LOCKS", locks)

    assert list(map(str, holders(str(path)))) == ["process 4194305"]


@pytest.mark.parametrize("left", ["open", "closed"])
def test_a_database_in_write_ahead_mode_is_refused_and_left_as_it_is(
    path: Path, left: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = sqlite3.connect(path)
    other.execute("PRAGMA journal_mode=WAL")
    other.execute("INSERT INTO interned VALUES (99999, 'something')")
    other.commit()
    if left == "closed":
        other.close()
    before = {file.name: file.read_bytes() for file in tmp_path.iterdir()}

    for arguments in (
        ["query", "members"],
        ["load", str(CSTO)],
        ["verify"],
        ["backup", str(tmp_path / "b.db")],
    ):
        assert ran(path, *arguments) == 3
        assert "PRAGMA journal_mode=DELETE" in capsys.readouterr().err
    assert {file.name: file.read_bytes() for file in tmp_path.iterdir()} == before
    other.close()


def test_a_log_that_lies_beside_a_database_is_not_taken_for_a_part_of_it(path: Path, tmp_path: Path) -> None:
    (tmp_path / "x.db-wal").write_bytes(b"\x37\x7f\x06\x82" + bytes(100))

    assert ran(path, "query", "members of csto") == 3


@pytest.mark.parametrize(
    "arguments", [["query", "members of csto"], ["load", str(CSTO)], ["rebuild"]], ids=str
)
def test_what_cannot_be_rolled_back_is_told_as_that(
    path: Path, arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    if os.name == "nt" or not hasattr(os, "geteuid") or os.geteuid() != 0:
        pytest.skip("only root can become another user")
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA cache_size = 1")
    connection.execute("BEGIN")
    connection.execute("UPDATE belief SET recorded_to = recorded_from + 1")
    copy = path.parent / "folder" / "y.db"
    copy.parent.mkdir()
    shutil.copy(path, copy)
    shutil.copy(f"{path}-journal", f"{copy}-journal")
    connection.close()
    copy.chmod(0o644)
    Path(f"{copy}-journal").chmod(0o644)
    copy.parent.chmod(0o555)
    for parent in list(copy.parents)[1:-2]:
        parent.chmod(0o755)
    os.seteuid(65534)
    try:
        code = ran(copy, *arguments)
    finally:
        os.seteuid(0)

    assert code == 3
    assert "a program died while it wrote" in capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments", [["query", "members of csto"], ["load", str(CSTO)], ["verify"]], ids=str
)
def test_a_schema_that_is_no_text_is_told_as_damaged(
    path: Path, arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    path.write_bytes(path.read_bytes().replace(b"STRICT", b"S\xbfRICT"))

    assert ran(path, *arguments) == 3
    assert "is damaged" in capsys.readouterr().err

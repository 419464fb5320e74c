"""What this process does with a file never ends the locks that it has on it; the system takes them for one."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from threading import Thread

import pytest

import tempodb
from tempodb.api.database import Database

TAKING = """import sqlite3, sys
other = sqlite3.connect(sys.argv[1], timeout=0, isolation_level=None)
try:
    other.execute(sys.argv[2])
except sqlite3.OperationalError as error:
    print(error)"""
WRITE = "record membership of a in o as observer from {0}-01-01 to {0}-06-01"


def taken(path: Path, statement: str) -> bool:
    """Return whether another process can carry out a statement now."""
    ran = subprocess.run(
        [sys.executable, "-c", TAKING, str(path), statement], capture_output=True, check=True
    )
    return b"database is locked" not in ran.stdout


def opened_once_more(path: Path) -> None:
    with tempodb.open(path) as other:
        list(other.query("members of o"))


def refused_output(path: Path) -> None:
    with tempodb.open(path) as other, pytest.raises(tempodb.InputError):
        other.backup(path)


def of_another_thread(path: Path) -> None:
    thread = Thread(target=opened_once_more, args=(path,))
    thread.start()
    thread.join()


MEANWHILE: dict[str, Callable[[Path, Database], object]] = {
    "opened once more": lambda path, db: opened_once_more(path),
    "opened by a thread": lambda path, db: of_another_thread(path),
    "by another name": lambda path, db: opened_once_more(path.with_name("link.db")),
    "glanced at": lambda path, db: db.labels_at_once(),
    "observed": lambda path, db: db.doctor(),
    "taken for an output": lambda path, db: refused_output(path),
}
each = pytest.mark.parametrize("do", MEANWHILE.values(), ids=MEANWHILE)


@each
def test_the_lock_of_who_writes_outlasts_whatever_is_done_meanwhile(
    copy: Path, do: Callable[[Path, Database], object]
) -> None:
    copy.with_name("link.db").symlink_to(copy)
    with tempodb.open(copy) as db:
        with db.transaction() as tx:
            tx.run(WRITE.format(2010))
            do(copy, db)
            assert not taken(copy, "BEGIN IMMEDIATE")
        assert taken(copy, "BEGIN IMMEDIATE")
        assert db.verify() == []


@each
def test_the_lock_of_who_reads_outlasts_whatever_is_done_meanwhile(
    copy: Path, do: Callable[[Path, Database], object]
) -> None:
    copy.with_name("link.db").symlink_to(copy)
    with tempodb.open(copy) as db:
        with db.engine.storage.snapshot() as snapshot:
            snapshot.execute("SELECT count(*) FROM tx").fetchone()
            do(copy, db)
            assert not taken(copy, "BEGIN EXCLUSIVE")
        assert taken(copy, "BEGIN EXCLUSIVE")

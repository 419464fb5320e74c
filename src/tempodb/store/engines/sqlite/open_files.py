"""The files that this process has open as databases, which nothing but SQLite may open and close meanwhile.

The system takes all locks of a process on a file for one, and ends them as soon as any descriptor of the
file is closed, https://www.sqlite.org/howtocorrupt.html#posix_close_bug: another process could then write
beside a transaction of this one. SQLite knows of what it has open itself, all through the process.
"""

from __future__ import annotations

import os
import sqlite3
from _thread import allocate_lock
from collections.abc import Callable
from typing import TypeVar
from weakref import WeakKeyDictionary

FileIdentity = tuple[int, int]
"""Tells a file from all others, whatever its name."""
C = TypeVar("C", bound=sqlite3.Connection)

# Locks are the process's, and so is what has them: whoever opens one database twice shares no object.
_turn = allocate_lock()
_open: WeakKeyDictionary[sqlite3.Connection, FileIdentity] = WeakKeyDictionary()


def identity(path: str | os.PathLike[str]) -> FileIdentity | None:
    """Return what tells the file at *path* from all others; None if there is none."""
    try:
        found = os.stat(path)
    except OSError:
        return None
    return found.st_dev, found.st_ino


def known_open(path: str | os.PathLike[str], connect: Callable[[], C]) -> C:
    """Return what *connect* makes, a connection to the file at *path*, which is known from now on to be open."""
    with _turn:
        connection = connect()
        if (file := identity(path)) is not None:
            _open[connection] = file
    return connection


def closed(connection: sqlite3.Connection) -> None:
    """Know of a connection that it was closed."""
    _open.pop(connection, None)


def first_bytes(path: str | os.PathLike[str], count: int) -> bytes | None:
    """Return how the file at *path* begins; None if it is open here, and so was recognised before.

    Raises:
        OSError: it cannot be read.

    """
    with _turn:
        if identity(path) in list(_open.values()):
            return None
        with open(path, "rb") as file:
            return file.read(count)

"""A copy of a database as of one moment, in a new file, made while others go on writing."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from itertools import islice
from pathlib import Path

from tempodb.base.clock import timer
from tempodb.base.errors import InputError, OperationalError
from tempodb.base.partial_files import unfinished
from tempodb.base.progress import Progress, unwatched
from tempodb.store.engines.late_failures import Late, unconfirmed
from tempodb.store.engines.sqlite import driver
from tempodb.store.engines.sqlite.connections import Connection

PAGES_AT_ONCE = 1_000
"""How many pages are copied before somebody who watches is told, and an interrupt heeded."""
LOCKED = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
PAUSE = 0.05
"""For how many seconds is waited for a lock before it is tried again."""


def copy(connection: Connection, target: Path, late: Late, progress: Progress = unwatched) -> None:
    """Write what *connection* reads to a new file for its owner alone, whole or not at all.

    What fails when it is there is told to *late*.

    Raises:
        InputError: the file is there already.
        OperationalError: it cannot be written.

    """
    with new_file(target, late) as making, closing(sqlite3.connect(making, isolation_level=None)) as copied:
        copy_pages(connection, copied, progress)


def copy_pages(
    connection: Connection,
    to: sqlite3.Connection,
    progress: Progress = unwatched,
    patience: float = driver.BUSY_SECONDS,
) -> None:
    """Write all pages of one state that *connection* reads *to* another database, in one transaction of that.

    Whoever holds a lock on the other is waited for as long as there is *patience*, in seconds.
    """
    with _one_state(connection):
        (pages,) = connection.row("PRAGMA page_count")
        seen, done, until = progress(range(pages), pages, "copying"), 0, timer() + patience

        def tell(status: int, left: int, total: int) -> None:
            nonlocal done
            if status in LOCKED and timer() > until:
                # SQLite would try for ever.
                error = sqlite3.OperationalError("database is locked")
                error.sqlite_errorname = "SQLITE_BUSY"
                raise error
            # Before its first page is copied, SQLite counts none.
            for _ in islice(seen, max(0, total - left - done)):
                done += 1

        connection.backup(to, pages=PAGES_AT_ONCE, progress=tell, sleep=PAUSE)
        for _ in seen:
            pass


@contextmanager
def _one_state(connection: Connection) -> Iterator[None]:
    """Hold one state of the database for several reads."""
    if connection.in_transaction:
        # A database in memory has one connection, on which a write is under way.
        yield
        return
    connection.begin_reading()
    try:
        yield
    finally:
        connection.end_reading()


@contextmanager
def new_file(target: Path, late: Late) -> Iterator[Path]:
    """Give the path at which a database is made in the block, which is then that at *target*.

    Raises:
        InputError: the file is there already.
        OperationalError: it cannot be written.

    """
    if target.exists():
        raise InputError.of("exists", f"`{target}` is there already", "name a new file, or remove that one")
    try:
        with unfinished(target) as making:
            yield making
            _sync(making)
            os.link(making, target)
    except FileExistsError:
        raise InputError.of("exists", f"`{target}` is there already", "name a new file") from None
    except (OSError, sqlite3.Error) as error:
        reason = getattr(error, "strerror", None) or error
        raise OperationalError.of("output", f"`{target}` cannot be written: {reason}") from None
    try:
        _sync(target.parent)
    except OSError as error:
        late(unconfirmed(target, error))


def _sync(path: Path) -> None:
    """See to it that a file, or what a folder lists, has arrived on the disk."""
    if path.is_dir() and os.name == "nt":
        return
    file = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(file)
    finally:
        os.close(file)

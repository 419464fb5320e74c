"""What is written to a SQLite database while its lock is held."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection as Wrapped
from sqlalchemy import Engine

from tempodb.base.errors import InputError
from tempodb.store.engines.late_failures import Late, unconfirmed
from tempodb.store.engines.sql_transaction import SqlTransaction, unwrapped
from tempodb.store.engines.sqlite import driver, recognition
from tempodb.store.engines.sqlite.snapshot import SqliteSnapshot
from tempodb.store.engines.sqlite.writer import SQLITE, driver_of, make_tables

AFTER_COMMIT = ("SQLITE_IOERR_DIR_FSYNC", "SQLITE_IOERR_UNLOCK")
"""How SQLite says that what follows a commit failed: to list the folder without a journal, to let a lock go."""


class SqliteTransaction(SqlTransaction):
    """What is written to the database at *path*."""

    def __init__(self, connection: Wrapped, path: str) -> None:
        super().__init__(connection, SqliteSnapshot(driver_of(connection)), SQLITE)
        self._path = path

    def commit(self, late: Late) -> None:
        """Let everything land; tell *late* of what fails when it has."""
        with settled(self._path, late):
            super().commit(late)


def refuse_beside(path: str) -> None:
    """Refuse to write a database under a name that SQLite takes for its own, and removes what it finds there.

    Raises:
        InputError: *path* is such a name.

    """
    if os.path.realpath(path).endswith(recognition.BESIDE):
        message = f"`{path}` has a name that SQLite keeps for what lies beside a database"
        raise InputError.of("location", message, "name another file with --db")


@contextmanager
def locking(engine: Engine, path: str) -> Iterator[SqliteTransaction]:
    """Give the transaction that holds the write lock; what is not committed by the end is rolled back.

    A database without tables is made first, in the same transaction.

    Raises:
        OperationalError: the file is locked, full, damaged or not ours.

    """
    with driver.translated(path), unwrapped():
        connection = engine.connect()
    # Closing the connection rolls back what was not committed.
    with connection:
        with driver.translated(path), unwrapped():
            connection.begin()
            beneath = driver_of(connection)
            if recognition.is_empty(beneath):
                make_tables(connection)
            recognition.refuse_unfit(beneath, path)
        yield SqliteTransaction(connection, path)


@contextmanager
def settled(path: str, late: Late) -> Iterator[None]:
    """Tell *late* of what fails in a commit when all has landed."""
    try:
        yield
    except sqlite3.Error as error:
        if getattr(error, "sqlite_errorname", "") not in AFTER_COMMIT:
            raise
        late(unconfirmed(path, error))


def compact(engine: Engine, path: str, late: Late) -> None:
    """Write the file anew, without the room that deleted rows left.

    Raises:
        OperationalError: the file is locked, or there is no room for a second one.

    """
    with driver.translated(path), unwrapped(), engine.connect() as connection, settled(path, late):
        driver_of(connection).execute("VACUUM")

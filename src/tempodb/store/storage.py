"""Where a database lies: a SQLite file, or memory."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from typing import TYPE_CHECKING, NoReturn, TypeVar

from tempodb.base.errors import InputError, TempodbError
from tempodb.store.engines.sqlite import driver
from tempodb.store.engines.sqlite.connections import Connection
from tempodb.store.engines.sqlite.driver import MEMORY

if TYPE_CHECKING:
    from tempodb.store.engines.late_failures import Late
    from tempodb.store.engines.port import Snapshot
    from tempodb.store.journal.journal import Journal

T = TypeVar("T")


def storage(location: str | os.PathLike[str]) -> Storage:
    """Return the storage at *location*: a path, or `:memory:`.

    Raises:
        InputError: the location is empty, or the URL of an engine that this version does not support.

    """
    if not str(location):
        raise InputError.of("location", "the location of the database is empty", f"name a file, or {MEMORY}")
    if str(location) == MEMORY:
        return MemoryStorage()
    if "://" in str(location):
        engine = str(location).partition(":")[0]
        if engine != "sqlite":
            raise InputError.of(
                "engine", f"the engine `{engine}` is not supported", "name a file, which is a SQLite database"
            )
        location = str(location).partition("://")[2].removeprefix("/")
        return storage(location)
    return Storage(location)


class Storage:
    """A SQLite file: read through one connection that cannot write, written through SQLAlchemy."""

    def __init__(self, path: str | os.PathLike[str]) -> None:
        self.path = os.fspath(path)
        self._reading: Connection | None = None
        self._file: tuple[int, int] | None = None

    def reading(self) -> Connection:
        """Return the connection for reading; a new one if another file has taken the place of the one read.

        Raises:
            InputError: there is no database, or none any more.
            OperationalError: it cannot be read, or is none of ours.

        """
        if self._reading is not None and self._file != _identity(self.path):
            self.close()
        if self._reading is None:
            self._reading = driver.connect_reading(self.path)
            self._file = _identity(self.path)
        return self._reading

    def at_once(self, read: Callable[[Snapshot], T]) -> T:
        """Return what *read* finds through a connection of its own, which waits for no lock.

        Raises:
            OSError: there is no file.
            OperationalError: it cannot be read now, or is another program's.

        """
        if not os.path.isfile(self.path):
            raise FileNotFoundError(self.path)
        with driver.translated(self.path), closing(driver.connect_at_once(self.path)) as connection:
            return read(connection)

    def exists(self) -> bool:
        """Return whether there is anything to read."""
        path = self.path
        return os.path.exists(path) and (os.path.getsize(path) > 0 or not os.path.isfile(path))

    def journal(self, clock: Callable[[], int], salt: Callable[[], str], late: Late) -> Journal:
        """Return the writer, which tells *late* what fails after a commit; a missing file is made at the first."""
        # Writing takes SQLAlchemy, whose import would cost a query ten times its own time.
        from tempodb.store.engines.sqlite.engine import file_engine
        from tempodb.store.journal.journal import Journal

        return Journal(file_engine(self.path), self.path, clock, salt, late)

    def close(self) -> None:
        """Close the connection for reading."""
        if self._reading is not None:
            self._reading.close()
            self._reading = None


def _identity(path: str) -> tuple[int, int] | None:
    """Return what tells the file at *path* from all others; None if there is none."""
    try:
        found = os.stat(path)
    except OSError:
        return None
    return found.st_dev, found.st_ino


class MemoryStorage(Storage):
    """A throw-away database: one connection reads and writes."""

    def __init__(self) -> None:
        super().__init__(MEMORY)
        self._connection = sqlite3.connect(
            MEMORY, isolation_level=None, check_same_thread=False, factory=Connection
        )

    def reading(self) -> Connection:
        """Return the one connection.

        Raises:
            InputError: nothing was loaded yet.

        """
        if not self.exists():
            raise InputError.of("no-database", "nothing is loaded yet", "load a dataset first")
        return self._connection

    def exists(self) -> bool:
        """Return whether anything was loaded."""
        return not driver.is_empty(self._connection)

    def journal(self, clock: Callable[[], int], salt: Callable[[], str], late: Late) -> Journal:
        """Return the writer."""
        from tempodb.store.engines.sqlite.engine import memory_engine
        from tempodb.store.journal.journal import Journal

        return Journal(memory_engine(self._connection), self.path, clock, salt, late)

    def close(self) -> None:
        """Throw the database away."""
        self._connection.close()


class ClosedStorage(Storage):
    """A database that was closed, of which nothing can be asked."""

    def reading(self) -> NoReturn:
        """Refuse to read."""
        raise _closed()

    def exists(self) -> NoReturn:
        """Refuse to look."""
        raise _closed()

    def journal(self, clock: Callable[[], int], salt: Callable[[], str], late: Late) -> NoReturn:
        """Refuse to write."""
        raise _closed()


def _closed() -> TempodbError:
    return InputError.of("closed", "the database is closed", "open it again")

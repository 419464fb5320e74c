"""A SQLite database: a file, or memory."""

from __future__ import annotations

import os
import sqlite3
import stat
from collections.abc import Iterator
from contextlib import AbstractContextManager, closing, contextmanager, nullcontext
from typing import TYPE_CHECKING

from tempodb.base.errors import InputError
from tempodb.base.progress import Progress, unwatched
from tempodb.store.engines.sqlite import driver, recognition
from tempodb.store.engines.sqlite.open_files import FileIdentity, identity
from tempodb.store.engines.sqlite.snapshot import SqliteSnapshot

if TYPE_CHECKING:
    from pathlib import Path

    from tempodb.execution.allowance import Allowance
    from tempodb.store.engines.fitness import Fitness
    from tempodb.store.engines.late_failures import Late
    from tempodb.store.engines.observations import Observation
    from tempodb.store.engines.port import Snapshot
    from tempodb.store.engines.sqlite.connections import Connection
    from tempodb.store.engines.sqlite.transaction import SqliteTransaction
    from tempodb.store.engines.sqlite.writer import Writers


class FileStorage:
    """A SQLite file, read through one connection that cannot write; implements `port.Storage`."""

    driver_errors: tuple[type[Exception], ...] = (sqlite3.Error,)

    def __init__(self, path: str | os.PathLike[str]) -> None:
        self.path = os.fspath(path)
        self._read: SqliteSnapshot | None = None
        self._file: FileIdentity | None = None
        self._writers: Writers | None = None

    def exists(self) -> bool:
        """Return whether there is anything to read."""
        try:
            found = os.stat(self.path)
        except (OSError, ValueError):
            return False
        return found.st_size > 0 or not stat.S_ISREG(found.st_mode)

    def refuse_missing(self) -> None:
        """Refuse a file that is no database of ours.

        Raises:
            InputError: there is no database, or none any more.
            OperationalError: it cannot be read, or is none of ours.

        """
        self.opened()

    def opened(self) -> SqliteSnapshot:
        """Return what is read; anew if another file has taken the place of the one read.

        Raises:
            InputError: there is no database, or none any more.
            OperationalError: it cannot be read, or is none of ours.

        """
        if self._read is not None and self._file != identity(self.path):
            self._close_reading()
        if self._read is None:
            self._read = SqliteSnapshot(driver.connect_reading(self.path))
            self._file = identity(self.path)
        return self._read

    def snapshot(self) -> AbstractContextManager[SqliteSnapshot]:
        """Give one state to read, as long as the block lasts.

        Raises:
            InputError: there is no database, or none any more.
            OperationalError: it cannot be read, or is none of ours.

        """
        return _Reading(self.opened(), self.path)

    @contextmanager
    def glance(self) -> Iterator[SqliteSnapshot]:
        """Give the present state through a connection of its own, which waits for no lock.

        Raises:
            InputError: there is no file.
            OperationalError: it cannot be read now, or is another program's.

        """
        recognition.refuse_missing(self.path)
        with self.translated(), closing(driver.connect_at_once(self.path)) as connection:
            yield SqliteSnapshot(connection)

    def observed(self, clock: int) -> Iterator[Observation]:
        """Yield how the file lies.

        Raises:
            InputError: there is none.
            OSError: the system does not let it be looked at.

        """
        from tempodb.store.engines.sqlite.observing import observe

        return observe(self.path)

    def interrupted(self, allowance: Allowance) -> AbstractContextManager[None]:
        """Give up what is read in the block when its time is over."""
        return driver.Interrupted((self._read or self.opened()).connection, allowance)

    def writing(self) -> AbstractContextManager[SqliteTransaction]:
        """Give the one transaction that writes; a missing file is made.

        Raises:
            InputError: a file of that name cannot be made.
            OperationalError: the file is locked, full, damaged or not ours.

        """
        # Who only asks needs nothing of what writes.
        from tempodb.store.engines.sqlite.transaction import locking

        return locking(self._lent(), self.path)

    def _lent(self) -> AbstractContextManager[Connection]:
        """Lend a connection that writes the file."""
        from tempodb.store.engines.sqlite.writer import Writers

        if self._writers is None:
            self._writers = Writers(self.path)
        return self._writers.lent()

    def translated(self) -> AbstractContextManager[None]:
        """Turn what the driver raises in the block into one clear error about the file."""
        return driver.translated(self.path)

    def compact(self, late: Late) -> None:
        """Write the file anew, without the room that deleted rows left."""
        from tempodb.store.engines.sqlite.transaction import compact

        with self._lent() as connection:
            compact(connection, self.path, late)

    def beside(self, ending: str) -> str | None:
        """Return a path beside the file."""
        return f"{self.path}.{ending}"

    def fitness(self) -> Fitness:
        """Return how large the file is, and how much of it is free."""
        from tempodb.store.engines.sqlite.observing import fitness_of

        with self.snapshot() as snapshot:
            return fitness_of(snapshot.connection)

    def make_fit(self, late: Late) -> None:
        """Write the file anew, without what is free and without statistics of somebody else's.

        Raises:
            OperationalError: the file is locked, or there is no room for a second one.

        """
        from tempodb.store.engines.sqlite.transaction import drop_statistics

        with self._lent() as connection:
            drop_statistics(connection, self.path, late)
        self.compact(late)

    def backup(self, to: Path, late: Late, progress: Progress = unwatched) -> None:
        """Write the present state to a new file for its owner alone."""
        from tempodb.store.engines.sqlite.backup import copy

        with self.translated():
            copy(self.opened().connection, to, late, progress)

    def restore(self, state: Snapshot, late: Late, progress: Progress = unwatched) -> None:
        """Put a state of another file in the place of this one.

        Raises:
            InputError: the other file is this one.
            OperationalError: somebody uses the file, it is none of ours, or too damaged to be written over.

        """
        from tempodb.store.engines.sqlite.restoring import put_back

        assert isinstance(state, SqliteSnapshot)
        put_back(state.connection, self.path, late, progress)

    def close(self) -> None:
        """Close the connections."""
        if self._writers is not None:
            self._writers.close()
        self._close_reading()

    def _close_reading(self) -> None:
        if self._read is not None:
            self._read.connection.close()
            self._read = None


class MemoryStorage(FileStorage):
    """A throw-away database: one connection reads and writes."""

    def __init__(self) -> None:
        super().__init__(driver.MEMORY)
        self._own = SqliteSnapshot(driver.connect_memory())
        driver.prepare_writing(self._own.connection)

    def exists(self) -> bool:
        """Return whether anything was loaded."""
        return not recognition.is_empty(self._own.connection)

    def opened(self) -> SqliteSnapshot:
        """Return what reads and writes.

        Raises:
            InputError: nothing was loaded yet.

        """
        if not self.exists():
            raise InputError.of("no-database", "nothing is loaded yet", "load a dataset first")
        return self._own

    @contextmanager
    def glance(self) -> Iterator[SqliteSnapshot]:
        """Give the present state, on which nobody else can hold a lock."""
        with self.snapshot() as snapshot:
            yield snapshot

    def observed(self, clock: int) -> Iterator[Observation]:
        """Yield what carries it: there is nothing else to be looked after."""
        from tempodb.store.engines.sqlite.observing import engine

        self.refuse_missing()
        yield engine(sqlite3.sqlite_version_info)

    def beside(self, ending: str) -> None:
        """Return nothing: it lies in no folder."""

    def restore(self, state: Snapshot, late: Late, progress: Progress = unwatched) -> None:
        """Put a state of a file in the place of this one."""
        from tempodb.store.engines.sqlite.backup import copy_pages

        assert isinstance(state, SqliteSnapshot)
        copy_pages(state.connection, self._own.connection, progress)
        self._own.connection.recognised = None

    def _lent(self) -> AbstractContextManager[Connection]:
        return nullcontext(self._own.connection)

    def close(self) -> None:
        """Throw the database away."""
        self._own.connection.close()


class _Reading:
    """Holds one state of the database for several reads; what the driver raises becomes one clear error about *path*."""

    # Every question comes through here: as a generator it would take twice as long.
    __slots__ = ("_is_begun", "_path", "_read")

    def __init__(self, read: SqliteSnapshot, path: str) -> None:
        self._read = read
        self._path = path
        # A database in memory has one connection, on which a write may be under way.
        self._is_begun = not read.connection.in_transaction

    def __enter__(self) -> SqliteSnapshot:
        if self._is_begun:
            try:
                self._read.connection.begin_reading()
            except driver.RAISED:
                with driver.translated(self._path):
                    raise
        return self._read

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        try:
            if self._is_begun:
                self._read.connection.end_reading()
            if isinstance(error, driver.RAISED):
                raise error
        except driver.RAISED:
            with driver.translated(self._path):
                raise

"""A database on a PostgreSQL server."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, closing, contextmanager, nullcontext, suppress
from time import sleep
from typing import TYPE_CHECKING, Any

import psycopg

from tempodb.base.errors import InputError
from tempodb.base.progress import Progress, unwatched
from tempodb.store.engines.copying import copy_database
from tempodb.store.engines.postgres import failures, recognition
from tempodb.store.engines.postgres.addresses import address
from tempodb.store.engines.postgres.connections import Connection
from tempodb.store.engines.postgres.file_copies import write_file_database
from tempodb.store.engines.postgres.observing import fitness_of, observe, refuse_guests
from tempodb.store.engines.postgres.snapshot import PostgresSnapshot
from tempodb.store.engines.postgres.transaction import PostgresTransaction, locked, recognised
from tempodb.store.schema.layout import COLUMNS

if TYPE_CHECKING:
    from pathlib import Path

    from tempodb.execution.allowance import Allowance
    from tempodb.store.engines.fitness import Fitness
    from tempodb.store.engines.late_failures import Late
    from tempodb.store.engines.observations import Observation
    from tempodb.store.engines.port import Snapshot

GLANCE: dict[str, Any] = {"connect_timeout": 2}
FATE = "SELECT pg_xact_status(?::xid8)"
LOOKS, LOOKING_SECONDS = 20, 0.1
"""How often it is looked what became of a transaction, and how long is waited between."""


class PostgresStorage:
    """The schema of a server that a URL names, read through one connection; implements `port.Storage`."""

    driver_errors: tuple[type[Exception], ...] = (psycopg.Error,)

    def __init__(self, url: str) -> None:
        self._address = address(url)
        self.path = self._address.shown
        self._read: PostgresSnapshot | None = None
        self._kept: Connection | None = None

    def exists(self) -> bool:
        """Return whether there is anything to read."""
        try:
            self.refuse_missing()
        except InputError:
            return False
        return True

    def refuse_missing(self) -> None:
        """Refuse a place without a database of ours.

        Raises:
            InputError: nothing was loaded there yet.
            OperationalError: it cannot be reached, or is none of ours.

        """
        if self._read is None:
            self._opened()

    def snapshot(self) -> AbstractContextManager[PostgresSnapshot]:
        """Give one state to read, as long as the block lasts.

        Raises:
            InputError: nothing was loaded there yet.
            OperationalError: it cannot be reached, or is none of ours.

        """
        if self._read is not None and self._read.is_open:
            return nullcontext(self._read)
        with self.translated():
            return _Reading(self._begun(), self.path)

    def _begun(self) -> PostgresSnapshot:
        """Return what reads one state from now on; on a new connection where the old one is known to have gone.

        Who reads by a new one is not told anything before it is held, and so never has to begin anew twice.
        """
        if self._read is not None:
            try:
                self._read.look()
            except psycopg.Error:
                self._close_reading()
            else:
                return self._read
        read = self._opened()
        read.begin()
        return read

    def _opened(self) -> PostgresSnapshot:
        with self.translated():
            connection = Connection(self._address.conninfo)
            try:
                recognition.refuse_unfit(connection, self.path)
            except BaseException:
                connection.close()
                raise
        self._close_reading()
        self._read = PostgresSnapshot(connection)
        return self._read

    @contextmanager
    def glance(self) -> Iterator[PostgresSnapshot]:
        """Give the present state through a connection of its own, which waits for no lock.

        Raises:
            InputError: nothing was loaded there yet.
            OperationalError: it cannot be read now, or is another program's.

        """
        with self.translated(), closing(Connection(self._address.conninfo, **GLANCE)) as connection:
            recognition.refuse_unfit(connection, self.path)
            read = PostgresSnapshot(connection)
            read.begin()
            yield read

    def observed(self, clock: int) -> Iterator[Observation]:
        """Yield how the database lies on the server.

        Raises:
            InputError: nothing was loaded there yet.
            OperationalError: it cannot be reached.

        """
        with self.translated(), closing(Connection(self._address.conninfo, **GLANCE)) as connection:
            yield from observe(connection, self.path, clock)

    def interrupted(self, allowance: Allowance) -> AbstractContextManager[None]:
        """Give up what is read in the block when its time is over."""
        (self._read or self._opened()).allow(allowance.milliseconds)
        return _Interrupted(allowance)

    @contextmanager
    def writing(self) -> Iterator[PostgresTransaction]:
        """Give the one transaction that writes, on tables that are made if there are none.

        Raises:
            OperationalError: the server cannot be reached, is locked or full, or the schema is not ours.

        """
        with self.translated():
            connection, self._kept = locked(self._kept, self._address.conninfo), None
        try:
            with self.translated():
                transaction = recognised(connection, self.path, self._fate)
            yield transaction
        finally:
            if not connection.driver.closed:
                with self.translated():
                    connection.driver.rollback()
                self._keep(connection)

    def _keep(self, connection: Connection) -> None:
        if self._kept is None:
            self._kept = connection
        else:
            connection.close()

    def _fate(self, number: str) -> str | None:
        """Return what became of a transaction of the server's: committed or aborted; None if nobody can say."""
        with suppress(psycopg.Error), closing(Connection(self._address.conninfo, **GLANCE)) as connection:
            for _ in range(LOOKS):
                (fate,) = connection.execute(FATE, (number,)).fetchone()
                if fate != "in progress":
                    return None if fate is None else str(fate)
                sleep(LOOKING_SECONDS)
        return None

    def translated(self) -> AbstractContextManager[None]:
        """Turn what the driver raises in the block into an error in words."""
        return failures.translated(self.path)

    def compact(self, late: Late) -> None:
        """Write the tables anew, without the rows that were deleted or changed."""
        with self.translated(), closing(Connection(self._address.conninfo)) as connection:
            for table in COLUMNS:
                connection.told(f"VACUUM (FULL, ANALYZE) {table}")

    def fitness(self) -> Fitness:
        """Return how large the tables are, and how many of their rows are dead."""
        with self.translated(), closing(Connection(self._address.conninfo, **GLANCE)) as connection:
            recognition.refuse_unfit(connection, self.path)
            return fitness_of(connection)

    def make_fit(self, late: Late) -> None:
        """Let room that dead rows take be used again, and gather statistics, while others go on.

        Raises:
            OperationalError: the server cannot be reached, or the tables are somebody else's.

        """
        with self.translated(), closing(Connection(self._address.conninfo)) as connection:
            recognition.refuse_unfit(connection, self.path)
            refuse_guests(connection, self.path)
            for table in COLUMNS:
                connection.told(f"VACUUM (ANALYZE) {table}")

    def beside(self, ending: str) -> None:
        """Return nothing: it lies in no folder of this machine, and there are none of older versions."""

    def backup(self, to: Path, late: Late, progress: Progress = unwatched) -> None:
        """Write the present state to a new file, which is a database of its own."""
        # Who begins anew where a connection has gone does so before there is half a file.
        self._close_reading()
        with self.snapshot() as snapshot:
            write_file_database(snapshot, to, late, progress)

    def restore(self, state: Snapshot, late: Late, progress: Progress = unwatched) -> None:
        """Copy a state of a file to a schema in which nothing is yet.

        Raises:
            InputError: there is something already, or the state is of an earlier version.
            OperationalError: the server cannot be reached, or is full.

        """
        copy_database(state, self, late, progress)

    def close(self) -> None:
        """Close the connections."""
        if self._kept is not None:
            self._kept.close()
            self._kept = None
        self._close_reading()

    def _close_reading(self) -> None:
        if self._read is not None:
            self._read.connection.close()
            self._read = None


class _Reading:
    """Holds one state of the database for several reads; what the driver raises becomes one clear error about *place*."""

    # Every question comes through here: as a generator it would take twice as long.
    __slots__ = ("_place", "_read")

    def __init__(self, read: PostgresSnapshot, place: str) -> None:
        self._read = read
        self._place = place

    def __enter__(self) -> PostgresSnapshot:
        return self._read

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        try:
            self._read.end()
            if isinstance(error, psycopg.Error):
                raise error
        except psycopg.Error:
            with failures.translated(self._place):
                raise


class _Interrupted:
    """Gives up what the server does in the block when the time is over.

    Raises:
        QueryError: it is.

    """

    __slots__ = ("_allowance",)

    def __init__(self, allowance: Allowance) -> None:
        self._allowance = allowance

    def __enter__(self) -> None:
        pass

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if isinstance(error, psycopg.errors.QueryCanceled):
            self._allowance.check()

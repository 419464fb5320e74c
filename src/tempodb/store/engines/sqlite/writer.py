"""What connects to write; a connection is kept for the next transaction as long as the file is the same."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tempodb.base.partial_files import make_private
from tempodb.store.engines.port import Dialect
from tempodb.store.engines.sqlite import driver, recognition
from tempodb.store.engines.sqlite.connections import Connection
from tempodb.store.engines.sqlite.open_files import FileIdentity, identity
from tempodb.store.schema.layout import SCHEMA_VERSION

SQLITE = Dialect(
    placeholder="?",
    # The driver's own BEGIN is deferred: two writers that have both read can then never both write.
    lock="BEGIN IMMEDIATE",
    keeping="ON CONFLICT DO NOTHING",
    stamp=f"PRAGMA user_version={SCHEMA_VERSION}",
)


class Writers:
    """The connections that write the file at *path*: each is lent to one block at a time, and one is kept."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._kept: list[tuple[Connection, FileIdentity]] = []

    @contextmanager
    def lent(self) -> Iterator[Connection]:
        """Lend a connection, which is kept afterwards unless the block failed.

        Raises:
            InputError: a file of that name cannot be made.
            OperationalError: the file is none of ours.

        """
        connection = self._taken() or self._connected()
        try:
            yield connection
        except BaseException:
            driver.close_writing(connection)
            raise
        file = identity(self._path)
        if self._kept or file is None:
            driver.close_writing(connection)
        else:
            self._kept.append((connection, file))

    def close(self) -> None:
        """Close what is kept."""
        while self._kept:
            driver.close_writing(self._kept.pop()[0])

    def _taken(self) -> Connection | None:
        try:
            connection, file = self._kept.pop()
        except IndexError:
            return None
        if file == identity(self._path):
            return connection
        connection.close()
        return None

    def _connected(self) -> Connection:
        recognition.refuse_beside(self._path)
        recognition.refuse_foreign(self._path)
        with driver.translated(self._path):
            # A new file is for its owner alone.
            make_private(Path(self._path))
            connection = driver.connect_writing(self._path)
            try:
                driver.prepare_writing(connection)
            except BaseException:
                connection.close()
                raise
        return connection

"""What is written to a SQLite database while its lock is held."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, closing, contextmanager, nullcontext
from pathlib import Path
from typing import Any

from tempodb.base.errors import TempodbError
from tempodb.store.engines.late_failures import Late, unconfirmed
from tempodb.store.engines.sql_transaction import SqlTransaction
from tempodb.store.engines.sqlite import driver, recognition
from tempodb.store.engines.sqlite.backup import copy
from tempodb.store.engines.sqlite.connections import Connection, Recognised
from tempodb.store.engines.sqlite.guards import drop_guards, make_guards
from tempodb.store.engines.sqlite.snapshot import SqliteSnapshot
from tempodb.store.engines.sqlite.writer import SQLITE
from tempodb.store.schema.layout import IS_ABOUT, VIEWS

AFTER_COMMIT = ("SQLITE_IOERR_DIR_FSYNC", "SQLITE_IOERR_UNLOCK")
"""How SQLite says that what follows a commit failed: to list the folder without a journal, to let a lock go."""


FILLING_KIBIBYTES = 262_144
"""How much of a database that is being filled is kept in memory."""
_INDEXES = f"""SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL
  AND sql NOT LIKE '%WHERE {IS_ABOUT}'"""
"""The indexes, but for the one that has few rows, for which all of the log would be read again."""


class SqliteTransaction(SqlTransaction):
    """What is written to the database at *path*."""

    def __init__(self, connection: Connection, path: str) -> None:
        super().__init__(connection, SqliteSnapshot(connection), SQLITE)
        self._sqlite = connection
        self._path = path
        self._recorded: int | None = None

    @contextmanager
    def filling(self) -> Iterator[None]:
        """Let many rows be inserted in the block, and sort them into the indexes at its end."""
        indexes = self.execute(_INDEXES).fetchall()
        ((pages,),) = self.execute("PRAGMA cache_size")
        self.execute(f"PRAGMA cache_size=-{FILLING_KIBIBYTES}")
        try:
            with self.rewriting():
                for name, _ in indexes:
                    self.execute(f"DROP INDEX {name}")
                yield
                with self._sorting_at_once():
                    for _, made in indexes:
                        self.execute(made)
        finally:
            self.execute(f"PRAGMA cache_size={pages}")

    @contextmanager
    def _sorting_at_once(self) -> Iterator[None]:
        """Let what is sorted in the block lie side by side, up to as much as is kept of the database.

        Where temporary files are not allowed, SQLite holds each row apart, and looks for it again and again.
        """
        self.execute("PRAGMA temp_store=FILE")
        try:
            yield
        finally:
            self.execute("PRAGMA temp_store=MEMORY")

    def backup(self, to: Path, late: Late) -> None:
        """Write what others see to a new file."""
        with closing(driver.connect_within(self._path)) as connection:
            copy(connection, to, late)

    @contextmanager
    def rewriting(self) -> Iterator[None]:
        """Let what was recorded be changed in the block; from its end on it is guarded, by all that guards it."""
        drop_guards(self._sqlite)
        yield
        make_guards(self._sqlite)

    def schema_version(self) -> int:
        """Return which version of the schema the tables are of, which is known of tables that were recognised."""
        known = self._sqlite.recognised
        return super().schema_version() if known is None else known.version

    def stamp(self) -> None:
        """Mark the tables as being of the version that this program writes; they are recognised anew by the next."""
        self._sqlite.recognised = None
        super().stamp()

    def make_views(self) -> None:
        """Make the views for whoever asks in SQL, in the place of those of an earlier version."""
        # Files of this version have them.
        from tempodb.store.engines.sqlite.new_tables import view_texts

        for name in VIEWS:
            self.execute(f"DROP VIEW IF EXISTS {name}")
        for text in view_texts():
            self.execute(text)

    def insert(self, table: str, rows: Iterable[Sequence[Any]]) -> None:
        """Insert rows, and know of a transaction that is recorded, by which is seen whether it has landed."""
        if table == "tx" and (rows := list(rows)):
            self._recorded = rows[-1][0]
        super().insert(table, rows)

    def commit(self, late: Late) -> None:
        """Let everything land; tell *late* of what fails when it has."""
        try:
            super().commit(late)
        except sqlite3.Error as error:
            _tell_if_landed(self._path, error, late, self._has_landed)

    def _has_landed(self) -> bool:
        """Return whether others see what was committed: the journal may have been emptied, and that not be confirmed."""
        try:
            with closing(driver.connect_at_once(self._path)) as connection:
                (last,) = connection.row("SELECT coalesce(max(id), 0) FROM tx")
                return self._recorded is not None and self._recorded <= last
        except (sqlite3.Error, TempodbError):
            return False


@contextmanager
def locking(lent: AbstractContextManager[Connection], path: str) -> Iterator[SqliteTransaction]:
    """Give the transaction that holds the write lock; what is not committed by the end is rolled back.

    A database without tables is made first, in the same transaction.

    Raises:
        OperationalError: the file is locked, full, damaged or not ours.

    """
    translated = driver.translated(path)
    with lent as connection:
        with translated:
            connection.execute(SQLITE.lock)
        try:
            with translated:
                _recognise(connection, path)
                transaction = SqliteTransaction(connection, path)
            yield transaction
        finally:
            connection.let_go()
            with translated:
                connection.rollback()


def _recognise(connection: Connection, path: str) -> None:
    (state,) = connection.row("PRAGMA data_version")
    if connection.recognised is not None and connection.recognised.state == state:
        return
    connection.recognised = None
    if recognition.is_empty(connection):
        # Few files are new.
        from tempodb.store.engines.sqlite.new_tables import make_tables

        # They may be rolled back.
        make_tables(connection)
        return
    recognition.refuse_unfit(connection, path)
    connection.recognised = Recognised(state, SqliteSnapshot(connection).schema_version())


@contextmanager
def settled(path: str, late: Late) -> Iterator[None]:
    """Tell *late* of what fails in a commit when all has landed."""
    try:
        yield
    except sqlite3.Error as error:
        _tell_if_landed(path, error, late, lambda: False)


def _tell_if_landed(path: str, error: sqlite3.Error, late: Late, has_landed: Callable[[], bool]) -> None:
    """Raise what a commit failed with, or tell *late* of it where all has landed."""
    if getattr(error, "sqlite_errorname", "") not in AFTER_COMMIT and not has_landed():
        raise error
    late(unconfirmed(path, error))


def drop_statistics(connection: Connection, path: str, late: Late) -> None:
    """Drop what SQLite was told to gather, by which it plans wrongly as soon as there is more.

    Raises:
        OperationalError: the file is locked, full, damaged or not ours.

    """
    with locking(nullcontext(connection), path) as transaction, driver.translated(path):
        # One sort of them holds names, samples of the table of labels.
        found = transaction.execute(
            "SELECT name FROM sqlite_schema WHERE name LIKE 'sqlite\\_stat_' ESCAPE '\\'"
        )
        for (name,) in found.fetchall():
            transaction.execute(f"DROP TABLE {name}")
        transaction.commit(late)


def compact(connection: Connection, path: str, late: Late) -> None:
    """Write the file anew, without the room that deleted rows left, and empty the journal.

    Raises:
        OperationalError: the file is locked, or there is no room for a second one.

    """
    with driver.translated(path):
        connection.execute("PRAGMA journal_size_limit=0")
        # The second file that is made meanwhile may be larger than what memory there is.
        connection.execute("PRAGMA temp_store=FILE")
        try:
            with settled(path, late):
                connection.execute("VACUUM")
        finally:
            connection.execute("PRAGMA temp_store=MEMORY")
            connection.execute(f"PRAGMA journal_size_limit={driver.MAX_JOURNAL}")

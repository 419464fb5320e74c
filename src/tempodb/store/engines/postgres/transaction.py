"""What is written to a database on a server while its lock is held."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import chain, islice
from operator import itemgetter
from pathlib import Path
from typing import Any

import psycopg

from tempodb.base.errors import OperationalError, Problem
from tempodb.store.engines.late_failures import Late
from tempodb.store.engines.port import Alike
from tempodb.store.engines.postgres import failures, recognition
from tempodb.store.engines.postgres.connections import POSTGRES, Connection
from tempodb.store.engines.postgres.failures import first_line
from tempodb.store.engines.postgres.file_copies import write_file_database
from tempodb.store.engines.postgres.new_tables import (
    disable_guards,
    drop_indexes,
    make_guards,
    make_indexes,
    make_tables,
    view_texts,
)
from tempodb.store.engines.postgres.snapshot import STATE, PostgresSnapshot
from tempodb.store.engines.sql_transaction import INSERTED_AT_ONCE, SqlTransaction
from tempodb.store.schema.layout import COLUMNS, VIEWS

BEGIN = f"BEGIN; SET LOCAL lock_timeout = {{}}; SET LOCAL synchronous_commit = on; {POSTGRES.lock}"
_LANDING = "UPDATE tempodb SET changes = changes + 1; SELECT pg_current_xact_id()::text"
_UNCONFIRMED = "the connection was lost while the server wrote"


class PostgresTransaction(SqlTransaction):
    """What is written; *fate* tells through another connection what became of a transaction of the server's."""

    def __init__(self, connection: Connection, fate: Callable[[str], str | None]) -> None:
        super().__init__(connection.driver, PostgresSnapshot(connection), POSTGRES)
        self._own = connection
        self._fate = fate

    def version(self) -> object:
        """Return what is equal as long as nobody writes anything."""
        return self._own.told(STATE).fetchone()

    def insert_columns(
        self, table: str, alike: Mapping[str, Alike], columns: Sequence[Sequence[Any]]
    ) -> None:
        """Insert rows by their columns, of which those are left out in which rows are *alike*."""
        given = [column for column in COLUMNS[table] if column not in alike]
        whole = itemgetter(*map([*given, *alike].index, COLUMNS[table]))
        said = tuple(alike.values())
        self._insert(table, (whole((*row, *said)) for row in zip(*columns, strict=True)), "")

    def _insert(self, table: str, rows: Iterable[Sequence[Any]], ending: str) -> None:
        """Insert rows: few by a statement, many through COPY, which takes all rows or none."""
        rows = iter(rows)
        few = list(islice(rows, INSERTED_AT_ONCE))
        if ending or len(few) < INSERTED_AT_ONCE:
            super()._insert(table, chain(few, rows), ending)
            return
        columns = ", ".join(COLUMNS[table])
        with self._own.driver.cursor().copy(f"COPY {table} ({columns}) FROM STDIN".encode()) as copy:
            for row in chain(few, rows):
                copy.write_row(row)

    @contextmanager
    def filling(self) -> Iterator[None]:
        """Let many rows be inserted in the block, and sort them into the indexes at its end."""
        with self.rewriting():
            drop_indexes(self._own)
            yield
            make_indexes(self._own)

    @contextmanager
    def rewriting(self) -> Iterator[None]:
        """Let what was recorded be changed in the block; from its end on it is guarded, by all that guards it."""
        disable_guards(self._own)
        yield
        make_guards(self._own)

    def backup(self, to: Path, late: Late) -> None:
        """Write what is there to a new file, which is a database of its own."""
        write_file_database(self, to, late)

    def make_views(self) -> None:
        """Make the views for whoever asks in SQL, in the place of those of an earlier version."""
        dropped = [f"DROP VIEW IF EXISTS {name}" for name in reversed(VIEWS)]
        self._own.told(";\n".join([*dropped, *view_texts()]))

    def commit(self, late: Late) -> None:
        """Let everything land; tell *late* if the server could not say that it has.

        Raises:
            OperationalError: nobody can say whether it has.

        """
        number = self._own.told(_LANDING).fetchone()[0]
        try:
            self._own.driver.commit()
        except psycopg.OperationalError as error:
            if not self._own.driver.closed or (fate := self._fate(number)) == "aborted":
                raise
            said = f"{_UNCONFIRMED}: {first_line(error)}"
            if fate != "committed":
                hint = (
                    "nobody can say now whether it is done: when the server is back, show transactions tells"
                )
                raise OperationalError.of("unconfirmed", said, hint) from None
            late(Problem("warning", said, "it is done: the transaction is there"))


def locked(kept: Connection | None, conninfo: str) -> Connection:
    """Return a connection that holds the lock of whoever writes: the one that was *kept*, unless it has gone."""
    beginning = BEGIN.format(round(1000 * failures.BUSY_SECONDS))
    if kept is not None:
        try:
            kept.told(beginning)
        except psycopg.OperationalError:
            if not kept.driver.closed:
                kept.close()
                raise
        else:
            return kept
    connection = Connection(conninfo)
    try:
        connection.told(beginning)
    except BaseException:
        connection.close()
        raise
    return connection


def recognised(connection: Connection, place: str, fate: Callable[[str], str | None]) -> PostgresTransaction:
    """Return what is written through a connection that holds the lock; new tables are made first."""
    if recognition.is_empty(connection):
        make_tables(connection)
    else:
        recognition.refuse_unfit(connection, place)
    return PostgresTransaction(connection, fate)

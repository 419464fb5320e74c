"""Writing through SQLAlchemy, which every engine shares: rows inserted, and driver's errors unwrapped."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError
from sqlmodel import SQLModel

from tempodb.store.engines.late_failures import Late
from tempodb.store.engines.port import Dialect, Rows, Snapshot
from tempodb.store.schema import tables
from tempodb.store.schema.layout import COLUMNS

TABLES = [
    SQLModel.metadata.tables[str(model.__tablename__)]
    for model in (
        tables.Tx,
        tables.Assertion,
        tables.StoredEntity,
        tables.Interned,
        tables.StoredLabel,
        tables.Belief,
    )
]


class SqlTransaction:
    """What one connection of SQLAlchemy writes; implements `port.WriteTransaction`.

    It reads as a *snapshot* does that shares the connection of the driver.
    """

    def __init__(self, connection: Connection, snapshot: Snapshot, dialect: Dialect) -> None:
        self._connection = connection
        self._snapshot = snapshot
        self._dialect = dialect

    def execute(self, sql: str, parameters: Sequence[Any] = (), /) -> Rows:
        """Return what a statement finds."""
        return self._snapshot.execute(sql, parameters)

    def schema_version(self) -> int:
        """Return which version of the schema the tables are of."""
        return self._snapshot.schema_version()

    def damage(self) -> list[str]:
        """Return what the engine itself finds wrong with how the database lies."""
        return self._snapshot.damage()

    def has_own_tables(self) -> bool:
        """Return whether the tables are made as this program makes them."""
        return self._snapshot.has_own_tables()

    def execute_many(self, sql: str, parameters: Iterable[Sequence[Any]]) -> None:
        """Carry out a statement once for each of some parameters."""
        given = [tuple(each) for each in parameters]
        if given:
            with unwrapped():
                self._connection.exec_driver_sql(self._dialect.text(sql), given)

    def insert(self, table: str, rows: Iterable[Sequence[Any]]) -> None:
        """Insert rows, whose columns are in the order of the schema."""
        self.execute_many(_insertion(table), rows)

    def insert_missing(self, table: str, rows: Iterable[Sequence[Any]]) -> None:
        """Insert those rows whose key is not there yet."""
        self.execute_many(f"{_insertion(table)} {self._dialect.keeping}", rows)

    def stamp(self) -> None:
        """Mark the tables as being of the version that this program writes."""
        self.execute(self._dialect.stamp)

    def commit(self, late: Late) -> None:
        """Let everything land."""
        with unwrapped():
            self._connection.commit()


def _insertion(table: str) -> str:
    columns = COLUMNS[table]
    return f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})"


@contextmanager
def unwrapped() -> Iterator[None]:
    """Raise what the driver raised, and SQLAlchemy wrapped."""
    try:
        yield
    except DBAPIError as error:
        raise error.orig or error from None

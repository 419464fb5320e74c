"""Writing through a driver of Python's DB-API, which every engine shares."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import lru_cache
from itertools import chain, groupby, islice
from typing import Any, Protocol

from tempodb.store.engines.late_failures import Late
from tempodb.store.engines.port import Alike, Dialect, Snapshot
from tempodb.store.schema.layout import COLUMNS

INSERTED_AT_ONCE = 50
"""How many rows one statement inserts: engines take a thousand parameters, and a belief has 18."""
INSERTIONS_KEPT = 64
"""How many texts of such statements are kept."""


class DriverConnection(Protocol):
    """What is asked of a driver's connection, https://peps.python.org/pep-0249/#connection-objects."""

    def cursor(self) -> Any:
        """Return a new cursor."""

    def commit(self) -> None:
        """Let land what was written."""


class SqlTransaction:
    """What one connection of a driver writes; implements `port.WriteTransaction`.

    It reads as a *snapshot* does that shares the connection.
    """

    def __init__(self, connection: DriverConnection, snapshot: Snapshot, dialect: Dialect) -> None:
        self._connection = connection
        self._snapshot = snapshot
        self._dialect = dialect
        self.execute = snapshot.execute
        self.stream = snapshot.stream

    def version(self) -> object:
        """Return what is equal as long as nobody writes anything."""
        return self._snapshot.version()

    def is_still(self, version: object) -> bool:
        """Return whether nobody wrote anything since there was a version."""
        return self.version() == version

    def schema_version(self) -> int:
        """Return which version of the schema the tables are of."""
        return self._snapshot.schema_version()

    def damage(self) -> list[str]:
        """Return what the engine itself finds wrong with how the database lies."""
        return self._snapshot.damage()

    def has_own_tables(self) -> bool:
        """Return whether the tables are made as this program makes them."""
        return self._snapshot.has_own_tables()

    def missing_guards(self) -> list[str]:
        """Return what should refuse that history is changed, and is not there."""
        return self._snapshot.missing_guards()

    def execute_many(self, sql: str, parameters: Iterable[Sequence[Any]]) -> None:
        """Carry out a statement once for each of some parameters."""
        self._connection.cursor().executemany(self._dialect.text(sql), parameters)

    def insert(self, table: str, rows: Iterable[Sequence[Any]]) -> None:
        """Insert rows, whose columns are in the order of the schema."""
        self._insert(table, rows, "")

    def insert_columns(
        self, table: str, alike: Mapping[str, Alike], columns: Sequence[Sequence[Any]]
    ) -> None:
        """Insert rows by their columns, of which those are left out in which rows are *alike*."""
        width, count = len(columns), len(columns[0])
        values: list[Any] = [None] * (width * count)
        for place, column in enumerate(columns):
            values[place::width] = column
        said = tuple((column, _literal(value)) for column, value in alike.items())
        at_once = width * INSERTED_AT_ONCE
        whole = len(values) - len(values) % at_once
        batches = (values[first : first + at_once] for first in range(0, whole, at_once))
        self.execute_many(_insertion(table, INSERTED_AT_ONCE, said), batches)
        if rest := values[whole:]:
            self.execute(_insertion(table, len(rest) // width, said), rest)

    def insert_missing(self, table: str, rows: Iterable[Sequence[Any]]) -> None:
        """Insert those rows whose key is not there yet."""
        self._insert(table, rows, self._dialect.keeping)

    def _insert(self, table: str, rows: Iterable[Sequence[Any]], ending: str) -> None:
        """Insert whole rows."""
        # Several with one statement take less than one for each.
        values, width = chain.from_iterable(rows), len(COLUMNS[table])
        batches = iter(lambda: tuple(islice(values, INSERTED_AT_ONCE * width)), ())
        for length, batch in groupby(batches, key=len):
            self.execute_many(f"{_insertion(table, length // width, ())} {ending}", batch)

    @contextmanager
    def filling(self) -> Iterator[None]:
        """Let many rows be inserted in the block, as any others are."""
        yield

    def stamp(self) -> None:
        """Mark the tables as being of the version that this program writes."""
        self.execute(self._dialect.stamp)

    def commit(self, late: Late) -> None:
        """Let everything land."""
        self._connection.commit()


@lru_cache(INSERTIONS_KEPT)
def _insertion(table: str, count: int, alike: tuple[tuple[str, str], ...]) -> str:
    columns, said = COLUMNS[table], dict(alike)
    row = f"({', '.join(said.get(column, '?') for column in columns)})"
    return f"INSERT INTO {table} ({', '.join(columns)}) VALUES {', '.join([row] * count)}"


def _literal(value: Alike) -> str:
    """Return a value as it stands in a statement; a text is a word."""
    if isinstance(value, str):
        assert value.isidentifier(), value
        return f"'{value}'"
    return "NULL" if value is None else str(value)

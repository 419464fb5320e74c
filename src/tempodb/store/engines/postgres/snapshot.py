"""One state of a database on a server."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import psycopg

from tempodb.store.engines.postgres import recognition
from tempodb.store.engines.postgres.connections import Connection, text

STATE = "SELECT version, changes FROM tempodb"
"""What tells one state from the others."""
UNSAYABLE = "\uffff"
"""A text that no name holds, since it is no sign of any script."""
READING = f"BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY; {STATE}"


class PostgresSnapshot:
    """What one connection reads; implements `port.Snapshot`."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.state: Any = None

    def execute(self, sql: str, parameters: Sequence[Any] = (), /) -> Any:
        """Return what a statement finds; a text with a zero in it, which the server cannot hold, is none of its own."""
        try:
            return self.connection.execute(sql, parameters)
        except psycopg.DataError as error:
            if error.sqlstate is not None or not sql.lstrip().startswith("SELECT"):
                raise
        held = [UNSAYABLE if isinstance(said, str) and "\0" in said else said for said in parameters]
        return self.connection.execute(sql, held)

    def stream(self, sql: str, parameters: Sequence[Any] = (), /) -> Iterator[Any]:
        """Yield what a statement finds, of which the server hands over so much at a time."""
        with self.connection.streaming() as cursor:
            yield from cursor.execute(text(sql), parameters, binary=True)

    def begin(self) -> None:
        """Hold one state from now on."""
        self.state = self.connection.told(READING).fetchone()

    def version(self) -> object:
        """Return what is equal as long as nobody writes anything through this program."""
        return self.state

    def schema_version(self) -> int:
        """Return which version of the schema the tables are of."""
        return int(self.execute(STATE).fetchone()[0])

    def damage(self) -> list[str]:
        """Return nothing: the server looks at what it reads, by the checksums of its pages."""
        return []

    def has_own_tables(self) -> bool:
        """Return whether the tables are made as this program makes them."""
        strange = recognition.guards(self.connection) - recognition.own_guards()
        return not strange and recognition.shape(self.connection) == recognition.own_shape()

    def missing_guards(self) -> list[str]:
        """Return what should refuse that history is changed, and is not there."""
        missing = recognition.own_guards() - recognition.guards(self.connection)
        return sorted(line.split()[2] for line in missing)

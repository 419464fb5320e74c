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
    """What one connection reads; implements `port.Snapshot`.

    It `is_open` while somebody reads, and is *held*, as a transaction, from the first statement on: whoever knows
    all of the state already needs no more than to be told that it is the same.
    """

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.is_open = False
        self._is_held = True
        self._is_told = False
        self._state: Any = None

    def execute(self, sql: str, parameters: Sequence[Any] = (), /) -> Any:
        """Return what a statement finds; a text with a zero in it, which the server cannot hold, is none of its own."""
        if not self._is_held:
            self._hold()
        try:
            return self.connection.execute(sql, parameters)
        except psycopg.DataError as error:
            if error.sqlstate is not None or not sql.lstrip().startswith("SELECT"):
                raise
        held = [UNSAYABLE if isinstance(said, str) and "\0" in said else said for said in parameters]
        return self.connection.execute(sql, held)

    def stream(self, sql: str, parameters: Sequence[Any] = (), /) -> Iterator[Any]:
        """Yield what a statement finds, of which the server hands over so much at a time."""
        if not self._is_held:
            self._hold()
        with self.connection.streaming() as cursor:
            yield from cursor.execute(text(sql), parameters, binary=True)

    def look(self) -> None:
        """Be told which state there is, which is held when something is asked of it."""
        self._state, self._is_held = self.connection.looked(STATE), False
        self.is_open, self._is_told = True, False

    def begin(self) -> None:
        """Hold one state from now on."""
        self._state, self._is_held = self.connection.told(READING).fetchone(), True
        self.is_open = True

    def end(self) -> None:
        """Let the state go."""
        self.is_open = False
        if self._is_held:
            self.connection.end_reading()

    def _hold(self) -> None:
        """Hold the state that was looked at.

        Raises:
            psycopg.OperationalError: there is another by now, and who was told of that one has to begin anew.

        """
        seen = self._state
        self.begin()
        if self._is_told and self._state != seen:
            raise psycopg.OperationalError("it was written to before it was read")

    def version(self) -> object:
        """Return what is equal as long as nobody writes anything through this program."""
        self._is_told = True
        return self._state

    def schema_version(self) -> int:
        """Return which version of the schema the tables are of."""
        return int(self.execute(STATE).fetchone()[0])

    def damage(self) -> list[str]:
        """Return nothing: the server looks at what it reads, by the checksums of its pages."""
        return []

    def has_own_tables(self) -> bool:
        """Return whether the tables are made as this program makes them."""
        self.execute(STATE)
        strange = recognition.guards(self.connection) - recognition.own_guards()
        return not strange and recognition.shape(self.connection) == recognition.own_shape()

    def missing_guards(self) -> list[str]:
        """Return what should refuse that history is changed, and is not there."""
        missing = recognition.own_guards() - recognition.guards(self.connection)
        return sorted(line.split()[2] for line in missing)

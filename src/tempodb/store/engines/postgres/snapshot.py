"""One state of a database on a server."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, cast

import psycopg

from tempodb.store.engines.port import SupersededError
from tempodb.store.engines.postgres import recognition
from tempodb.store.engines.postgres.connections import Connection, text
from tempodb.store.engines.postgres.looking import Cells, Lookout, cells

STATE = "SELECT version, changes FROM tempodb"
"""What tells one state from the others."""
UNSAYABLE = "\uffff"
"""A text that no name holds, since it is no sign of any script."""
READING = f"BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY; {STATE}"


class PostgresSnapshot:
    """What one connection reads; implements `port.Snapshot`.

    It `is_open` while somebody reads, and is *held*, as a transaction, from the first statement on: whoever knows
    all of the state already needs no more than to be told that it is the same, and hopes so until then.
    """

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.is_open = False
        self._lookout = Lookout(connection.driver, STATE)
        self._is_looking = False
        self._is_held = True
        self._is_superseded = False
        self._told: Cells | None = None
        """Which state somebody was told that there is, or hopes for."""
        self._state: Cells | None = None

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
        """Ask which state there is, which is held when something is asked of it; at once, if one was superseded."""
        if self._is_superseded:
            self.begin()
            return
        self._lookout.ask()
        self.is_open = self._is_looking = True
        self._is_held, self._told = False, None

    def begin(self) -> None:
        """Hold one state from now on."""
        self._is_looking = self._is_superseded = False
        self._told = None
        self._state = cells(self.connection.told(READING).pgresult)
        self.is_open = self._is_held = True

    def end(self) -> None:
        """Let the state go.

        Raises:
            SupersededError: it is not the one that somebody hoped for.

        """
        self.is_open = False
        try:
            self._heed()
        finally:
            if self._is_held:
                self.connection.end_reading()

    def _hold(self) -> None:
        """Hold the state that was looked at.

        Raises:
            SupersededError: there is another by now, and somebody knows of that one.

        """
        self._heed()
        told = self._told
        self.begin()
        self._told = told
        self._compare()

    def _heed(self) -> None:
        """Be told of the state that was looked at."""
        if self._is_looking:
            self._is_looking = False
            self._state = self._lookout.told()
        self._compare()

    def _compare(self) -> None:
        self._is_superseded = self._told is not None and self._told != self._state
        if self._is_superseded:
            raise SupersededError

    def version(self) -> object:
        """Return what is equal as long as nobody writes anything through this program."""
        self._heed()
        self._told = self._state
        return self._state

    def is_still(self, version: object) -> bool:
        """Return whether this is the state of a version; while the server is asked, hope so."""
        if not self._is_looking:
            return self.version() == version
        self._told = cast("Cells", version)
        return True

    def allow(self, milliseconds: int) -> None:
        """Let a statement take so long."""
        if milliseconds != self.connection.patience:
            self._heed()
            self.connection.allow(milliseconds)

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

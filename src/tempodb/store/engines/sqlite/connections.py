"""The connections to files: with an operation ends all that it reads."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from time import monotonic
from typing import Any, NamedTuple, TypeVar
from weakref import ref

from tempodb.store.engines.sqlite.open_files import closed

CURSORS_KEPT = 1_000
"""How many cursors are remembered before those that are gone are forgotten."""
TURN_SECONDS = 0.2
"""How long SQLite waits for a lock at a time; Python heeds no interrupt meanwhile."""

T = TypeVar("T")
_execute = sqlite3.Cursor.execute


class Recognised(NamedTuple):
    """After which write of others (`PRAGMA data_version`) the tables were found to be ours, and of which version."""

    state: int
    version: int


def is_busy(error: BaseException) -> bool:
    """Return whether somebody else holds a lock that is needed."""
    return getattr(error, "sqlite_errorname", "").startswith(("SQLITE_BUSY", "SQLITE_LOCKED"))


def never() -> bool:
    """Return that no time is over."""
    return False


class Limit:
    """Tells SQLite when to give up: what it asks may change, and knows of no connection, which would outlive its user."""

    __slots__ = ("is_over",)

    def __init__(self) -> None:
        self.is_over: Callable[[], bool] = never

    def look(self) -> bool:
        """Return whether the time is over."""
        return self.is_over()


class Connection(sqlite3.Connection):
    """A connection that lets go of what it reads when it should.

    A cursor that is not read to its end holds a lock, and lives as long as an error that was raised
    meanwhile: a prompt or a notebook keeps the last one, and nobody could write until the next.
    What is locked is waited for in short turns, up to *timeout* seconds in all. Whoever writes through it
    leaves there when the tables were last `recognised` as ours; what it does for questions has a `limit`.
    """

    def __init__(self, path: str, *, timeout: float = 0, **named: Any) -> None:
        super().__init__(path, timeout=min(timeout, TURN_SECONDS), **named)
        self._timeout = timeout
        self.recognised: Recognised | None = None
        self.limit: Limit | None = None
        self._cursors: list[ref[sqlite3.Cursor]] = []
        self._room = CURSORS_KEPT

    def cursor(self, *given: Any) -> Any:
        """Return a new cursor."""
        made = super().cursor(*given or (Cursor,))
        self._hold(made)
        return made

    def execute(self, *given: Any) -> Any:
        """Return a new cursor that has carried out a statement."""
        made = super().cursor(Cursor)
        self._hold(made)
        return self.waiting(_execute, made, *given)

    def row(self, statement: str) -> Any:
        """Return the only row that a statement yields."""
        return self.waiting(super().execute, statement).fetchone()

    def commit(self) -> None:
        """Commit what was written, if anything was."""
        self.waiting(super().commit)

    def begin_reading(self) -> None:
        """Begin to read one state: that which the first statement finds, which waits for the lock."""
        super().execute("BEGIN")

    def end_reading(self) -> None:
        """Read no further, and leave that state."""
        self.let_go()
        super().execute("COMMIT")

    def waiting(self, attempt: Callable[..., T], *given: Any) -> T:
        """Return what an *attempt* yields that is repeated while somebody else holds the lock it needs.

        Where no waiting can help, SQLite gives up at once, and it is not repeated.
        """
        first = begun = monotonic()
        while True:
            try:
                return attempt(*given)
            except sqlite3.OperationalError as error:
                now = monotonic()
                is_over = now >= first + self._timeout
                if not is_busy(error) or is_over or now - begun < TURN_SECONDS / 2:
                    raise
                begun = now

    def let_go(self) -> None:
        """Read no further what was begun."""
        if not self._cursors:
            return
        held, self._cursors = self._cursors, []
        for reference in held:
            if (cursor := reference()) is not None:
                cursor.close()

    def _hold(self, cursor: sqlite3.Cursor) -> None:
        """Remember a cursor as long as somebody else has it."""
        self._cursors.append(ref(cursor))
        if len(self._cursors) > self._room:
            self._cursors = [held for held in self._cursors if held() is not None]
            self._room = max(CURSORS_KEPT, 2 * len(self._cursors))

    def close(self) -> None:
        """Close the connection, whoever still holds a cursor of it."""
        self.let_go()
        super().close()
        closed(self)


class Cursor(sqlite3.Cursor):
    """A cursor that waits as its connection does."""

    def execute(self, *given: Any) -> Any:
        """Carry out a statement."""
        connection: Any = self.connection
        return connection.waiting(super().execute, *given)

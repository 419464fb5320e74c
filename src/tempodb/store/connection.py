"""The connections to files: with an operation ends all that it reads."""

from __future__ import annotations

import sqlite3
from typing import Any
from weakref import WeakSet


class Connection(sqlite3.Connection):
    """A connection that lets go of what it reads when it should.

    A cursor that is not read to its end holds a lock, and lives as long as an error that was raised
    meanwhile: a prompt or a notebook keeps the last one, and nobody could write until the next.
    """

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self._cursors: WeakSet[sqlite3.Cursor] = WeakSet()

    def cursor(self, *given: Any) -> Any:
        """Return a new cursor."""
        made = super().cursor(*given)
        self._cursors.add(made)
        return made

    def execute(self, *given: Any) -> Any:
        """Return a new cursor that has carried out a statement."""
        return self.cursor().execute(*given)

    def let_go(self) -> None:
        """Read no further what was begun."""
        for cursor in list(self._cursors):
            cursor.close()

    def close(self) -> None:
        """Close the connection, whoever still holds a cursor of it."""
        self.let_go()
        super().close()

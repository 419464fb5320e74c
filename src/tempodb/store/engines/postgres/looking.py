"""What is asked of a server time and again: whoever asks goes on working, and listens when he has to know."""

from __future__ import annotations

from collections.abc import Generator
from typing import Any, TypeAlias

import psycopg
from psycopg.errors import error_from_result
from psycopg.pq import ExecStatus
from psycopg.waiting import Wait

Cells: TypeAlias = tuple[bytes | None, ...]
"""A row, as the server writes it."""
PREPARED = "tempodb_look"


class Lookout:
    """A statement that finds one row, asked through one connection, of which nothing else is asked meanwhile."""

    def __init__(self, driver: psycopg.Connection, sql: str) -> None:
        self._driver = driver
        self._sql = sql
        self._is_prepared = False

    def ask(self) -> None:
        """Send it, and wait for nothing.

        Raises:
            psycopg.OperationalError: the connection has gone.

        """
        if not self._is_prepared:
            self._driver.execute(f"PREPARE {PREPARED} AS {self._sql}".encode(), prepare=False)
            self._is_prepared = True
        self._driver.pgconn.send_query_prepared(PREPARED.encode(), None)

    def told(self) -> Cells:
        """Return what it found.

        Raises:
            psycopg.Error: it failed, or the connection has gone.

        """
        pgconn = self._driver.pgconn
        pgconn.consume_input()
        if pgconn.is_busy():
            self._driver.wait(_arrival(pgconn))
        found = pgconn.get_result()
        while pgconn.get_result() is not None:
            pass
        if found is None:
            raise psycopg.OperationalError("the server said nothing")
        if found.status != ExecStatus.TUPLES_OK:
            raise error_from_result(found)
        return cells(found)


def cells(found: Any) -> Cells:
    """Return the first row of a result of the driver's."""
    return tuple([found.get_value(0, column) for column in range(found.nfields)])


def _arrival(pgconn: Any) -> Generator[Wait, Any, None]:
    """Say what is waited for, until all has come."""
    while pgconn.is_busy():
        yield Wait.R
        pgconn.consume_input()

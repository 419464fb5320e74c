"""What connects to a server; a connection is kept for the next question or transaction."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import count
from typing import Any

from psycopg.pq import TransactionStatus

from tempodb.store.engines.port import Dialect
from tempodb.store.engines.postgres.waiting import watched
from tempodb.store.schema.layout import SCHEMA_VERSION

POSTGRES = Dialect(
    placeholder="%s",
    # Nothing may be read before the lock is held; each statement after it sees all that landed before.
    lock="SELECT pg_advisory_xact_lock(hashtextextended('tempodb ' || current_schema(), 0))",
    keeping="ON CONFLICT DO NOTHING",
    stamp=f"UPDATE tempodb SET version = {SCHEMA_VERSION}",
)

FETCHED_AT_ONCE = 5_000
"""How many rows a server hands over at a time, of those that may be more than memory holds."""


class Connection:
    """A connection to the server, and what was set for it: its `patience` in milliseconds."""

    def __init__(self, conninfo: str, **named: Any) -> None:
        self.driver = watched(conninfo, **named)
        self.patience = 0
        self._numbers = count(1)

    def execute(self, sql: str, parameters: Sequence[Any] = (), /) -> Any:
        """Return what a statement of the store finds."""
        return self.driver.cursor(binary=True).execute(text(sql), parameters)

    def streaming(self) -> Any:
        """Return a cursor that stays with the server, within a transaction, and is closed by a `with` block."""
        cursor = self.driver.cursor(name=f"tempodb_{next(self._numbers)}")
        cursor.itersize = FETCHED_AT_ONCE
        return cursor

    def told(self, script: str) -> Any:
        """Return the last result of statements in PostgreSQL's own words, which are sent at once."""
        cursor = self.driver.cursor()
        cursor.execute(script.encode(), prepare=False)
        while cursor.nextset():
            pass
        return cursor

    def allow(self, milliseconds: int) -> None:
        """Let a statement take so long."""
        self.told(f"SET statement_timeout = {milliseconds}")
        self.patience = milliseconds

    def end_reading(self) -> None:
        """End the transaction, which keeps what was set in it unless something failed."""
        if self.driver.info.transaction_status == TransactionStatus.INERROR:
            self.patience = 0
            self.driver.rollback()
        elif not self.driver.closed:
            self.driver.commit()

    def close(self) -> None:
        """Close the connection."""
        self.driver.close()


@lru_cache(1024)
def text(sql: str) -> bytes:
    """Return a text of the store as the driver takes it."""
    return POSTGRES.text(sql).encode()

"""Somebody who can write the file, and takes the guards of history away before, and puts them back."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from tempodb.store.engines.sqlite.guards import GUARDED_SINCE, drop_guards, guard_texts


@contextmanager
def unguarded(path: Path) -> Iterator[sqlite3.Connection]:
    """Give a connection by which all can be changed; what guards history is there again afterwards."""
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        connection.execute("PRAGMA foreign_keys=OFF")
        with suppress(sqlite3.DatabaseError):
            drop_guards(connection)
        yield connection
        if connection.execute("PRAGMA user_version").fetchone()[0] >= GUARDED_SINCE:
            for text in guard_texts().values():
                # Their tables may be gone, and more.
                with suppress(sqlite3.DatabaseError):
                    connection.execute(text)
    finally:
        connection.close()

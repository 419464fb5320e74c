"""One state of a SQLite database."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Collection, Iterator, Sequence
from contextlib import closing
from typing import Any

from tempodb.store.engines.sqlite.connections import Connection
from tempodb.store.engines.sqlite.guards import GUARDED_SINCE, lacking
from tempodb.store.schema.layout import ADDED


class SqliteSnapshot:
    """What one connection reads; implements `port.Snapshot`."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.execute = connection.execute

    def stream(self, sql: str, parameters: Sequence[Any] = (), /) -> Iterator[Any]:
        """Yield what a statement finds, as any statement does here."""
        return iter(self.execute(sql, parameters))

    def version(self) -> tuple[int, int]:
        """Return what is equal as long as nobody writes anything, by whatever connection."""
        return self.connection.row("PRAGMA data_version")[0], self.connection.total_changes

    def is_still(self, version: object) -> bool:
        """Return whether this is the state of a version."""
        return self.version() == version

    def schema_version(self) -> int:
        """Return which version of the schema the tables are of."""
        return int(self.execute("PRAGMA user_version").fetchone()[0])

    def damage(self) -> list[str]:
        """Return what SQLite itself finds wrong with the file, up to five things."""
        found = self.execute("PRAGMA integrity_check(5)").fetchall()
        if found == [("ok",)]:
            return []
        for (said,) in found:
            _raise_unread(said)
        return [row[0] for row in found]

    def has_own_tables(self) -> bool:
        """Return whether the tables are made as this program makes them."""
        # Few look.
        from tempodb.store.engines.sqlite.new_tables import with_tables

        own = self.schema_version()
        added = {name for name, version in ADDED.items() if version > own}
        with closing(with_tables()) as made:
            return _schema(self.connection, added) == _schema(made, added)

    def missing_guards(self) -> list[str]:
        """Return what should refuse that history is changed, and is not there."""
        return lacking(self.connection) if self.schema_version() >= GUARDED_SINCE else []


def _raise_unread(said: str) -> None:
    """Raise what SQLite would have, where it only says that the disk gave it no page, or memory no room for one."""
    codes = {int(code) % 256 for code in re.findall(r"error code=(\d+)", said)}
    if sqlite3.SQLITE_NOMEM in codes:
        raise MemoryError
    if sqlite3.SQLITE_IOERR in codes:
        unread = sqlite3.OperationalError("disk I/O error")
        unread.sqlite_errorname = "SQLITE_IOERR_READ"
        raise unread


def _schema(connection: Connection, but_for: Collection[str]) -> list[tuple[str, ...]]:
    rows = connection.execute(
        "SELECT type, name, sql FROM sqlite_schema WHERE type <> 'trigger' AND sql IS NOT NULL ORDER BY type, name"
    )
    return [
        (type_, name, " ".join(sql.split()))
        for type_, name, sql in rows
        if not name.startswith("sqlite_") and name not in but_for
    ]

"""The tables of a new database on a server."""

from __future__ import annotations

import re
from functools import cache

from tempodb.base.bundled import bundled
from tempodb.base.text_files import file_text
from tempodb.store.engines.postgres.connections import Connection
from tempodb.store.schema.layout import SCHEMA_VERSION

_NAMED = re.compile(r"ALTER TABLE (?P<table>\w+) ADD CONSTRAINT (?P<constraint>\w+)|INDEX (?P<index>\w+) ON")


def make_tables(connection: Connection) -> None:
    """Make the tables of a new database, in the first schema of the search path."""
    statements = [
        # What refuses contradictions compares numbers beside ranges; whoever owns a database may make it.
        "CREATE EXTENSION IF NOT EXISTS btree_gist",
        *_statements("tables.sql"),
        f"INSERT INTO tempodb VALUES ({SCHEMA_VERSION}, 0)",
        *_statements("indexes.sql"),
        *_statements("guards.sql"),
        *view_texts(),
        # Where there are roles for the schema, as `tempodb roles` makes them, they may do what they are for.
        *_whole("sharing.sql"),
    ]
    connection.told(";\n".join(statements))


def make_indexes(connection: Connection) -> None:
    """Make what finds rows, and what refuses some."""
    connection.told(";\n".join(_statements("indexes.sql")))


def drop_indexes(connection: Connection) -> None:
    """Take away what `make_indexes` makes."""
    dropped = []
    for statement in reversed(_statements("indexes.sql")):
        named = _NAMED.search(statement)
        assert named is not None, statement
        table, constraint, index = named.group("table", "constraint", "index")
        dropped.append(
            f"ALTER TABLE {table} DROP CONSTRAINT {constraint}" if table else f"DROP INDEX {index}"
        )
    connection.told(";\n".join(dropped))


def make_guards(connection: Connection) -> None:
    """Have history guarded from now on; those who read need not wait for it."""
    connection.told(";\n".join(_statements("guards.sql")))


def disable_guards(connection: Connection) -> None:
    """Have history not guarded from now on, which whoever owns the tables may; it only lasts as long as the transaction."""
    enabling = [text for text in _statements("guards.sql") if text.startswith("ALTER TABLE")]
    connection.told(";\n".join(enabling).replace(" ENABLE ", " DISABLE "))


def view_texts() -> list[str]:
    """Return what makes the views for whoever asks in SQL."""
    return _statements("views.sql")


def _whole(file: str) -> list[str]:
    return [file_text(bundled("store", "engines", "postgres", file)).rstrip(";\n")]


@cache
def _statements(file: str) -> list[str]:
    return file_text(bundled("store", "engines", "postgres", file)).split(";\n")[:-1]

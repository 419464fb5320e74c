"""The tables of a new SQLite database."""

from __future__ import annotations

from functools import cache

from tempodb.base.bundled import bundled
from tempodb.base.text_files import file_text
from tempodb.store.engines.sqlite import driver
from tempodb.store.engines.sqlite.connections import Connection
from tempodb.store.engines.sqlite.guards import make_guards
from tempodb.store.engines.sqlite.recognition import APPLICATION_ID
from tempodb.store.engines.sqlite.writer import SQLITE


def make_tables(connection: Connection) -> None:
    """Make the tables of a new database, and mark it as ours."""
    for statement in (*_statements("tables.sql"), *view_texts()):
        connection.execute(statement)
    make_guards(connection)
    connection.execute(f"PRAGMA application_id={APPLICATION_ID}")
    connection.execute(SQLITE.stamp)


def with_tables() -> Connection:
    """Return a connection to a new database in memory, with the tables that this program makes."""
    connection = driver.connect_memory()
    make_tables(connection)
    return connection


def with_bare_tables() -> Connection:
    """Return the same without what guards history and without views, for what is only copied there."""
    connection = driver.connect_memory()
    for statement in _statements("tables.sql"):
        connection.execute(statement)
    return connection


def view_texts() -> list[str]:
    """Return what makes the views for whoever asks in SQL."""
    return _statements("views.sql")


@cache
def _statements(file: str) -> list[str]:
    # The tables are those of SQLModel, put into words before, as SQLAlchemy takes long to be imported.
    return file_text(bundled("store", "engines", "sqlite", file)).split(";\n")[:-1]

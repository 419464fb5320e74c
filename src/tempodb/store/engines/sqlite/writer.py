"""SQLAlchemy on SQLite: what connects to write, and makes new tables."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy import Connection as Wrapped
from sqlalchemy import Engine, create_engine, event
from sqlalchemy.dialects.sqlite import dialect
from sqlalchemy.pool import NullPool, Pool, StaticPool
from sqlalchemy.schema import CreateIndex, CreateTable

from tempodb.base.partial_files import make_private
from tempodb.store.engines.port import Dialect
from tempodb.store.engines.sql_transaction import TABLES
from tempodb.store.engines.sqlite import driver
from tempodb.store.engines.sqlite.connections import Connection
from tempodb.store.engines.sqlite.recognition import APPLICATION_ID
from tempodb.store.schema.layout import SCHEMA_VERSION

SQLITE = Dialect(
    placeholder="?",
    # The driver's own BEGIN is deferred: two writers that have both read can then never both write.
    lock="BEGIN IMMEDIATE",
    keeping="ON CONFLICT DO NOTHING",
    stamp=f"PRAGMA user_version={SCHEMA_VERSION}",
)


def file_engine(path: str) -> Engine:
    """Return an engine that writes the SQLite file at *path*; a new one is for its owner alone."""

    def connect() -> sqlite3.Connection:
        make_private(Path(path))
        return driver.connect_writing(path)

    return _engine(connect, NullPool)


def memory_engine(connection: Connection) -> Engine:
    """Return an engine that writes through one open connection."""
    return _engine(lambda: connection, StaticPool)


def _engine(connect: Callable[[], sqlite3.Connection], pool: type[Pool]) -> Engine:
    engine = create_engine("sqlite://", creator=connect, poolclass=pool)
    event.listen(engine, "connect", _connected)
    event.listen(engine, "begin", _begun)
    return engine


def _connected(connection: sqlite3.Connection, _record: Any) -> None:
    connection.isolation_level = None
    driver.prepare_writing(connection)


def _begun(connection: Wrapped) -> None:
    connection.exec_driver_sql(SQLITE.lock)


def make_tables(connection: Wrapped) -> None:
    """Make the tables of a new database, and mark it as ours."""
    for statement in _creations():
        connection.exec_driver_sql(statement)
    connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")
    connection.exec_driver_sql(SQLITE.stamp)


@cache
def _creations() -> tuple[str, ...]:
    """Return what makes the tables and their indexes, which takes longer to be put into words than to be done."""
    made = [str(CreateTable(table).compile(dialect=dialect())) for table in TABLES]
    indexes = [index for table in TABLES for index in table.indexes]
    return (*made, *(str(CreateIndex(index).compile(dialect=dialect())) for index in indexes))


def with_tables() -> Connection:
    """Return a connection to a new database in memory, with the tables that this program makes."""
    connection = driver.connect_memory()
    with memory_engine(connection).connect() as wrapped:
        make_tables(wrapped)
        wrapped.commit()
    return connection


def driver_of(connection: Wrapped) -> Connection:
    """Return the driver's own connection."""
    beneath = connection.connection.driver_connection
    assert isinstance(beneath, Connection)
    return beneath

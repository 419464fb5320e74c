"""The tables of SQLModel, made in a SQLite database."""

from __future__ import annotations

from functools import cache

from sqlalchemy.dialects.sqlite import dialect
from sqlalchemy.schema import CreateIndex, CreateTable
from sqlmodel import SQLModel

from tempodb.store.engines.sqlite import driver
from tempodb.store.engines.sqlite.connections import Connection
from tempodb.store.engines.sqlite.recognition import APPLICATION_ID
from tempodb.store.engines.sqlite.writer import SQLITE
from tempodb.store.schema import tables

TABLES = [
    SQLModel.metadata.tables[str(model.__tablename__)]
    for model in (
        tables.Tx,
        tables.Assertion,
        tables.StoredEntity,
        tables.Interned,
        tables.StoredLabel,
        tables.Belief,
    )
]


def make_tables(connection: Connection) -> None:
    """Make the tables of a new database, and mark it as ours."""
    for statement in _creations():
        connection.execute(statement)
    connection.execute(f"PRAGMA application_id={APPLICATION_ID}")
    connection.execute(SQLITE.stamp)


def with_tables() -> Connection:
    """Return a connection to a new database in memory, with the tables that this program makes."""
    connection = driver.connect_memory()
    make_tables(connection)
    return connection


@cache
def _creations() -> tuple[str, ...]:
    """Return what makes the tables and their indexes, which takes longer to be put into words than to be done."""
    made = [str(CreateTable(table).compile(dialect=dialect())) for table in TABLES]
    indexes = [index for table in TABLES for index in table.indexes]
    return (*made, *(str(CreateIndex(index).compile(dialect=dialect())) for index in indexes))

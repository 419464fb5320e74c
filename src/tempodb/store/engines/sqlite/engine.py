"""The SQLAlchemy engine that writes, and the making of a new database."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool, StaticPool
from sqlmodel import SQLModel

from tempodb.base.database_files import BESIDE
from tempodb.base.errors import InputError
from tempodb.base.partial_files import make_private
from tempodb.store.blame import judged
from tempodb.store.engines.late_failures import AFTER_COMMIT, Late, unconfirmed
from tempodb.store.engines.sqlite import driver
from tempodb.store.schema import tables
from tempodb.store.schema.layout import APPLICATION_ID, SCHEMA_VERSION

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


def file_engine(path: str) -> Engine:
    """Return an engine that writes the SQLite file at *path*; a new one is for its owner alone."""

    def connect() -> sqlite3.Connection:
        make_private(Path(path))
        return driver.connect_writing(path)

    engine = create_engine("sqlite://", creator=connect, poolclass=NullPool)
    event.listen(engine, "connect", _connected)
    event.listen(engine, "begin", _begun)
    return engine


def memory_engine(connection: sqlite3.Connection) -> Engine:
    """Return an engine that writes through one open connection."""
    engine = create_engine("sqlite://", creator=lambda: connection, poolclass=StaticPool)
    event.listen(engine, "connect", _connected)
    event.listen(engine, "begin", _begun)
    return engine


def _connected(connection: sqlite3.Connection, _record: Any) -> None:
    connection.isolation_level = None
    driver.prepare_writing(connection)


def _begun(connection: Connection) -> None:
    # The driver's own BEGIN is deferred: two writers that have both read can then never both write.
    connection.exec_driver_sql("BEGIN IMMEDIATE")


@contextmanager
def translated(path: str) -> Iterator[None]:
    """Turn what the driver and SQLAlchemy raise into one clear error about *path*."""
    try:
        yield
    except DBAPIError as error:
        with driver.translated(path):
            raise error.orig or error from None
    except (sqlite3.Error, UnicodeDecodeError) as error:
        with driver.translated(path):
            raise error from None


def refuse_beside(path: str) -> None:
    """Refuse to write a database under a name that SQLite takes for its own, and removes what it finds there.

    Raises:
        InputError: *path* is such a name.

    """
    if os.path.realpath(path).endswith(BESIDE):
        message = f"`{path}` has a name that SQLite keeps for what lies beside a database"
        raise InputError.of("location", message, "name another file with --db")


@contextmanager
def holding(engine: Engine, path: str) -> Iterator[Connection]:
    """Yield a connection that holds the write lock; what is not committed by the end is rolled back.

    A database without tables is made first, in the same transaction.

    Raises:
        OperationalError: the file is locked, full, damaged or not ours.

    """
    if path != driver.MEMORY:
        refuse_beside(path)
        driver.refuse_foreign(path)
    with ExitStack() as stack:
        with translated(path):
            # Closing the connection rolls back what was not committed.
            connection = stack.enter_context(engine.connect())
            connection.begin()
            beneath = driver_of(connection)
            if driver.is_empty(beneath):
                SQLModel.metadata.create_all(connection, tables=TABLES)
                beneath.execute(f"PRAGMA application_id={APPLICATION_ID}")
                beneath.execute(f"PRAGMA user_version={SCHEMA_VERSION}")
            driver.check(beneath, path)
        yield connection


@contextmanager
def writing(engine: Engine, path: str, late: Late) -> Iterator[Connection]:
    """Yield a connection that holds the write lock; commit at the end, roll back on any error.

    What fails after the commit is told to *late*.

    Raises:
        OperationalError: the file is locked, full, damaged or not ours.

    """
    with judged(path, lambda: driving(engine)), translated(path), holding(engine, path) as connection:
        yield connection
        with settled(path, late):
            connection.commit()


@contextmanager
def settled(path: str, late: Late) -> Iterator[None]:
    """Tell *late* of what fails in a commit when all has landed."""
    try:
        yield
    except (DBAPIError, sqlite3.Error) as error:
        said = (error.orig if isinstance(error, DBAPIError) else None) or error
        if getattr(said, "sqlite_errorname", "") not in AFTER_COMMIT:
            raise
        late(unconfirmed(path, said))


@contextmanager
def driving(engine: Engine) -> Iterator[sqlite3.Connection]:
    """Yield the driver's connection, in no transaction."""
    with engine.connect() as connection:
        yield driver_of(connection)


def compact(engine: Engine, path: str, late: Late) -> None:
    """Write the file anew, without the room that deleted rows left.

    Raises:
        OperationalError: the file is locked, or there is no room for a second one.

    """
    with translated(path), driving(engine) as beneath, settled(path, late):
        beneath.execute("VACUUM")


def driver_of(connection: Connection) -> sqlite3.Connection:
    """Return the driver's own connection."""
    beneath = connection.connection.driver_connection
    assert isinstance(beneath, sqlite3.Connection)
    return beneath

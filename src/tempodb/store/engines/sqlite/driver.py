"""All that is SQLite's own: opening without writing, settings, and errors in words.

Why these settings: a rollback journal with synchronous=EXTRA loses nothing at a power cut, leaves
one file, and lets a reader write nothing beside it, which WAL does not.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from tempodb.base.errors import InputError, OperationalError, TempodbError
from tempodb.store.engines.sqlite.connections import Connection, is_busy
from tempodb.store.schema.layout import APPLICATION_ID, COLUMNS, READABLE, SCHEMA_VERSION

if TYPE_CHECKING:
    from tempodb.execution.allowance import Allowance

MEMORY = ":memory:"
"""The path of a throw-away database."""
BUSY_SECONDS = 30
GLANCE_SECONDS = 0.2
HEADER_BYTES = 100
"""The size of the header of a SQLite file, https://www.sqlite.org/fileformat.html#the_database_header."""
STEPS_BETWEEN_CHECKS = 100_000
"""How many instructions of its machine SQLite carries out before it asks whether to go on."""
GUARDS = ("trusted_schema=OFF", "cell_size_check=ON", "mmap_size=0", "temp_store=MEMORY")
WRITING = (
    *("journal_mode=DELETE", "synchronous=EXTRA", "foreign_keys=ON", "recursive_triggers=ON"),
    "secure_delete=ON",
)


def connect_reading(path: str) -> Connection:
    """Return a connection that can only read the database at *path*.

    Raises:
        InputError: there is no such file.
        OperationalError: the file is not a tempodb database, is newer than this program, or damaged.

    """
    if not os.path.isfile(path):
        raise InputError.of(
            "no-database", f"there is no database `{path}`", "load a dataset first: tempodb load FILE"
        )
    refuse_foreign(path)
    with translated(path):
        connection = _open_readonly(path)
        try:
            if is_empty(connection):
                raise InputError.of(
                    "no-database", f"`{path}` is empty", "load a dataset first: tempodb load FILE"
                )
            check(connection, path)
        except BaseException:
            connection.close()
            raise
    return connection


def connect_at_once(path: str) -> sqlite3.Connection:
    """Return a connection that can only read the database at *path*, for whoever would sooner know nothing than wait.

    Raises:
        OperationalError: the file is another program's.
        sqlite3.Error: it cannot be read now.

    """
    refuse_foreign(path)
    uri = f"file:{_quoted(os.path.realpath(path))}?mode=ro"
    connection = sqlite3.connect(uri, uri=True, timeout=GLANCE_SECONDS, isolation_level=None)
    prepare(connection)
    return connection


def refuse_foreign(path: str) -> None:
    """Refuse what is no file, and another program's database by its first bytes, before opening it can change it.

    Opening a database whose header asks for a write-ahead log makes files beside it, so one of ours that
    was put into that mode is refused too: without that log it would answer from an older state.

    Raises:
        OperationalError: it is no file, another program's, or in write-ahead mode.

    """
    if os.path.exists(path) and not os.path.isfile(path):
        raise OperationalError.of("not-ours", f"`{path}` is no ordinary file", "name another file with --db")
    try:
        with open(path, "rb") as file:
            header = file.read(HEADER_BYTES)
    except OSError:
        return
    asks_for_log = header[18:20] == b"\x02\x02"
    is_ours = header[68:72] == APPLICATION_ID.to_bytes(4, "big")
    if len(header) == HEADER_BYTES and asks_for_log and not is_ours:
        raise _not_ours(path)
    if is_ours and (asks_for_log or _is_filled(f"{path}-wal")):
        message = (
            f"`{path}` was put into write-ahead mode by another program, and part of it may lie beside it"
        )
        hint = f"close what has it open, and put it back with: sqlite3 '{path}' 'PRAGMA journal_mode=DELETE'"
        raise OperationalError.of("write-ahead", message, hint)


def _is_filled(path: str) -> bool:
    return os.path.exists(path) and os.path.getsize(path) > 0


def _not_ours(path: str) -> TempodbError:
    message = f"`{path}` is not a tempodb database"
    return OperationalError.of("not-ours", message, "name another file with --db")


def _open_readonly(path: str) -> Connection:
    connection = _connected_readonly(path)
    try:
        connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    except sqlite3.OperationalError as error:
        connection.close()
        if is_busy(error):
            raise
        connect_writing(path).close()
        connection = _connected_readonly(path)
    prepare(connection)
    connection.execute("PRAGMA query_only=ON")
    return connection


def _connected_readonly(path: str) -> Connection:
    uri = f"file:{_quoted(os.path.realpath(path))}?mode=ro"
    return sqlite3.connect(
        uri,
        uri=True,
        timeout=BUSY_SECONDS,
        isolation_level=None,
        check_same_thread=False,
        factory=Connection,
    )


def connect_writing(path: str) -> Connection:
    """Return a connection that may write, which rolls back what a writer that died left in its journal.

    Raises:
        OperationalError: that cannot be done.
        sqlite3.Error: it is not that.

    """
    connection = sqlite3.connect(path, timeout=BUSY_SECONDS, check_same_thread=False, factory=Connection)
    try:
        connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    except sqlite3.OperationalError as error:
        connection.close()
        if is_busy(error) or not _is_filled(f"{path}-journal"):
            raise
        message = f"a program died while it wrote `{path}`, and what it left cannot be rolled back: {error}"
        hint = (
            "its folder has to be writable for that; or copy it together with its -journal, and ask the copy"
        )
        raise OperationalError.of("unrecovered", message, hint) from None
    except BaseException:
        connection.close()
        raise
    return connection


def _quoted(path: str) -> str:
    """Return a path as a URI takes it, https://www.sqlite.org/uri.html."""
    for sign, code in (("%", "%25"), ("?", "%3f"), ("#", "%23"), (os.sep, "/")):
        path = path.replace(sign, code)
    return path


def prepare(connection: sqlite3.Connection) -> None:
    """Guard a connection against what a rigged file could do."""
    for setting in GUARDS:
        connection.execute(f"PRAGMA {setting}")


def prepare_writing(connection: sqlite3.Connection) -> None:
    """Set a connection up to lose nothing that it acknowledges."""
    prepare(connection)
    for setting in WRITING:
        connection.execute(f"PRAGMA {setting}")


@contextmanager
def reading(connection: Connection) -> Iterator[None]:
    """Hold one state of the database for several reads."""
    if connection.in_transaction:
        # A database in memory has one connection, on which a write is under way.
        yield
        return
    connection.execute("BEGIN")
    try:
        yield
    finally:
        connection.let_go()
        connection.execute("COMMIT")


@contextmanager
def interrupted(connection: sqlite3.Connection, allowance: Allowance) -> Iterator[None]:
    """Give up what SQLite does when the time is over.

    Raises:
        QueryError: it is.

    """
    connection.set_progress_handler(allowance.is_over, STEPS_BETWEEN_CHECKS)
    try:
        yield
    except sqlite3.OperationalError:
        allowance.check()
        raise
    finally:
        connection.set_progress_handler(None, 0)


def is_empty(connection: sqlite3.Connection) -> bool:
    """Return whether the database has no tables yet, and no mark of another program."""
    marks = [
        connection.execute(f"PRAGMA {mark}").fetchone()[0] for mark in ("application_id", "user_version")
    ]
    return (
        marks == [0, 0]
        and not connection.execute("SELECT EXISTS (SELECT 1 FROM sqlite_schema)").fetchone()[0]
    )


def check(connection: sqlite3.Connection, path: str) -> None:
    """Refuse a database that is not ours, is newer, or has other tables, views or triggers.

    Raises:
        OperationalError: with what is wrong.

    """
    if connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
        raise _not_ours(path)
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if version not in READABLE:
        raise OperationalError.of(
            "newer",
            f"`{path}` has schema version {version}, and this program knows {SCHEMA_VERSION}",
            "use the tempodb that wrote it, or a newer one",
        )
    rows = connection.execute(
        "SELECT m.type, m.name, c.name FROM sqlite_schema m LEFT JOIN pragma_table_info(m.name) c "
        "WHERE m.type <> 'index' AND m.name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY m.name, c.cid"
    ).fetchall()
    expected = [("table", table, column) for table in sorted(COLUMNS) for column in COLUMNS[table]]
    if rows != expected:
        raise OperationalError.of("altered", f"the tables of `{path}` are not those of a tempodb database")


@contextmanager
def translated(path: str) -> Iterator[None]:
    """Turn what the driver raises into one clear error about *path*."""
    try:
        yield
    except (sqlite3.ProgrammingError, sqlite3.InterfaceError):
        # The driver was called wrongly, which is no fault of the file.
        raise
    except (sqlite3.Error, UnicodeDecodeError) as error:
        # What SQLite says of a damaged schema quotes it, and may be no UTF-8.
        raise failure(path, error) from None


def failure(path: str, error: BaseException) -> TempodbError:
    """Return the error that says in words what the driver met at *path*."""
    said = str(error)
    name = getattr(error, "sqlite_errorname", "")
    if is_busy(error):
        # Only a failure needs it.
        from tempodb.store.engines.sqlite.lock_holders import holders

        who = ", ".join(holders(path)) or "another program"
        message = f"`{path}` is locked by {who}, and was for {BUSY_SECONDS:g} seconds"
        return OperationalError.of("locked", message, "try again when it is done")
    if name.startswith("SQLITE_FULL"):
        return OperationalError.of(
            "full", f"there is no room left to write `{path}`", "free some space and try again"
        )
    if name.startswith(("SQLITE_NOTADB", "SQLITE_CORRUPT")) or "decode" in said:
        return OperationalError.of(
            "damaged", f"`{path}` is damaged or no database at all", "restore it from a backup"
        )
    if name.startswith(("SQLITE_CANTOPEN", "SQLITE_READONLY", "SQLITE_PERM")):
        return OperationalError.of(
            "unreachable", f"`{path}` cannot be opened or written", "look at its folder and permissions"
        )
    if name.startswith("SQLITE_IOERR"):
        hint = "look at the disk; tempodb verify tells whether the file is whole"
        return OperationalError.of("disk", f"`{path}` cannot be read or written: {said}", hint)
    return OperationalError.of("database", f"`{path}`: {said}")

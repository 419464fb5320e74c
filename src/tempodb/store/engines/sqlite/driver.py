"""All that is SQLite's own: opening without writing, settings, and errors in words.

Why these settings: a rollback journal with synchronous=EXTRA loses nothing at a power cut, leaves
one file, and lets a reader write nothing beside it, which WAL does not. As long as a connection is there
that may write, the journal stays, emptied by its first bytes: to make it and to remove it takes longer
than all else that one transaction does.
"""

from __future__ import annotations

import os
import sqlite3
from contextlib import AbstractContextManager, suppress
from typing import TYPE_CHECKING

from tempodb.base.errors import InputError, OperationalError, TempodbError
from tempodb.store.engines.sqlite.connections import Connection, Limit, is_busy, never
from tempodb.store.engines.sqlite.open_files import known_open
from tempodb.store.engines.sqlite.recognition import (
    is_empty,
    is_filled,
    refuse_foreign,
    refuse_missing,
    refuse_unfit,
)

if TYPE_CHECKING:
    from tempodb.execution.allowance import Allowance

RAISED = sqlite3.Error, UnicodeDecodeError
"""What the driver raises: what SQLite says of a damaged schema quotes it, and may be no UTF-8."""
MISUSED = sqlite3.ProgrammingError, sqlite3.InterfaceError
MEMORY = ":memory:"
"""The path of a throw-away database."""
BUSY_SECONDS = 30
GLANCE_SECONDS = 0.2
STEPS_BETWEEN_CHECKS = 100_000
"""How many instructions of its machine SQLite carries out before it asks whether to go on."""
MAX_JOURNAL = 1 << 20
"""How many bytes of a journal stay when it is not in use."""
WRITING_KIBIBYTES = 32_768
"""How much of a database is kept in memory at most while it is written."""
GUARDS = ("trusted_schema=OFF", "cell_size_check=ON", "mmap_size=0", "temp_store=MEMORY")
WRITING = (
    *("journal_mode=PERSIST", f"journal_size_limit={MAX_JOURNAL}", "synchronous=EXTRA"),
    *("foreign_keys=ON", "recursive_triggers=ON", "secure_delete=ON"),
    # Of what has no room there until the commit, some pages are synced before, again and again.
    f"cache_size=-{WRITING_KIBIBYTES}",
)


def connect_reading(path: str) -> Connection:
    """Return a connection that can only read the database at *path*.

    Raises:
        InputError: there is no such file.
        OperationalError: the file is not a tempodb database, is newer than this program, or damaged.

    """
    refuse_missing(path)
    refuse_foreign(path)
    with translated(path):
        connection = _open_readonly(path)
        try:
            if is_empty(connection):
                raise InputError.of(
                    "no-database", f"`{path}` is empty", "load a dataset first: tempodb load FILE"
                )
            refuse_unfit(connection, path)
        except BaseException:
            connection.close()
            raise
    return connection


def connect_at_once(path: str) -> Connection:
    """Return a connection that can only read the database at *path*, for whoever would sooner know nothing than wait.

    Raises:
        OperationalError: the file is another program's.
        sqlite3.Error: it cannot be read now.

    """
    refuse_foreign(path)
    uri = f"file:{_quoted(os.path.realpath(path))}?mode=ro"
    connection = known_open(
        path,
        lambda: sqlite3.connect(
            uri, uri=True, timeout=GLANCE_SECONDS, isolation_level=None, factory=Connection
        ),
    )
    prepare(connection)
    return connection


def connect_within(path: str) -> Connection:
    """Return a connection that can only read what others see, for whoever holds the lock of who writes.

    SQLite alone opens the file: the system would take that for an end of all locks that this process has
    on it if somebody else closed it.
    """
    connection = _connected_readonly(path)
    prepare(connection)
    return connection


def connect_memory() -> Connection:
    """Return a connection to a new database in memory."""
    return sqlite3.connect(MEMORY, isolation_level=None, check_same_thread=False, factory=Connection)


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
    return known_open(
        path,
        lambda: sqlite3.connect(
            uri,
            uri=True,
            timeout=BUSY_SECONDS,
            isolation_level=None,
            check_same_thread=False,
            factory=Connection,
        ),
    )


def connect_writing(path: str) -> Connection:
    """Return a connection that may write, which rolls back what a writer that died left in its journal.

    Raises:
        OperationalError: that cannot be done.
        sqlite3.Error: it is not that.

    """
    connection = known_open(
        path,
        lambda: sqlite3.connect(
            path, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False, factory=Connection
        ),
    )
    try:
        connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    except sqlite3.OperationalError as error:
        connection.close()
        if is_busy(error) or not is_filled(f"{path}-journal"):
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


def close_writing(connection: Connection) -> None:
    """Close a connection that may write, and remove the journal unless somebody else is using it."""
    connection.let_go()
    with suppress(sqlite3.Error):
        connection.execute("PRAGMA journal_mode=DELETE")
    connection.close()


class Interrupted:
    """Gives up what SQLite does in the block when the time is over.

    Raises:
        QueryError: it is.

    """

    # Every question comes through here: as a generator it would take twice as long.
    __slots__ = ("_allowance", "_connection")

    def __init__(self, connection: Connection, allowance: Allowance) -> None:
        self._connection = connection
        self._allowance = allowance

    def __enter__(self) -> None:
        limit = self._connection.limit
        if limit is None:
            # Once for all questions: to set it and to take it away takes as long as what some of them need.
            limit = self._connection.limit = Limit()
            self._connection.set_progress_handler(limit.look, STEPS_BETWEEN_CHECKS)
        limit.is_over = self._allowance.is_over

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        assert self._connection.limit is not None
        self._connection.limit.is_over = never
        if isinstance(error, sqlite3.OperationalError):
            self._allowance.check()


def translated(path: str) -> AbstractContextManager[None]:
    """Turn what the driver raises in the block into one clear error about *path*."""
    return _Translating(path)


class _Translating:
    # A write comes through here seven times: as a generator it would take twice as long.
    __slots__ = ("_path",)

    def __init__(self, path: str) -> None:
        self._path = path

    def __enter__(self) -> None:
        pass

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        # Where the driver was called wrongly, that is no fault of the file.
        if isinstance(error, RAISED) and not isinstance(error, MISUSED):
            raise failure(self._path, error) from None


def failure(path: str, error: BaseException, waited: float | None = None) -> TempodbError:
    """Return the error that says in words what the driver met at *path*, after it *waited* so many seconds."""
    said = str(error)
    name = getattr(error, "sqlite_errorname", "")
    if is_busy(error):
        # Only a failure needs it.
        from tempodb.store.engines.sqlite.lock_holders import holders

        who = ", ".join(map(str, holders(path))) or "another program"
        message = f"`{path}` is locked by {who}, and was for {waited or BUSY_SECONDS:g} seconds"
        return OperationalError.of("locked", message, "try again when it is done")
    if name.startswith("SQLITE_FULL"):
        return OperationalError.of(
            "full", f"there is no room left to write `{path}`", "free some space and try again"
        )
    if name.startswith(("SQLITE_NOTADB", "SQLITE_CORRUPT")) or "decode" in said:
        is_text = path.lower().endswith((".yaml", ".yml", ".json", ".toml"))
        hint = f"if it is a dataset, load it: tempodb load {path}" if is_text else "restore it from a backup"
        return OperationalError.of("damaged", f"`{path}` is damaged or no database at all", hint)
    if name.startswith(("SQLITE_CANTOPEN", "SQLITE_READONLY", "SQLITE_PERM")):
        return OperationalError.of(
            "unreachable", f"`{path}` cannot be opened or written", "look at its folder and permissions"
        )
    if name.startswith("SQLITE_IOERR"):
        hint = "look at the disk; tempodb verify tells whether the file is whole"
        return OperationalError.of("disk", f"`{path}` cannot be read or written: {said}", hint)
    return OperationalError.of("database", f"`{path}`: {said}")

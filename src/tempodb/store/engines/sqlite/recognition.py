"""Whether what lies at a path is a database, and one of ours, as far as can be told without changing it."""

from __future__ import annotations

import os
import sqlite3
from typing import TYPE_CHECKING

from tempodb.base.errors import InputError, OperationalError, TempodbError
from tempodb.store.engines.sqlite.guards import are_strange
from tempodb.store.engines.sqlite.open_files import first_bytes
from tempodb.store.schema.layout import ADDED, COLUMNS, READABLE, SCHEMA_VERSION, VIEWS

if TYPE_CHECKING:
    from pathlib import Path

APPLICATION_ID = 0x54504F44
"""Marks a SQLite file as ours (`TPOD`)."""
MAGIC = b"SQLite format 3\0"
"""How a SQLite file begins, https://www.sqlite.org/fileformat.html#magic_header_string."""
BESIDE = ("-journal", "-wal", "-shm")
"""How the names of the files end that SQLite keeps beside a database, https://www.sqlite.org/tempfiles.html."""
HEADER_BYTES = 100
"""The size of the header of a SQLite file, https://www.sqlite.org/fileformat.html#the_database_header."""


def refuse_database(path: Path) -> None:
    """Refuse to write over a database, the one that is asked or another, or over what SQLite keeps beside it.

    Raises:
        InputError: the path is that of one.

    """
    path = path.resolve()
    if _is_database(path):
        raise InputError.of("output", f"`{path}` is a database", "name another file")
    for suffix in BESIDE:
        if path.name.endswith(suffix) and _is_database(path.with_name(path.name.removesuffix(suffix))):
            raise InputError.of("output", f"`{path}` is where a database keeps its own", "name another file")


def _is_database(path: Path) -> bool:
    if not path.is_file():
        return False
    return first_bytes(path, len(MAGIC)) in (None, MAGIC)


def refuse_missing(path: str) -> None:
    """Refuse a path at which there is no file.

    Raises:
        InputError: there is none.

    """
    if not os.path.isfile(path):
        raise InputError.of(
            "no-database", f"there is no database `{path}`", "load a dataset first: tempodb load FILE"
        )


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
        header = first_bytes(path, HEADER_BYTES)
    except OSError:
        return
    if header is None:
        if is_filled(f"{path}-wal"):
            raise _write_ahead(path)
        return
    asks_for_log = header[18:20] == b"\x02\x02"
    is_ours = header[68:72] == APPLICATION_ID.to_bytes(4, "big")
    if len(header) == HEADER_BYTES and asks_for_log and not is_ours:
        raise _not_ours(path)
    if is_ours and (asks_for_log or is_filled(f"{path}-wal")):
        raise _write_ahead(path)


def has_our_mark(path: Path) -> bool:
    """Return whether a file is a database of ours by its first bytes."""
    header = first_bytes(path, HEADER_BYTES)
    return header is None or (header.startswith(MAGIC) and header[68:72] == APPLICATION_ID.to_bytes(4, "big"))


def refuse_beside(path: str) -> None:
    """Refuse to write a database under a name that SQLite takes for its own, and removes what it finds there.

    Raises:
        InputError: *path* is such a name.

    """
    if os.path.realpath(path).endswith(BESIDE):
        message = f"`{path}` has a name that SQLite keeps for what lies beside a database"
        raise InputError.of("location", message, "name another file with --db")


def is_filled(path: str) -> bool:
    """Return whether there is a file that holds anything."""
    return os.path.exists(path) and os.path.getsize(path) > 0


def _write_ahead(path: str) -> TempodbError:
    message = f"`{path}` was put into write-ahead mode by another program, and part of it may lie beside it"
    hint = f"close what has it open, and put it back with: sqlite3 '{path}' 'PRAGMA journal_mode=DELETE'"
    return OperationalError.of("write-ahead", message, hint)


def _not_ours(path: str) -> TempodbError:
    message = f"`{path}` is not a tempodb database"
    return OperationalError.of("not-ours", message, "name another file with --db")


def is_empty(connection: sqlite3.Connection) -> bool:
    """Return whether the database has no tables yet, and no mark of another program."""
    marks = [
        connection.execute(f"PRAGMA {mark}").fetchone()[0] for mark in ("application_id", "user_version")
    ]
    return (
        marks == [0, 0]
        and not connection.execute("SELECT EXISTS (SELECT 1 FROM sqlite_schema)").fetchone()[0]
    )


def refuse_unfit(connection: sqlite3.Connection, path: str) -> None:
    """Refuse a database that is not ours, is newer, has other tables, views or triggers, or is in write-ahead mode.

    Raises:
        OperationalError: with what is wrong.

    """
    if connection.execute("PRAGMA journal_mode").fetchone()[0] == "wal":
        raise _write_ahead(path)
    if connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
        raise _not_ours(path)
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if version not in READABLE:
        raise OperationalError.of(
            "newer",
            f"`{path}` has schema version {version}, and this program knows {SCHEMA_VERSION}",
            "use the tempodb that wrote it, or a newer one",
        )
    # Views of ours are for others, and cost nothing here: none of their columns is looked at.
    rows = connection.execute(
        "SELECT m.type, m.name, c.name FROM sqlite_schema m "
        "LEFT JOIN pragma_table_info(CASE m.type WHEN 'table' THEN m.name END) c "
        "WHERE m.type NOT IN ('index', 'trigger') AND m.name NOT LIKE 'sqlite\\_%' ESCAPE '\\' "
        f"AND (m.type <> 'view' OR m.name NOT IN ({', '.join('?' * len(VIEWS))})) ORDER BY m.name, c.cid",
        VIEWS,
    ).fetchall()
    tables = [table for table in sorted(COLUMNS) if ADDED.get(table, 0) <= version]
    expected = [("table", table, column) for table in tables for column in COLUMNS[table]]
    if rows != expected or are_strange(connection):
        raise OperationalError.of("altered", f"the tables of `{path}` are not those of a tempodb database")

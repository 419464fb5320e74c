"""How a database lies in its file: what is well with it, and what is not; nothing is written, and no lock waited for."""

from __future__ import annotations

import platform
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from tempodb.base.errors import TempodbError
from tempodb.base.sizes import size_text
from tempodb.store.engines.fitness import Fitness
from tempodb.store.engines.observations import Observation, observed
from tempodb.store.engines.sqlite import driver, recognition
from tempodb.store.engines.sqlite.connections import Connection
from tempodb.store.engines.sqlite.neighbourhood import lying_by

WAL_FAULT = (3, 7, 0), (3, 51, 3)
"""From which version on SQLite could damage a file in write-ahead mode, up to the one in which it no longer can, https://www.sqlite.org/wal.html#walresetbug."""
MENDED = (3, 44, 6), (3, 50, 7)
"""The releases of older lines that it was mended in, too."""
IDLE = 0.2
"""What share of a file may be free before it is worth while to write it anew."""
IDLE_BYTES = 1_000_000
_SYNCHRONOUS = {3: "EXTRA"}
_ERASED = "SELECT EXISTS (SELECT 1 FROM assertion WHERE operation = 'erase')"


def observe(path: str) -> Iterator[Observation]:
    """Yield what is observed of the database at *path*, whatever it is.

    Raises:
        InputError: there is no file.
        OSError: the system does not let it be looked at.

    """
    recognition.refuse_missing(path)
    yield engine(sqlite3.sqlite_version_info)
    yield from lying_by(Path(path).resolve())
    try:
        with closing(driver.connect_at_once(path)) as connection:
            recognition.refuse_unfit(connection, path)
            yield _journal(connection)
            yield _idle(connection)
            yield _statistics(connection)
    except TempodbError as error:
        yield from map(observed, error.problems)
    except (sqlite3.Error, UnicodeDecodeError) as error:
        yield _unopened(path, error)


def engine(version: tuple[int, int, int]) -> Observation:
    """Return what is to be known of a version of SQLite.

    >>> engine((3, 51, 3)).found.partition(",")[0]
    'SQLite 3.51.3'
    """
    said = f"SQLite {'.'.join(map(str, version))}, in Python {platform.python_version()}"
    if has_wal_fault(version):
        said += "; in write-ahead mode it can damage a file, but a tempodb database is never in that mode"
    return Observation("engine", said)


def has_wal_fault(version: tuple[int, int, int]) -> bool:
    """Return whether a version of SQLite can damage a file in write-ahead mode.

    >>> [has_wal_fault(version) for version in ((3, 40, 1), (3, 44, 6), (3, 50, 6), (3, 51, 3))]
    [True, False, True, False]
    """
    first, mended = WAL_FAULT
    return first <= version < mended and not any(
        version[:2] == line[:2] and version >= line for line in MENDED
    )


def _journal(connection: Connection) -> Observation:
    (mode,) = connection.row("PRAGMA journal_mode")
    connection.execute("PRAGMA synchronous=EXTRA")
    (synchronous,) = connection.row("PRAGMA synchronous")
    if mode not in ("delete", "persist", "truncate") or synchronous not in _SYNCHRONOUS:
        hint = "what is acknowledged may be lost with the power: use another SQLite"
        return Observation("journal", f"this SQLite keeps a journal of the mode {mode}", hint)
    found = f"a rollback journal, written with synchronous={_SYNCHRONOUS[synchronous]}: what was acknowledged survives a loss of power"
    return Observation("journal", found)


def fitness_of(connection: Connection) -> Fitness:
    """Return how large a database is, and how much of that is free."""
    free, pages, page = _pages(connection)
    statistics = "gathered by another program" if _has_statistics(connection) else "none, as it should be"
    return Fitness(pages * page, f"{size_text(free * page)} are free", statistics)


def _pages(connection: Connection) -> tuple[int, int, int]:
    """Return how many pages are free, how many there are, and how many bytes each has."""
    free, pages, size = (
        int(connection.row(f"PRAGMA {name}")[0]) for name in ("freelist_count", "page_count", "page_size")
    )
    return free, pages, size


def _has_statistics(connection: Connection) -> bool:
    sql = "SELECT EXISTS (SELECT 1 FROM sqlite_schema WHERE name = 'sqlite_stat1')"
    return bool(connection.row(sql)[0])


def _idle(connection: Connection) -> Observation:
    free, pages, page = _pages(connection)
    found = f"{size_text(free * page)} of the file are free, of {size_text(pages * page)}"
    if free and connection.row(_ERASED)[0]:
        hint = "after an erasure: write the file anew with tempodb maintain"
        return Observation("compaction", found, hint)
    if free * page > IDLE_BYTES and free > IDLE * pages:
        return Observation("compaction", found, "give the room back with tempodb maintain")
    return Observation("compaction", found)


def _statistics(connection: Connection) -> Observation:
    if not _has_statistics(connection):
        return Observation(
            "statistics", "none, as it should be: the indexes are laid so that SQLite needs none"
        )
    hint = "they mislead SQLite as the database grows: remove them with tempodb maintain"
    return Observation("statistics", "another program had SQLite gather statistics (ANALYZE)", hint)


def _unopened(path: str, error: BaseException) -> Observation:
    """Return the observation that a database cannot be read now."""
    name = getattr(error, "sqlite_errorname", "")
    if name.startswith(("SQLITE_READONLY", "SQLITE_CANTOPEN")) and recognition.is_filled(f"{path}-journal"):
        found = (
            "a program died while it wrote, and what it left unfinished lies in the -journal beside the file"
        )
        return Observation("journal", found, "leave that there: the next question rolls it back")
    return observed(driver.failure(path, error, driver.GLANCE_SECONDS).problems[0])

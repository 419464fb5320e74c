"""The engines that the contract is tried on: another one is a line in `ENGINES`."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import psycopg
import pytest

from postgres_server import new_schema
from tempodb.store.engines.locations import storage
from tempodb.store.engines.port import Storage
from tempodb.store.engines.postgres import failures
from tempodb.store.engines.sqlite import driver
from tempodb.store.engines.sqlite.storage import FileStorage, MemoryStorage


class UnderTest(NamedTuple):
    """An engine: how the place of a new database is made in a folder, and opened as often as is wished.

    `hurry` makes it wait for a lock no longer than a test may; `occupy` makes the place another program's.
    Neither is there for what nobody else can open.
    """

    name: str
    place: Callable[[Path], Callable[[], Storage]]
    hurry: Callable[[pytest.MonkeyPatch], None] | None = None
    occupy: Callable[[Path], None] | None = None


def in_a_file(folder: Path) -> Callable[[], Storage]:
    return lambda: FileStorage(folder / "x.db")


def in_memory(_: Path) -> Callable[[], Storage]:
    storage = MemoryStorage()
    return lambda: storage


def hurry_sqlite(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(driver, "BUSY_SECONDS", 0.2)


def on_a_server(folder: Path) -> Callable[[], Storage]:
    url = new_schema()
    (folder.parent / f"{folder.name}.url").write_text(url)
    return lambda: storage(url)


def hurry_postgres(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(failures, "BUSY_SECONDS", 0.2)


def occupy_schema(folder: Path) -> None:
    url = (folder.parent / f"{folder.name}.url").read_text().replace("+psycopg", "")
    with psycopg.connect(url) as connection:
        connection.execute("CREATE TABLE recipe (id INTEGER PRIMARY KEY, name TEXT)")


def occupy_file(folder: Path) -> None:
    connection = sqlite3.connect(folder / "x.db", isolation_level=None)
    connection.execute("CREATE TABLE recipe (id INTEGER PRIMARY KEY, name TEXT)")
    connection.close()


ENGINES = [
    UnderTest("sqlite-file", in_a_file, hurry_sqlite, occupy_file),
    UnderTest("sqlite-memory", in_memory),
    UnderTest("postgres", on_a_server, hurry_postgres, occupy_schema),
]
SHARED = [engine for engine in ENGINES if engine.hurry is not None]
"""Those of which several may have one database open."""
OCCUPIED = [engine for engine in ENGINES if engine.occupy is not None]
"""Those at whose places another program may have been."""


def named(engine: UnderTest) -> str:
    """Return how a test of an engine is called."""
    return engine.name

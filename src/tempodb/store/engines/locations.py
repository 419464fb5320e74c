"""Where a database lies → the engine that keeps it; and where one lies, whichever keeps it."""

from __future__ import annotations

import os

from tempodb.base.errors import InputError
from tempodb.store.engines.port import Storage
from tempodb.store.engines.sqlite.driver import MEMORY
from tempodb.store.engines.sqlite.recognition import refuse_database
from tempodb.store.engines.sqlite.storage import FileStorage, MemoryStorage

POSTGRESQL = ("postgresql", "postgresql+psycopg", "postgres")
"""How the addresses of PostgreSQL's databases begin."""


def storage(location: str | os.PathLike[str]) -> Storage:
    """Return the storage at *location*: a path, or `:memory:`.

    Raises:
        InputError: the location is empty, or the URL of an engine that this version does not support.

    """
    place = os.fspath(location)
    if not place:
        raise InputError.of("location", "the location of the database is empty", f"name a file, or {MEMORY}")
    if place == MEMORY:
        return MemoryStorage()
    if "://" in place:
        engine, _, rest = place.partition("://")
        if engine in POSTGRESQL:
            return _on_a_server(place)
        if engine != "sqlite":
            engine = place.partition(":")[0]
            message = f"the engine `{engine}` is not supported"
            hint = "name a file, which is a SQLite database, or postgresql+psycopg://…"
            raise InputError.of("engine", message, hint)
        place = rest.removeprefix("/")
        if "://" in place:
            message = f"`{place}` is no file: a URL stands in the URL of the database"
            raise InputError.of("location", message, "name a file, as in sqlite:///posts.db")
        return storage(place)
    return FileStorage(place)


def _on_a_server(url: str) -> Storage:
    # Who has a file needs no driver.
    try:
        from tempodb.store.engines.postgres.storage import PostgresStorage
    except ModuleNotFoundError as error:
        if error.name != "psycopg":
            raise
        message = "a database on a PostgreSQL server needs psycopg, which is not installed"
        raise InputError.of("engine", message, "pip install 'tempodb[postgres]'") from None
    return PostgresStorage(url)


__all__ = ["MEMORY", "refuse_database", "storage"]

"""Where a database lies → the engine that keeps it; and where one lies, whichever keeps it."""

from __future__ import annotations

import os

from tempodb.base.errors import InputError
from tempodb.store.engines.port import Storage
from tempodb.store.engines.sqlite.driver import MEMORY
from tempodb.store.engines.sqlite.recognition import refuse_database
from tempodb.store.engines.sqlite.storage import FileStorage, MemoryStorage


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
        if engine != "sqlite":
            engine = place.partition(":")[0]
            message = f"the engine `{engine}` is not supported"
            raise InputError.of("engine", message, "name a file, which is a SQLite database")
        place = rest.removeprefix("/")
        if "://" in place:
            message = f"`{place}` is no file: a URL stands in the URL of the database"
            raise InputError.of("location", message, "name a file, as in sqlite:///posts.db")
        return storage(place)
    return FileStorage(place)


__all__ = ["MEMORY", "refuse_database", "storage"]

"""A copy of a database as of one moment, made while others go on writing."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing, suppress
from pathlib import Path

from tempodb.errors import InputError, SurroundingsError


def copy(connection: sqlite3.Connection, target: Path) -> None:
    """Write what *connection* reads to a new file, whole or not at all.

    Raises:
        InputError: the file is there already.
        SurroundingsError: it cannot be written.

    """
    if target.exists():
        raise InputError.of("exists", f"`{target}` is there already", "name a new file, or remove that one")
    unfinished = target.with_name(f".{target.name}.{os.getpid()}.tmp")
    try:
        with closing(sqlite3.connect(unfinished, isolation_level=None)) as copied:
            connection.backup(copied)
        _sync(unfinished)
        os.link(unfinished, target)
    except FileExistsError:
        raise InputError.of("exists", f"`{target}` is there already", "name a new file") from None
    except (OSError, sqlite3.Error) as error:
        raise SurroundingsError.of("output", f"`{target}` cannot be written: {error}") from None
    finally:
        with suppress(OSError):
            unfinished.unlink()


def _sync(path: Path) -> None:
    """See to it that a file has arrived on the disk."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())

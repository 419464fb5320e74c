"""A copy of a database as of one moment, in a new file, made while others go on writing."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from tempodb.base.errors import InputError, OperationalError
from tempodb.base.partial_files import unfinished
from tempodb.store.engines.late_failures import Late, unconfirmed


def copy(connection: sqlite3.Connection, target: Path, late: Late) -> None:
    """Write what *connection* reads to a new file for its owner alone, whole or not at all.

    What fails when it is there is told to *late*.

    Raises:
        InputError: the file is there already.
        OperationalError: it cannot be written.

    """
    with new_file(target, late) as making, closing(sqlite3.connect(making, isolation_level=None)) as copied:
        connection.backup(copied)


@contextmanager
def new_file(target: Path, late: Late) -> Iterator[Path]:
    """Give the path at which a database is made in the block, which is then that at *target*.

    Raises:
        InputError: the file is there already.
        OperationalError: it cannot be written.

    """
    if target.exists():
        raise InputError.of("exists", f"`{target}` is there already", "name a new file, or remove that one")
    try:
        with unfinished(target) as making:
            yield making
            _sync(making)
            os.link(making, target)
    except FileExistsError:
        raise InputError.of("exists", f"`{target}` is there already", "name a new file") from None
    except (OSError, sqlite3.Error) as error:
        reason = getattr(error, "strerror", None) or error
        raise OperationalError.of("output", f"`{target}` cannot be written: {reason}") from None
    try:
        _sync(target.parent)
    except OSError as error:
        late(unconfirmed(target, error))


def _sync(path: Path) -> None:
    """See to it that a file, or what a folder lists, has arrived on the disk."""
    if path.is_dir() and os.name == "nt":
        return
    file = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(file)
    finally:
        os.close(file)

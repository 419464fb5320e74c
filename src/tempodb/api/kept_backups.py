"""Backups in a folder, of which the last few are kept: what is removed was written here, and is as it was then."""

from __future__ import annotations

import json
import os
import stat
from contextlib import closing, suppress
from pathlib import Path
from typing import NamedTuple

from tempodb.api.engine import Engine
from tempodb.api.location_names import location_name
from tempodb.api.output_files import unwritable, write_file
from tempodb.base.errors import InputError, Problem
from tempodb.base.progress import Progress
from tempodb.store.engines.locations import storage
from tempodb.store.journal.backups import verified
from tempodb.temporal.instants import instant_text

LIST = "tempodb-backups.json"
"""The file of a folder that lists the backups that were written there."""


class KeptBackup(NamedTuple):
    """A backup that was written: its path, the digest up to which it goes, which are kept now, which were removed."""

    path: Path
    digest: str
    kept: tuple[str, ...]
    removed: tuple[str, ...]


class Listed(NamedTuple):
    """A backup in the list: of which database it is, and by what it is known for the same file still."""

    file: str
    database: str
    size: int
    modified: int


def keep_backup(engine: Engine, folder: Path, keep: int, progress: Progress) -> KeptBackup:
    """Write a verified backup to a *folder*, and remove all but the last *keep* of the same database that are listed there.

    Raises:
        InputError: the folder is none, or its list is none of ours.
        OperationalError: the backup cannot be written, or is not whole.

    """
    listed = _read(folder)
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
    except OSError as error:
        raise unwritable(folder, error) from None
    place = engine.storage.path
    database = place if "://" in place else os.path.realpath(place)
    path = folder / f"{location_name(place)}-{instant_text(engine.clock()).replace(':', '-')}.db"
    engine.late.clear()
    engine.storage.backup(path, engine.late.append, progress)
    digest = _verified(path, progress)
    found = path.stat()
    listed.append(Listed(path.name, database, found.st_size, found.st_mtime_ns))
    # Who is killed from here on has removed nothing that is not listed, and listed nothing that is not whole.
    _write(folder, listed)
    old = [one for one in listed if one.database == database][:-keep]
    removed = tuple(one.file for one in old if _removed(folder, one, engine))
    listed = [one for one in listed if one not in old]
    _write(folder, listed)
    kept = tuple(one.file for one in listed if one.database == database)
    return KeptBackup(path, digest, kept, removed)


def _verified(path: Path, progress: Progress) -> str:
    """Return the digest up to which a backup goes; one that is not whole is removed."""
    try:
        with closing(storage(path)) as copied, copied.snapshot() as snapshot:
            return verified(snapshot, str(path), progress)
    except BaseException:
        with suppress(OSError):
            path.unlink()
        raise


def _removed(folder: Path, one: Listed, engine: Engine) -> bool:
    """Remove a backup that is as it was written, and return whether it was."""
    path = folder / one.file
    try:
        found = path.lstat()
        if not stat.S_ISREG(found.st_mode) or (found.st_size, found.st_mtime_ns) != (one.size, one.modified):
            message = f"`{path}` was changed since it was written, and is not removed"
            engine.late.append(Problem("warning", message, "from now on it is yours"))
            return False
        path.unlink()
    except FileNotFoundError:
        return False
    except OSError as error:
        message = f"`{path}` cannot be removed: {error.strerror or error}"
        engine.late.append(Problem("warning", message, "from now on it is yours"))
        return False
    return True


def _read(folder: Path) -> list[Listed]:
    path = folder / LIST
    try:
        entries = json.loads(path.read_bytes())
        if not isinstance(entries, list):
            raise TypeError("it is no list")
        listed = [Listed(**entry) for entry in entries]
        if elsewhere := [one.file for one in listed if Path(one.file).name != one.file]:
            raise ValueError(f"{elsewhere[0]} lies elsewhere")
        return listed
    except (FileNotFoundError, NotADirectoryError):
        return []
    except (OSError, ValueError, TypeError) as error:
        hint = "move it away: the backups that it listed are then never removed"
        raise InputError.of("list", f"`{path}` is no list of backups: {error}", hint) from None


def _write(folder: Path, listed: list[Listed]) -> None:
    write_file(folder / LIST, json.dumps([one._asdict() for one in listed], indent=1) + "\n")

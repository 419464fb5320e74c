"""What is around the file of a database: who may write it, how much room there is, what killed programs left."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from shutil import disk_usage

from tempodb.base.partial_files import left_behind
from tempodb.base.sizes import size_text
from tempodb.store.engines.observations import ROOM, Observation
from tempodb.store.engines.sqlite.lock_holders import holders


def lying_by(file: Path) -> Iterator[Observation]:
    """Yield what is around the database in a *file*.

    Raises:
        OSError: the system does not tell.

    """
    found = file.stat()
    yield Observation("size", f"`{file}` has {size_text(found.st_size)}")
    yield _room(file, found.st_size)
    yield from _permissions(file, found)
    yield _locks(file)
    yield _litter(file.parent)


def _room(file: Path, size: int) -> Observation:
    free = disk_usage(file.parent).free
    found = f"there is room for {size_text(free)} more on the disk"
    if free >= size + ROOM:
        return Observation("space", found)
    hint = "make some: an erasure, `maintain` and a backup each need as much again as the file has"
    return Observation("space", found, hint)


def _permissions(file: Path, found: os.stat_result) -> Iterator[Observation]:
    """Yield what others may do; of the folder, too: who may write it may put another file in the place of this one."""
    if os.name == "nt":
        return
    mode, folder = stat.S_IMODE(found.st_mode), file.parent.stat()
    shut = mode & stat.S_IWOTH == 0
    hint = None if shut else f"take that from others: chmod o-w '{file}'"
    yield Observation("permissions", f"the file has the mode {mode:04o}: {_who_may(mode)}", hint)
    is_open = folder.st_mode & stat.S_IWOTH and not folder.st_mode & stat.S_ISVTX
    if is_open:
        message = f"everybody on this machine may put another file in its place, in `{file.parent}`"
        yield Observation("permissions", message, f"take that from others: chmod o-w '{file.parent}'")
    if not os.access(file, os.W_OK) or not os.access(file.parent, os.W_OK):
        yield Observation("permissions", "you may ask, and not write: the file or its folder is not yours to")


def _who_may(mode: int) -> str:
    if mode & stat.S_IWOTH:
        return "everybody on this machine may write it"
    if mode & stat.S_IROTH:
        return "everybody on this machine may read it"
    if mode & (stat.S_IRGRP | stat.S_IWGRP):
        return f"its group may {'write' if mode & stat.S_IWGRP else 'read'} it"
    return "nobody but its owner may read it"


def _locks(file: Path) -> Observation:
    found = holders(str(file))
    if not found:
        return Observation("locks", "no other program reads or writes it now")
    said = ", ".join(f"{holder} {'writes' if holder.writes else 'reads'}" for holder in found)
    stopped = [holder.process for holder in found if holder.is_stopped]
    if not stopped:
        return Observation("locks", said)
    hint = f"it was stopped, and lets nobody write: go on with `kill -CONT {stopped[0]}`, or end it"
    return Observation("locks", said, hint)


def _litter(folder: Path) -> Observation:
    left: list[Path] = []
    with suppress(OSError):
        left = left_behind(folder)
    if not left:
        return Observation("litter", "no killed program left a file behind")
    some = " ".join(f"'{file}'" for file in left[:5])
    found = f"killed programs left {len(left)} file{'s' if len(left) > 1 else ''} in the making"
    return Observation("litter", found, f"nobody needs them: rm -r {some}")

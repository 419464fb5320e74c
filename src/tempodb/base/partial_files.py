"""Files and folders in the making: each for its owner alone, and beside the one whose place it takes when it is whole."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from shutil import rmtree
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

if os.name != "nt":
    import fcntl

PRIVATE = 0o600
_ENDING = r"\.[0-9a-f]{16}\.tmp"
_MADE = re.compile(rf"\..+{_ENDING}")
"""How the names begin of what is in the making, whatever it is, and of what lies beside it."""


@contextmanager
def unfinished(path: Path) -> Iterator[Path]:
    """Yield the path of a new, empty file beside *path*, which is gone at the end if it was not moved away.

    What killed processes left of theirs is cleared away before: a file in the making is locked, and a
    lock ends with its process.

    Raises:
        OSError: there can be no such file.

    """
    _clear(path)
    making, lock = _made(path)
    try:
        yield making
    finally:
        _remove(making)
        os.close(lock)


@contextmanager
def unfinished_folder(path: Path) -> Iterator[Path]:
    """Yield the path of a new folder beside *path*, which is gone at the end if it was not moved away.

    What killed processes left of theirs is cleared away before, as it is of files.

    Raises:
        OSError: there can be no such folder.

    """
    left = _left_of(path)
    with suppress(OSError):
        for other in [other for other in path.parent.iterdir() if left.fullmatch(other.name)]:
            _clear_folder(other)
    making, lock = _made_folder(path)
    try:
        yield making
    finally:
        rmtree(making, ignore_errors=True)
        os.close(lock)


def left_behind(folder: Path) -> list[Path]:
    """Return what killed processes left in a folder of theirs in the making, and of what they kept beside it.

    Nothing is changed; where files cannot be locked, nothing is found.

    Raises:
        OSError: the folder cannot be read.

    """
    made = {path: match[0] for path in folder.iterdir() if (match := _MADE.match(path.name))}
    return sorted(path for path, name in made.items() if _has_locks() and not _is_in_use(folder / name))


def make_private(path: Path) -> None:
    """Make an empty file for its owner alone, unless there is one; what cannot be made is left to whoever opens it."""
    with suppress(OSError, ValueError, RuntimeError):
        os.close(os.open(path.resolve(), os.O_WRONLY | os.O_CREAT | os.O_EXCL, PRIVATE))


def _made(path: Path) -> tuple[Path, int]:
    while True:
        making = _name_for(path)
        lock = os.open(making, os.O_RDWR | os.O_CREAT | os.O_EXCL, PRIVATE)
        if not _has_locks():
            os.close(lock)
            return making, os.open(os.devnull, os.O_RDONLY)
        # Whoever clears away may have found it before it was locked.
        if _locked(lock) and making.exists():
            return making, lock
        os.close(lock)


def _made_folder(path: Path) -> tuple[Path, int]:
    while True:
        making = _name_for(path)
        making.mkdir(0o700)
        if not _has_locks():
            return making, os.open(os.devnull, os.O_RDONLY)
        # Whoever clears away may have found it before it was locked.
        with suppress(FileNotFoundError):
            lock = os.open(making, os.O_RDONLY | os.O_DIRECTORY)
            if _locked(lock) and making.exists():
                return making, lock
            os.close(lock)


def _clear_folder(other: Path) -> None:
    if _has_locks():
        with suppress(OSError):
            lock = os.open(other, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
            try:
                if _locked(lock):
                    rmtree(other, ignore_errors=True)
            finally:
                os.close(lock)


def _name_for(path: Path) -> Path:
    return path.with_name(f".{path.name}.{os.urandom(8).hex()}.tmp")


def _left_of(path: Path) -> re.Pattern[str]:
    """Return what the names are like that `_name_for` gives."""
    return re.compile(rf"\.{re.escape(path.name)}{_ENDING}")


def _is_in_use(making: Path) -> bool:
    """Return whether somebody still makes it; what is gone, nobody makes."""
    try:
        # Of what is empty, its maker may be about to take the lock.
        if not (any(making.iterdir()) if making.is_dir() else making.stat().st_size):
            return True
        file = os.open(making, os.O_RDONLY | os.O_NOFOLLOW)
    except FileNotFoundError:
        return False
    except OSError:
        return True
    try:
        return not _locked(file)
    finally:
        os.close(file)


def _clear(path: Path) -> None:
    left = _left_of(path)
    with suppress(OSError):
        for other in [other for other in path.parent.iterdir() if left.fullmatch(other.name)]:
            with suppress(OSError):
                file = os.open(other, os.O_RDWR)
                try:
                    if _has_locks() and _locked(file):
                        _remove(other)
                finally:
                    os.close(file)


def _has_locks() -> bool:
    """Return whether files can be locked; Windows lets no file be moved that is open."""
    return os.name != "nt"


def _locked(file: int) -> bool:
    """Lock a file, and return whether that was possible."""
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _remove(path: Path) -> None:
    """Remove a file in the making, and what its maker keeps beside it under names that begin alike."""
    with suppress(OSError):
        path.unlink()
    with suppress(OSError):
        for beside in [other for other in path.parent.iterdir() if other.name.startswith(path.name)]:
            with suppress(OSError):
                beside.unlink()

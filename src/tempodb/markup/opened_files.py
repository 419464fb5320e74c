"""Files that are read: opened so that nothing can hang."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from tempodb.base.errors import DatasetError, Problem
from tempodb.base.near_files import file_hint
from tempodb.base.opening import without_waiting
from tempodb.markup.shown_texts import in_backticks, visible

if TYPE_CHECKING:
    from io import BufferedReader

MAX_DATASET_BYTES = 64 * 1024 * 1024
"""How many bytes a dataset file may have."""
_AT_ONCE = 256 * 1024
"""How many bytes lie near to the processor, between being read and being taken."""


@contextmanager
def file_opened(path: str | os.PathLike[str]) -> Iterator[tuple[str, BufferedReader]]:
    """Open the ordinary file at *path*, of which nothing is read yet; with it comes what it is called in errors.

    Raises:
        DatasetError: it is none, or cannot be read.

    """
    file = visible(str(path))
    try:
        with _stream(path, file) as stream:
            if not stat.S_ISREG(os.fstat(stream.fileno()).st_mode):
                message = f"{in_backticks(str(path))} is no ordinary file"
                raise file_refusal(file, "no-file", message, "copy what it gives to a file")
            yield file, stream
    except OSError as error:
        raise _unreadable(path, file, error) from None


def _stream(path: str | os.PathLike[str], file: str) -> BufferedReader:
    try:
        return open(path, "rb", opener=without_waiting)
    except FileNotFoundError:
        # Few files are looked for in vain.
        from pathlib import Path

        message = f"there is no file {in_backticks(str(path))}"
        raise file_refusal(file, "no-file", message, file_hint(Path(path))) from None
    except IsADirectoryError:
        message = f"{in_backticks(str(path))} is a folder"
        raise file_refusal(file, "no-file", message, "name a file in it") from None
    except ValueError as error:
        raise _unreadable(path, file, error) from None


def _unreadable(path: str | os.PathLike[str], file: str, error: OSError | ValueError) -> DatasetError:
    reason = (getattr(error, "strerror", None) or str(error)).lower()
    message = f"{in_backticks(str(path))} cannot be read: {reason}"
    return file_refusal(file, "no-file", message, "look at its name and rights")


def read_through(path: str | os.PathLike[str], take: Callable[[memoryview], object]) -> None:
    """Hand the bytes of the dataset file at *path* to *take* in pieces, each of which is gone with the next.

    Raises:
        DatasetError: it cannot be read, is too large, or no ordinary file.

    """
    with file_opened(path) as (file, stream):
        # A dataset is not held in memory for this, and what is read is at hand when it is taken.
        piece = memoryview(bytearray(_AT_ONCE))
        size = os.fstat(stream.fileno()).st_size
        read = 0
        while size <= MAX_DATASET_BYTES and (count := stream.readinto(piece)):
            take(piece[:count])
            read += count
            size = max(size, read)
    if size > MAX_DATASET_BYTES:
        raise too_large(path, file)


def too_large(path: str | os.PathLike[str], file: str) -> DatasetError:
    """Return the error of a dataset file that has more bytes than one may have."""
    message = f"{in_backticks(str(path))} has more than {MAX_DATASET_BYTES // 1024**2} MiB"
    return file_refusal(file, "too-large", message, "split it into several datasets")


def file_refusal(file: str, code: str, message: str, hint: str) -> DatasetError:
    """Return the error that a file as a whole is refused by."""
    return DatasetError(Problem(code, message, hint, file=file))

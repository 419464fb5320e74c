"""The bytes of a file that is read: opened so that nothing can hang, and as UTF-8."""

from __future__ import annotations

import os
import stat
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, NamedTuple

from tempodb.base.errors import DatasetError, Problem
from tempodb.base.near_files import file_hint
from tempodb.base.opening import without_waiting
from tempodb.markup.tree import Place, in_backticks, problem_at, visible

MAX_DATASET_BYTES = 64 * 1024 * 1024
"""How many bytes a dataset file may have."""

_OTHER_STARTS = {
    BOM_UTF16_LE: "save it as UTF-8, not UTF-16",
    BOM_UTF16_BE: "save it as UTF-8, not UTF-16",
    b"\x1f\x8b": "uncompress it first",
}


class Content(NamedTuple):
    """The bytes of a file, and what it is called in errors."""

    path: Path
    file: str
    data: bytes

    @property
    def suffix(self) -> str:
        """The end of its name, by which its format is known."""
        return self.path.suffix.lower()

    @property
    def text(self) -> str:
        """The text, which is UTF-8.

        Raises:
            DatasetError: it is none.

        """
        content = self.data.removeprefix(BOM_UTF8)
        try:
            return content.decode("utf-8")
        except UnicodeDecodeError as error:
            before = content[: error.start].decode("utf-8")
            column = len(before) - before.rfind("\n")
            place = Place(self.file, before.count("\n") + 1, column, len(before), 1)
            raise DatasetError(undecodable(content, error.start, place)) from None

    def refusal(self, code: str, message: str, hint: str) -> DatasetError:
        """Return the error that the file as a whole is refused by."""
        return DatasetError(Problem(code, message, hint, file=self.file))


def undecodable(data: bytes, at: int, place: Place) -> Problem:
    """Return what is wrong with bytes of which one is no UTF-8."""
    hints = (hint for start, hint in _OTHER_STARTS.items() if data.startswith(start))
    message = f"the byte 0x{data[at]:02x} is no UTF-8"
    return problem_at(place, "encoding", message, next(hints, "save it as UTF-8"))


def content_of(path: Path) -> Content:
    """Return the content of the dataset file at *path*.

    Raises:
        DatasetError: it cannot be read, is too large, or no ordinary file.

    """
    with file_opened(path) as (read, stream):
        size = os.fstat(stream.fileno()).st_size
        data = stream.read(size + 1) if size <= MAX_DATASET_BYTES else b""
        if len(data) > size:
            # It has grown since, or only says that it is empty.
            data += stream.read(MAX_DATASET_BYTES + 1 - len(data))
    if size > MAX_DATASET_BYTES or len(data) > MAX_DATASET_BYTES:
        message = f"{in_backticks(str(path))} has more than {MAX_DATASET_BYTES // 1024**2} MiB"
        raise read.refusal("too-large", message, "split it into several datasets")
    return read._replace(data=data)


@contextmanager
def file_opened(path: Path) -> Iterator[tuple[Content, IO[bytes]]]:
    """Open the ordinary file at *path*, of which nothing is read yet.

    Raises:
        DatasetError: it is none, or cannot be read.

    """
    read = Content(path, visible(str(path)), b"")
    name = in_backticks(str(path))
    try:
        with _stream(read, name) as stream:
            if not stat.S_ISREG(os.fstat(stream.fileno()).st_mode):
                raise read.refusal("no-file", f"{name} is no ordinary file", "copy what it gives to a file")
            yield read, stream
    except OSError as error:
        raise _unreadable(read, name, error) from None


def _stream(read: Content, name: str) -> IO[bytes]:
    try:
        return open(read.path, "rb", opener=without_waiting)
    except FileNotFoundError:
        raise read.refusal("no-file", f"there is no file {name}", file_hint(read.path)) from None
    except IsADirectoryError:
        raise read.refusal("no-file", f"{name} is a folder", "name a file in it") from None
    except ValueError as error:
        raise _unreadable(read, name, error) from None


def _unreadable(read: Content, name: str, error: OSError | ValueError) -> DatasetError:
    reason = (getattr(error, "strerror", None) or str(error)).lower()
    return read.refusal("no-file", f"{name} cannot be read: {reason}", "look at its name and rights")

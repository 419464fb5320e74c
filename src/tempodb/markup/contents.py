"""The bytes of a file that is read, and as UTF-8."""

from __future__ import annotations

import os
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from pathlib import Path
from typing import NamedTuple

from tempodb.base.errors import DatasetError, Problem
from tempodb.markup.opened_files import MAX_DATASET_BYTES, file_opened, file_refusal, too_large
from tempodb.markup.tree import Place, problem_at

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
        return file_refusal(self.file, code, message, hint)


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
    with file_opened(path) as (file, stream):
        size = os.fstat(stream.fileno()).st_size
        data = stream.read(size + 1) if size <= MAX_DATASET_BYTES else b""
        if len(data) > size:
            # It has grown since, or only says that it is empty.
            data += stream.read(MAX_DATASET_BYTES + 1 - len(data))
    if size > MAX_DATASET_BYTES or len(data) > MAX_DATASET_BYTES:
        raise too_large(path, file)
    return Content(path, file, data)

"""Files that are read and written whole."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from tempodb.errors import InputError, Problem, Span, SurroundingsError, TempodbError

if TYPE_CHECKING:
    from pathlib import Path


def file_text(path: str) -> str:
    """Return the text of a file, which is UTF-8, its lines as they end there.

    Raises:
        InputError: it cannot be read, or is something else than text.

    """
    from pathlib import Path

    try:
        data = Path(path).read_bytes()
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise InputError.of("no-file", f"`{path}` cannot be read: {reason.lower()}") from None
    return decoded(data, path)


def decoded(data: bytes, name: str) -> str:
    """Return the text that a file of that *name* holds.

    Raises:
        InputError: it is no UTF-8.

    """
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        read = error.object[: error.start].decode("utf-8-sig")
        problem = Problem(
            "encoding", f"the byte {error.object[error.start]:#04x} is no UTF-8", "save it as UTF-8"
        )
        raise InputError(problem.at(read, Span(len(read), len(read)), name)) from None


def write_file(path: Path, content: str | bytes) -> None:
    """Write a whole file or leave what is there.

    Raises:
        SurroundingsError: it cannot be written.

    """
    data = content.encode() if isinstance(content, str) else content
    path = path.resolve()
    try:
        if path.exists() and not path.is_file():
            # What is no plain file, such as /dev/null, must not be replaced by one.
            path.write_bytes(data)
            return
        unfinished = path.with_name(f".{path.name}.{os.getpid()}.tmp")
        unfinished.write_bytes(data)
        unfinished.replace(path)
    except (OSError, ValueError) as error:
        raise _unwritable(path, error) from None


def append_file(path: Path, content: str) -> None:
    """Write at the end of a file, which is made if there is none.

    Raises:
        SurroundingsError: it cannot be written.

    """
    try:
        with path.open("a", encoding="utf-8") as file:
            file.write(content)
    except (OSError, ValueError) as error:
        raise _unwritable(path, error) from None


def _unwritable(path: Path, error: OSError | ValueError) -> TempodbError:
    reason = getattr(error, "strerror", None) or str(error)
    return SurroundingsError.of("output", f"`{path}` cannot be written: {reason}")

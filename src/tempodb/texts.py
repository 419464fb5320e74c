"""Files that are read and written whole."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from tempodb.errors import InputError, SurroundingsError, TempodbError

if TYPE_CHECKING:
    from pathlib import Path


def file_text(path: str) -> str:
    """Return the text of a file, which is UTF-8.

    Raises:
        InputError: it cannot be read.

    """
    from pathlib import Path

    try:
        return Path(path).read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise InputError.of("encoding", f"`{path}` is no UTF-8", "save it as UTF-8") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise InputError.of("no-file", f"`{path}` cannot be read: {reason.lower()}") from None


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

"""What is written to files for a user: whole or at the end, and never over a database."""

from __future__ import annotations

import os
from typing import IO, TYPE_CHECKING

from tempodb.base.errors import InputError, OperationalError, TempodbError
from tempodb.base.opening import without_waiting
from tempodb.base.partial_files import make_private, unfinished
from tempodb.store.engines.locations import refuse_database

if TYPE_CHECKING:
    from pathlib import Path


def means_folder(path: str) -> bool:
    """Return whether what is to be written there is a folder: the name ends as those do, or there is one."""
    return path.endswith(("/", os.sep)) or os.path.isdir(path)  # noqa: PTH112 - a name may be none


def write_file(path: Path, content: str | bytes) -> None:
    """Write a whole file or leave what is there; a file that is replaced hands on who may read and write it.

    A new one is for its owner alone.

    Raises:
        InputError: the content is no text that could be written.
        OperationalError: it cannot be written.

    """
    data = _encoded(content) if isinstance(content, str) else content
    try:
        if path.exists() and not path.is_file():
            # What is no plain file, such as /dev/null, must not be replaced by one.
            with _opened(path, os.O_WRONLY) as file:
                file.write(data)
        else:
            refuse_database(path)
            _replace(path.resolve(), data)
    except (OSError, ValueError, RuntimeError) as error:
        raise unwritable(path, error) from None


def _opened(path: Path, flags: int) -> IO[bytes]:
    """Open a file to be written; a FIFO that nobody reads is an error."""
    file = without_waiting(str(path), flags)
    os.set_blocking(file, True)
    return os.fdopen(file, "wb")


def _replace(path: Path, data: bytes) -> None:
    with unfinished(path) as making:
        making.write_bytes(data)
        if path.exists():
            making.chmod(path.stat().st_mode)
        making.replace(path)


def append_file(path: Path, content: str) -> None:
    """Write at the end of a file, which is made if there is none.

    Raises:
        InputError: the content is no text that could be written.
        OperationalError: it cannot be written.

    """
    data = _encoded(content)
    try:
        refuse_database(path)
        make_private(path)
        with _opened(path, os.O_WRONLY | os.O_APPEND) as file:
            file.write(data)
    except (OSError, ValueError, RuntimeError) as error:
        raise unwritable(path, error) from None


def _encoded(content: str) -> bytes:
    try:
        return content.encode()
    except UnicodeEncodeError as error:
        message = f"the text to be written holds U+{ord(content[error.start]):04X}, which is no character"
        raise InputError.of("character", message, "remove it") from None


def unwritable(path: Path, error: OSError | ValueError | RuntimeError) -> TempodbError:
    """Return the error of what cannot be written."""
    reason = getattr(error, "strerror", None) or str(error).lower()
    hint = "make its folder first" if isinstance(error, FileNotFoundError) else None
    return OperationalError.of("output", f"`{path}` cannot be written: {reason}", hint)

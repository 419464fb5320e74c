"""Files that are read and written whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tempodb.errors import InputError, Problem, Span, SurroundingsError, TempodbError
from tempodb.unfinished import make_private, unfinished

if TYPE_CHECKING:
    from pathlib import Path


DATABASE = b"SQLite format 3\0"
"""How a database begins, https://www.sqlite.org/fileformat.html#magic_header_string."""


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
    """Write a whole file or leave what is there; a file that is replaced hands on who may read and write it.

    A new one is for its owner alone.

    Raises:
        InputError: the content is no text that could be written.
        SurroundingsError: it cannot be written.

    """
    data = _encoded(content) if isinstance(content, str) else content
    try:
        path = path.resolve()
        if path.exists() and not path.is_file():
            # What is no plain file, such as /dev/null, must not be replaced by one.
            path.write_bytes(data)
        else:
            _refuse_database(path)
            _replace(path, data)
    except (OSError, ValueError, RuntimeError) as error:
        raise _unwritable(path, error) from None


def _refuse_database(path: Path) -> None:
    """Refuse to write over a database, the one that is asked or another."""
    if path.is_file():
        with path.open("rb") as file:
            if file.read(len(DATABASE)) == DATABASE:
                raise InputError.of("output", f"`{path}` is a database", "name another file")


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
        SurroundingsError: it cannot be written.

    """
    data = _encoded(content)
    try:
        _refuse_database(path)
        make_private(path)
        with path.open("ab") as file:
            file.write(data)
    except (OSError, ValueError) as error:
        raise _unwritable(path, error) from None


def _encoded(content: str) -> bytes:
    try:
        return content.encode()
    except UnicodeEncodeError as error:
        message = f"the text to be written holds U+{ord(content[error.start]):04X}, which is no character"
        raise InputError.of("character", message, "remove it") from None


def _unwritable(path: Path, error: OSError | ValueError | RuntimeError) -> TempodbError:
    reason = getattr(error, "strerror", None) or str(error).lower()
    return SurroundingsError.of("output", f"`{path}` cannot be written: {reason}")

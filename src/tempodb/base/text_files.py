"""Texts of files and streams: read whole or part by part, and written whole."""

from __future__ import annotations

import os
import stat
from codecs import getincrementaldecoder
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import IO, TYPE_CHECKING

from tempodb.base.database_files import BESIDE, DATABASE
from tempodb.base.errors import InputError, OperationalError, Problem, Span, TempodbError
from tempodb.base.excerpts import TextPosition
from tempodb.base.opening import without_waiting
from tempodb.base.partial_files import make_private, unfinished

if TYPE_CHECKING:
    from pathlib import Path


MAX_TEXT_BYTES = 16 * 1024 * 1024
"""How many bytes a text may have that is read whole."""
PART = 64 * 1024
"""How many bytes are read at once of a text that is not."""
HANDED_OVER = ("/dev/fd/", "/dev/stdin", "/proc/self/fd/")
"""What a shell opens and hands over, `<(…)` among it: somebody is at the other end."""


def file_text(path: str) -> str:
    """Return the text of a file, which is UTF-8, its lines as they end there.

    Raises:
        InputError: it cannot be read, is too large, or is something else than text.

    """
    with opened(path) as stream:
        return stream_text(stream, path)


def opened(path: str) -> IO[bytes]:
    """Return a file that is open to be read: one that waits for nobody, and no device.

    Raises:
        InputError: it cannot be read.

    """
    is_handed_over = path.startswith(HANDED_OVER)
    with _readable(path), ExitStack() as stack:
        opener = None if is_handed_over else without_waiting
        stream = stack.enter_context(open(path, "rb", opener=opener))
        if not is_handed_over and not stat.S_ISREG(os.fstat(stream.fileno()).st_mode):
            from shlex import quote

            hint = f"give what comes out of it to standard input: … - < {quote(path)}"
            raise InputError.of("no-file", f"`{path}` is no ordinary file", hint)
        stack.pop_all()
        return stream


@contextmanager
def _readable(name: str) -> Iterator[None]:
    try:
        yield
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise InputError.of("no-file", f"`{name}` cannot be read: {reason.lower()}") from None


def stream_text(stream: IO[bytes], name: str) -> str:
    """Return the text that comes from a stream of that *name*.

    Raises:
        InputError: it is no UTF-8, or too large.

    """
    data = stream.read(MAX_TEXT_BYTES + 1)
    if len(data) > MAX_TEXT_BYTES:
        message = f"`{name}` has more than {MAX_TEXT_BYTES // 1024**2} MiB"
        raise InputError.of("too-long", message, "split it into several files")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _misspelt(error, TextPosition(), name) from None


def text_parts(stream: IO[bytes], name: str) -> Iterator[str]:
    """Yield the text that comes from a stream of that *name*, part by part as it comes.

    Raises:
        InputError: it is no UTF-8, or cannot be read.

    """
    decoder, place, data = getincrementaldecoder("utf-8-sig")(), TextPosition(), b"-"
    while data:
        with _readable(name):
            data = stream.read1(PART)  # type: ignore[attr-defined]
        try:
            part = decoder.decode(data, final=not data)
        except UnicodeDecodeError as error:
            yield error.object[: error.start].decode()
            raise _misspelt(error, place, name) from None
        yield part
        place = place.after(part)


def _misspelt(error: UnicodeDecodeError, place: TextPosition, name: str) -> InputError:
    """Return what is said of bytes that are no UTF-8, some of which could be read after *place*."""
    read = error.object[: error.start].decode("utf-8-sig")
    message = f"the byte {error.object[error.start]:#04x} is no UTF-8"
    problem = Problem("encoding", message, "save it as UTF-8").at(read, Span(len(read), len(read)), name)
    return InputError(place.of(problem, read, name))


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
        raise _unwritable(path, error) from None


def _opened(path: Path, flags: int) -> IO[bytes]:
    """Open a file to be written; a FIFO that nobody reads is an error."""
    file = without_waiting(str(path), flags)
    os.set_blocking(file, True)
    return os.fdopen(file, "wb")


def refuse_database(path: Path) -> None:
    """Refuse to write over a database, the one that is asked or another, or over what SQLite keeps beside it.

    Raises:
        InputError: the path is that of one.

    """
    path = path.resolve()
    if _is_database(path):
        raise InputError.of("output", f"`{path}` is a database", "name another file")
    for suffix in BESIDE:
        if path.name.endswith(suffix) and _is_database(path.with_name(path.name.removesuffix(suffix))):
            raise InputError.of("output", f"`{path}` is where a database keeps its own", "name another file")


def _is_database(path: Path) -> bool:
    if not path.is_file():
        return False
    with path.open("rb") as file:
        return file.read(len(DATABASE)) == DATABASE


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
        raise _unwritable(path, error) from None


def _encoded(content: str) -> bytes:
    try:
        return content.encode()
    except UnicodeEncodeError as error:
        message = f"the text to be written holds U+{ord(content[error.start]):04X}, which is no character"
        raise InputError.of("character", message, "remove it") from None


def _unwritable(path: Path, error: OSError | ValueError | RuntimeError) -> TempodbError:
    reason = getattr(error, "strerror", None) or str(error).lower()
    return OperationalError.of("output", f"`{path}` cannot be written: {reason}")

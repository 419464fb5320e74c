"""Texts of files and streams, read whole or part by part."""

from __future__ import annotations

import os
import stat
from codecs import BOM_UTF8, getincrementaldecoder
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import IO

from tempodb.base.errors import InputError, Problem, Span
from tempodb.base.excerpts import TextPosition
from tempodb.base.opening import without_waiting

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
        return data.removeprefix(BOM_UTF8).decode()
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

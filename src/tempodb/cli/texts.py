"""The texts that commands read, which are UTF-8 whatever the locale says, and where those they make go."""

from __future__ import annotations

from typing import TextIO

from tempodb.cli.output import Output, write_file
from tempodb.errors import InputError, Problem, Span

STANDARD_INPUT = "-"
"""What stands for standard input where a file is named."""


def file_text(path: str) -> str:
    """Return the text of a file, its lines as they end there.

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


def stream_text(stream: TextIO | None) -> str:
    """Return what is on standard input.

    Raises:
        InputError: it is closed, or something else than text.

    """
    if stream is None:
        raise InputError.of("input", "standard input is closed", "give the query as an argument")
    return decoded(stream.buffer.read(), "<stdin>")


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


def deliver(content: str | bytes, path: str | None, output: Output) -> None:
    """Write a result to the file at *path*, else where results go."""
    if path is None:
        output.write(content)
    else:
        from pathlib import Path

        write_file(Path(path), content)

"""The texts that commands read, and where the ones they make go."""

from __future__ import annotations

from typing import TextIO

from tempodb.cli.output import Output
from tempodb.errors import InputError
from tempodb.texts import write_file


def text_of(stream: TextIO | None) -> str:
    """Return what is on standard input, which is UTF-8 whatever the locale says.

    Raises:
        InputError: it is closed, or something else.

    """
    if stream is None:
        raise InputError.of("input", "standard input is closed", "give the query as an argument")
    try:
        return stream.buffer.read().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        place = f"the byte at {error.start}"
        raise InputError.of(
            "encoding", f"standard input is no UTF-8: {place} is not", "save it as UTF-8"
        ) from None


def deliver(content: str | bytes, path: str | None, output: Output) -> None:
    """Write a result to the file at *path*, else where results go."""
    if path is None:
        output.write(content)
    else:
        from pathlib import Path

        write_file(Path(path), content)

"""The texts that commands read, which are UTF-8 whatever the locale says, and where those they make go."""

from __future__ import annotations

from typing import IO, TextIO

from tempodb.base.errors import InputError
from tempodb.cli.output import Output

STANDARD_INPUT = "-"
"""What stands for standard input where a file is named."""


def standard_input(stream: TextIO | None) -> IO[bytes]:
    """Return standard input.

    Raises:
        InputError: it is closed.

    """
    if stream is None:
        raise InputError.of("input", "standard input is closed", "give the query as an argument")
    return stream.buffer


def deliver(content: str | bytes, path: str | None, output: Output) -> None:
    """Write a result to the file at *path*, else where results go."""
    if path is None:
        output.write(content)
    else:
        from pathlib import Path

        from tempodb.api.output_files import write_file

        write_file(Path(path), content)

"""A terminal that knows no control sequences, such as one inside an editor."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO

from prompt_toolkit.application import create_app_session
from prompt_toolkit.output.plain_text import PlainTextOutput
from prompt_toolkit.utils import is_dumb_terminal

from tempodb.base.printable import printable_lines


class PlainTerminal(PlainTextOutput):
    """Writes what is typed, in which nothing can control what is seen."""

    def write(self, data: str) -> None:
        """Write a text."""
        super().write(printable_lines(data))


@contextmanager
def plainly(stream: TextIO) -> Iterator[None]:
    """Let prompts be written to *stream* as they are, if that is all that its terminal can show."""
    if not is_dumb_terminal():
        yield
        return
    with create_app_session(output=PlainTerminal(stream)):
        yield

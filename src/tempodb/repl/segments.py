"""What was typed or pasted, or stands in a script: statements, and commands to the REPL among them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_COMMAND = re.compile(r"[.\\]\S|(?:tour|source)(?:\s|$)|(?:help|quit|exit)\s*;?\s*$", re.IGNORECASE)


class Segment(NamedTuple):
    """Lines that are one command, or statements; `start` is where they begin in the whole text."""

    text: str
    start: int
    is_command: bool


def segments(text: str) -> Iterator[Segment]:
    """Yield the commands of *text*, a line each, and what stands between them.

    A command begins its line with a dot or a backslash; some words do without.

    >>> [segment.text for segment in segments(".timing on\\nmembers\\nas of 2006")]
    ['.timing on', 'members\\nas of 2006']
    """
    begun, at = 0, 0
    for line in text.splitlines(keepends=True):
        if is_command(line):
            if text[begun:at].strip():
                yield Segment(text[begun:at], begun, False)
            yield Segment(line.strip(), at, True)
            begun = at + len(line)
        at += len(line)
    if text[begun:].strip():
        yield Segment(text[begun:], begun, False)


def is_command(line: str) -> bool:
    """Return whether a line is a command to the REPL."""
    return _COMMAND.match(line.lstrip()) is not None

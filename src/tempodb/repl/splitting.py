"""What was typed or pasted, or stands in a script: statements, and commands to the REPL among them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from tempodb.base.excerpts import TextPosition
from tempodb.language_service.statements import (
    BLANK,
    LEXEME,
    LOOKAHEAD,
    MAX_STATEMENT_LENGTH,
    endless,
    is_ended,
    split_statements,
)

_SIGNED = re.compile(r"[.\\][a-zA-Z?]|[.\\]\s*$")
_COMMAND_LINE = re.compile(r"^[^\S\n]*[.\\][a-zA-Z?]", re.MULTILINE)
_LINE_END = re.compile(r"[^\S\n]*\n")
_BARE = re.compile(r"(?:tour|source|help)(?:\s|;|$)|(?:quit|exit)\s*;?\s*$", re.IGNORECASE)


MAX_DOTLESS_SEARCH = 4096
"""Characters of a text in which a word that does without a dot is looked for: no line by line search in more."""


class Segment(NamedTuple):
    """Lines that are one command, or statements; `start` is where they begin in the whole text."""

    text: str
    start: int
    is_command: bool


def portions(parts: Iterable[str], file: str) -> Iterator[tuple[str, TextPosition]]:
    r"""Yield a script that comes in parts in portions, and where each begins: with a statement, or a command.

    >>> [text for text, _ in portions(["names;\n.x o", "n\nmembers"], "x.tql")]
    ['names;\n.x on\nmembers']

    Raises:
        QueryError: a statement is much longer than one may be.

    """
    kept, place = "", TextPosition()
    for part in parts:
        kept += part
        end = _ended(kept) if len(kept) >= LOOKAHEAD else 0
        if end:
            yield kept[:end], place
            place, kept = place.after(kept[:end]), kept[end:]
        if len(kept) > MAX_STATEMENT_LENGTH:
            raise endless(kept, place, file)
    yield kept, place


def _ended(text: str) -> int:
    """Return up to where *text* has ended, whatever comes after it: behind the line of a `;`, or of a command."""
    blank = BLANK.match(text)
    ends = [text.rfind("\n", 0, blank.end()) + 1 if blank else 0]
    ends += [
        after.end()
        for sign in LEXEME.finditer(text)
        if sign["end"] and (after := _LINE_END.match(text, sign.end()))
    ]
    ends += [text.find("\n", line.end()) + 1 or line.start() for line in _COMMAND_LINE.finditer(text)]
    return max(ends)


def segments(text: str) -> Iterator[Segment]:
    """Yield the commands of *text*, a line each, and what stands between them.

    A command begins its line with a dot or a backslash. Some words do without, where no statement is
    being written: `source` may go on with one.

    >>> [segment.text for segment in segments(".timing on\\nmembers\\nas of 2006")]
    ['.timing on', 'members\\nas of 2006']
    """
    begun, at = 0, 0
    for line in re.findall(r"[^\n]*\n|[^\n]+", text):
        if _SIGNED.match(line.lstrip()) or (_BARE.match(line.lstrip()) and _is_over(text[begun:at])):
            if text[begun:at].strip():
                yield Segment(text[begun:at], begun, False)
            yield Segment(line.strip(), at + len(line) - len(line.lstrip()), True)
            begun = at + len(line)
        at += len(line)
    if text[begun:].strip():
        yield Segment(text[begun:], begun, False)


def segment_at(text: str, place: int) -> Segment:
    """Return the segment of *text* that is being written at *place*; between others, an empty one.

    >>> segment_at(".timing on\\nmembers", 14).text, segment_at(".timing \\nmembers", 8).text
    ('members', '.timing')
    """
    for segment in segments(text):
        end = segment.start + len(segment.text)
        if segment.is_command:
            # Blanks behind a command are where its next word will stand.
            while text.startswith((" ", "\t"), end):
                end += 1
        if segment.start <= place <= end:
            return segment
    return Segment("", place, False)


def parameter_names(text: str) -> Sequence[str]:
    """Return the names of the parameters of statements, in their order.

    >>> parameter_names("members of :x as of :y; count members of :x")
    ['x', 'y']
    """
    return list(dict.fromkeys(name for piece in split_statements(text) for name in sorted(piece.names)))


def _is_over(text: str) -> bool:
    """Return whether no statement of *text* could go on in another line."""
    return len(text) <= MAX_DOTLESS_SEARCH and (is_ended(text) or not any(split_statements(text)))

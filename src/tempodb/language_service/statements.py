"""Where each statement of a text begins and ends: between the `;` that are in no quotes and no comment."""

from __future__ import annotations

from tempodb.base.errors import Span
from tempodb.tql.lexemes import BLANK, LEXEME
from tempodb.tql.split import (
    LOOKAHEAD,
    MAX_STATEMENT_LENGTH,
    endless,
    split_statements,
    stream_statements,
)

__all__ = [
    "BLANK",
    "LEXEME",
    "LOOKAHEAD",
    "MAX_STATEMENT_LENGTH",
    "endless",
    "is_ended",
    "is_quiet",
    "split_statements",
    "statement_at",
    "stream_statements",
]


def statement_at(text: str, place: int) -> Span:
    """Return the statement of *text* that has *place* in it or at one of its ends, without its `;`.

    >>> text = 'members of "A;B"; show states'
    >>> span = statement_at(text, 20)
    >>> text[span.start : span.end]
    ' show states'
    """
    start = 0
    for found in LEXEME.finditer(text):
        if found.lastgroup == "end":
            if found.start() >= place:
                return Span(start, found.start())
            start = found.end()
    return Span(start, len(text))


def is_ended(text: str) -> bool:
    """Return whether the last thing in *text* is a `;`, whatever comments follow it.

    >>> is_ended("show states; -- all"), is_ended("show states -- all;")
    (True, False)
    """
    last = None
    for found in LEXEME.finditer(text):
        if found.lastgroup != "comment":
            last = found.lastgroup
    return last == "end"


def is_quiet(text: str, place: int) -> bool:
    """Return whether *place* of *text* is in a comment.

    >>> is_quiet("members -- of", 13), is_quiet("members -- of", 7)
    (True, False)
    """
    return any(
        found.lastgroup == "comment" and found.start() + 2 <= place <= found.end()
        for found in LEXEME.finditer(text)
    )

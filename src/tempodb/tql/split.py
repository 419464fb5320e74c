"""A text of many statements → the text of each, without reading any."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import NamedTuple

from tempodb.base.errors import Problem, QueryError, Span
from tempodb.base.excerpts import MAX_CONTEXT, TextPosition
from tempodb.tql.lexemes import BLANK, LEXEME

MAX_STATEMENT_LENGTH = 1024 * 1024
"""Characters after which the end of a statement is no longer looked for, far more than one may have."""
LOOKAHEAD = 64 * 1024
"""Characters after which a text is looked through, whether something may have ended or not."""


class StatementText(NamedTuple):
    """The text of one statement, with the `;` that ends it and the comments before it.

    The text stands at *start* of the whole, and its first word at *begin*; *names* are those of its parameters.
    """

    text: str
    start: int
    begin: int
    names: frozenset[str]


class StreamedStatement(NamedTuple):
    """A statement of a text that flows by: its own text, its parameters, where it stands, and the rest of its last line."""

    text: str
    names: frozenset[str]
    place: TextPosition
    rest: str


def split_statements(text: str) -> Iterator[StatementText]:
    """Yield the statements of *text*, which end with `;` outside of quotes and comments.

    >>> [piece.text for piece in split_statements('names of "A; B"; -- one; two' + chr(10) + "members of :x")]
    ['names of "A; B";', ' -- one; two\\nmembers of :x']
    """
    for stretch in _stretches(text, 0):
        yield from _piece(text, stretch)


def stream_statements(parts: Iterable[str], file: str | None) -> Iterator[StreamedStatement]:
    """Yield the statements of a text that comes in parts, each as soon as it has ended.

    No more is held than what came last, and one statement without the blanks and comments before it.

    >>> [found.text for found in stream_statements(["names; mem", "bers; names"], None)]
    ['names;', 'members;', 'names']

    Raises:
        QueryError: a statement is much longer than one may be.

    """
    # The character before a statement tells whether `--` in front of it begins a comment.
    kept, start, place, looked = "", 0, TextPosition(), 0
    for part in chain(parts, [None]):
        kept += part or ""
        # However small the parts are, what is too long already is not looked through for each of them.
        if part is not None and (";" not in part or looked > LOOKAHEAD) and len(kept) < looked + LOOKAHEAD:
            continue
        *ended, left = _stretches(kept, start)
        for stretch in ended if part is not None else (*ended, left):
            for piece in _piece(kept, stretch):
                place, start = place.after(kept[start : piece.begin]), piece.begin
                rest = kept[stretch.end : stretch.end + MAX_CONTEXT].partition("\n")[0]
                yield StreamedStatement(kept[start : stretch.end], piece.names, place, rest)
        begin = _begin(kept, left.start)
        place, kept, start = place.after(kept[start:begin]), kept[max(begin - 1, 0) :], min(begin, 1)
        looked = len(kept)
        if looked > MAX_STATEMENT_LENGTH:
            raise endless(kept[start:], place, file)


def endless(text: str, place: TextPosition, file: str | None) -> QueryError:
    """Return what is said of a statement that begins with *text*, at a *place* of a file, and goes on for too long."""
    problem = Problem(
        "too-long",
        "a statement begins here of which no end is found",
        "`;` ends a statement, which has 64 KiB at most",
    )
    return QueryError(place.of(problem.at(text, Span(0, 0)), text, file))


class _Stretch(NamedTuple):
    """Where a statement stands with what is before it, and the names of its parameters."""

    start: int
    end: int
    names: frozenset[str]


def _stretches(text: str, start: int) -> Iterator[_Stretch]:
    """Yield where the statements of *text* from *start* on stand, last what is left without a `;`."""
    names: set[str] = set()
    for sign in LEXEME.finditer(text, start):
        if sign["end"]:
            yield _Stretch(start, sign.end(), frozenset(names))
            start, names = sign.end(), set()
        elif sign["name"]:
            names.add(sign["name"])
    yield _Stretch(start, len(text), frozenset(names))


def _piece(text: str, stretch: _Stretch) -> Iterator[StatementText]:
    start, end, names = stretch
    blank = BLANK.match(text, start, end)
    begin = blank.end() if blank else start
    if text[begin:end] not in ("", ";"):
        yield StatementText(text[start:end], start, begin, names)


def _begin(text: str, start: int) -> int:
    """Return where a statement begins, or may begin with what is still to come."""
    blank = BLANK.match(text, start)
    end = blank.end() if blank else start
    # A comment goes on to the end of its line.
    return end if end < len(text) else max(start, text.rfind("\n") + 1)

"""A text of many statements → the text of each, without reading any."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from tempodb.query.signs import BLANK, SIGN


class Piece(NamedTuple):
    """The text of one statement, with the `;` that ends it and the comments before it.

    The text stands at *start* of the whole, and its first word at *begin*; *names* are those of its parameters.
    """

    text: str
    start: int
    begin: int
    names: frozenset[str]


def pieces(text: str) -> Iterator[Piece]:
    """Yield the statements of *text*, which end with `;` outside of quotes and comments.

    >>> [piece.text for piece in pieces('names of "A; B"; -- one; two' + chr(10) + "members of :x")]
    ['names of "A; B";', ' -- one; two\\nmembers of :x']
    """
    start = 0
    names: set[str] = set()
    for sign in SIGN.finditer(text):
        if sign["end"]:
            yield from _piece(text, start, sign.end(), names)
            start, names = sign.end(), set()
        elif sign["name"]:
            names.add(sign["name"])
    yield from _piece(text, start, len(text), names)


def _piece(text: str, start: int, end: int, names: set[str]) -> Iterator[Piece]:
    blank = BLANK.match(text, start, end)
    begin = blank.end() if blank else start
    if text[begin:end] not in ("", ";"):
        yield Piece(text[start:end], start, begin, frozenset(names))

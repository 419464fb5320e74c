"""Which word of a text is what, as the parser reads it: in `Isle of Man`, `of` belongs to a name."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from tempodb.language_service.completeness import Completeness, completeness
from tempodb.language_service.known_names import stood_in
from tempodb.language_service.tokens import CACHED_READINGS, MAX_LIVE_LENGTH, TokenizedText, read
from tempodb.language_service.unfinished import BARE_NAME_TERMINALS, may_be_unfinished
from tempodb.model.labels import Knows, nothing
from tempodb.tql.diagnosis.stops import blamed


class Role(StrEnum):
    """What a piece of a text is."""

    KEYWORD = "keyword"
    NAME = "name"
    DATE = "date"
    STATUS = "status"
    NUMBER = "number"
    STRING = "string"
    PARAMETER = "parameter"
    COMMENT = "comment"
    PUNCTUATION = "punctuation"
    ERROR = "error"
    PLAIN = "plain"


class Highlight(NamedTuple):
    """A piece of a text and what it is."""

    role: Role
    text: str


ROLES: dict[str, Role] = {
    **dict.fromkeys((*BARE_NAME_TERMINALS, "ID"), Role.NAME),
    **dict.fromkeys(
        (
            "ISO_DAY",
            "ISO_MONTH",
            "YEAR",
            "UNSPECIFIED",
            "DECADE",
            "QUARTER",
            "WEEK",
            "DAY_OF_YEAR",
            "DOTTED_DAY",
            "SLASHED",
            "DAY_NUMBER",
            "MONTH_NAME",
        ),
        Role.DATE,
    ),
    **dict.fromkeys(
        ("UNKNOWN", "TODAY", "RECENT", "AGO", "INSTANT", "_OPEN", "_CLOSE", "_DOTS", "_STOP"), Role.DATE
    ),
    **dict.fromkeys(
        ("STATUS_WORD", "STATUS_OF_MEMBERS", "PLURAL", "CAPACITY", "SORT", "EXTENSION", "DISPUTED"),
        Role.STATUS,
    ),
    **dict.fromkeys(("_ANY_STATUS", "WORD", "LANGUAGE", "COLUMN"), Role.STATUS),
    **dict.fromkeys(("_COMMA", "_END", "_OPEN_PARENTHESIS", "_CLOSE_PARENTHESIS", "MARK"), Role.PUNCTUATION),
    "INTEGER": Role.NUMBER,
    "STRING": Role.STRING,
    "PARAMETER": Role.PARAMETER,
}
"""What the terminals are that are no keywords."""


def paint(text: str, knows: Knows = nothing) -> tuple[Highlight, ...]:
    """Return the pieces of *text*, all of it, and what each is; a text that is too long is plain.

    A name that exists, of which *knows* tells, may hold words of the language.

    >>> [(piece.role.value, piece.text) for piece in paint("names of Isle of Man") if piece.text.strip()]
    [('keyword', 'names'), ('keyword', 'of'), ('name', 'Isle of Man')]
    """
    pieces = _painted(text)
    if (
        len(text) <= MAX_LIVE_LENGTH
        and completeness(text) is Completeness.WRONG
        and (whole := stood_in(text, knows))
    ):
        at, pieces = 0, ()
        for role, piece in _painted(whole):
            is_name = role is Role.STRING and text[at] != '"'
            pieces += (Highlight(Role.NAME if is_name else role, text[at : at + len(piece)]),)
            at += len(piece)
    return pieces


@lru_cache(maxsize=CACHED_READINGS)
def _painted(text: str) -> tuple[Highlight, ...]:
    if len(text) > MAX_LIVE_LENGTH:
        return (Highlight(Role.PLAIN, text),)
    return tuple(piece for piece in _pieces(read(text)) if piece.text)


def _pieces(reading: TokenizedText) -> Iterator[Highlight]:
    text, at = reading.text, 0
    tokens = [(token.start, token.end, ROLES.get(token.terminal, Role.KEYWORD)) for token in reading.tokens]
    comments = [(comment.start, comment.end, Role.COMMENT) for comment in reading.comments]
    for start, end, role in sorted([*tokens, *comments]):
        yield Highlight(Role.PLAIN, text[at:start])
        yield Highlight(role, text[start:end])
        at = end
    if reading.stopped is not None and not may_be_unfinished(reading):
        wrong = blamed(text, reading.stopped)
        yield Highlight(Role.PLAIN, text[at : wrong.start])
        yield Highlight(Role.ERROR, text[wrong.start : wrong.end])
        at = wrong.end
    yield Highlight(Role.PLAIN, text[at:])

"""Whether a text could be run as it is, could go on, or is wrong; and so what Enter does."""

from __future__ import annotations

from enum import Enum, StrEnum
from functools import lru_cache

from tempodb.base.errors import QueryError
from tempodb.language_service.statements import is_ended, statement_at
from tempodb.language_service.tokens import CACHED_READINGS, MAX_LIVE_LENGTH, read
from tempodb.language_service.unfinished import is_unfinished
from tempodb.tql import openings
from tempodb.tql.parsing.parser import parse_script
from tempodb.tql.split import split_statements

WRITE_VERBS = openings.VERBS
"""The words that statements begin with that write."""


class Completeness(Enum):
    """What may become of a text."""

    EMPTY = "empty"
    """Blank, or comments alone."""
    DONE = "done"
    """It could be run as it is."""
    OPEN = "open"
    """It cannot end here, and could go on."""
    WRONG = "wrong"
    """Whatever follows, it means nothing."""


class Multiline(StrEnum):
    """When Enter runs a text rather than opening a line."""

    SMART = "smart"
    """When no further line could make it right that is not right yet."""
    PSQL = "psql"
    """When it ends with `;`."""
    SAFE = "safe"
    """As smart, but a text that writes when it ends with `;`."""


@lru_cache(maxsize=CACHED_READINGS)
def completeness(text: str) -> Completeness:
    """Return what may become of *text*; of one that is long, what may of its last statement.

    >>> [completeness(text).value for text in ("", "members", "members of", "members off")]
    ['empty', 'done', 'open', 'wrong']
    """
    if len(text) > MAX_LIVE_LENGTH:
        text = text[statement_at(text, len(text)).start :]
    reading = read(text)
    if reading.stopped is not None:
        return Completeness.OPEN if is_unfinished(reading) else Completeness.WRONG
    if not reading.tokens:
        return Completeness.EMPTY
    if not reading.is_whole:
        return Completeness.OPEN
    return Completeness.DONE if _means_something(text) else Completeness.WRONG


def submits(text: str, multiline: Multiline) -> bool:
    """Return whether Enter at the end of *text* runs it; if not, it opens a line.

    >>> [submits(text, Multiline.SMART) for text in ("members of", "members of CSTO")]
    [False, True]
    """
    match multiline:
        case Multiline.SMART:
            # A word or a quote that breaks off cannot go on in another line.
            return completeness(f"{text}\n") is not Completeness.OPEN
        case Multiline.PSQL:
            return is_ended(text)
        case Multiline.SAFE:
            return submits(text, Multiline.PSQL if _writes(text) else Multiline.SMART)


def _writes(text: str) -> bool:
    return any(
        text[piece.begin :].split(maxsplit=1)[0].lower() in WRITE_VERBS for piece in split_statements(text)
    )


def _means_something(text: str) -> bool:
    """Return whether a text that was read to its end is no error by itself; parameters may be given later."""
    try:
        parse_script(text)
    except QueryError as refusal:
        return refusal.problems[0].code == "parameter"
    return True

"""Whether the words at the end of a text begin something that can stand there."""

from __future__ import annotations

import re
from collections.abc import Iterable

from tempodb.language_service.terminal_words import texts_of
from tempodb.language_service.tokens import TokenizedText, accepted
from tempodb.model.kinds import CORE_STATUSES
from tempodb.syntax.trees import END
from tempodb.tql.grammar import pattern

BARE_NAME_TERMINALS = frozenset(
    {
        *(
            "NAME",
            "BOTH_NAME",
            "ENTERED_NAME",
            "MEMBER_NAME",
            "SPELL_NAME",
            "SUBJECT_NAME",
            "WHY_NAME",
            "OFFICE_NAME",
            "ORGANIZATION_NAME",
            "PARTY_NAME",
        ),
        *("SOURCE_NAME", "WRITTEN_NAME", "PLACE_NAME", "BODY_NAME", "VALUE_NAME"),
    }
)
"""The terminals of names as bare words."""
_DIGITS = re.compile(
    r"[0-9]{1,4}|[0-9]{4}-(?:[0-9]{1,2}(?:-[0-9]{0,2})?)?|[0-9]{1,2}[./](?:[0-9]{1,2}(?:[./][0-9]{0,4})?)?"
    r"|[0-9]{4}-[0-9]{3}|[0-9]{4}-?W(?:[0-9]{0,2}|[0-9]{2}-)|[0-9]{1,3}X{1,2}|[0-9]{4}-(?:[0-9]{2}-)?X"
)
_INSTANT = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt][0-9]{0,2}"
    r"(?::(?:[0-9]{0,2}|[0-9]{2}:(?:[0-9]{0,2}|[0-9]{2}\.[0-9]{0,6})))?(?:[Zz]|[+-][0-9]{0,2}(?::[0-9]{0,2})?)?"
)
PARTLY: dict[str, re.Pattern[str]] = {
    **dict.fromkeys(
        ("ISO_DAY", "ISO_MONTH", "YEAR", "UNSPECIFIED", "WEEK", "DAY_OF_YEAR", "DOTTED_DAY", "SLASHED"),
        _DIGITS,
    ),
    "QUARTER": re.compile(
        r"[0-9]{4}[\s/-]?[qQ]|[qQ](?:[1-4](?:[\s/-][0-9]{0,3})?)?|[1-4][qQ][\s/-]?[0-9]{0,3}"
    ),
    "DAY_NUMBER": re.compile(r"[0-9]{1,2}"),
    "INSTANT": _INSTANT,
    "DECADE": re.compile(r"(?:t(?:he?)?|the\s+)?[0-9]{0,4}", re.IGNORECASE),
    "AGO": re.compile(
        r"[0-9]{1,4}(?:\s+(?:(?:d(?:ay?)?|w(?:e(?:ek?)?)?|m(?:o(?:n(?:th?)?)?)?|y(?:e(?:ar?)?)?)?"
        r"|(?:day|week|month|year)s?(?:\s+(?:ag?)?)?))?",
        re.IGNORECASE,
    ),
    "SAID_OF": re.compile(
        r"(?:representing|areas?|status(?:es)?|capacit(?:y|ies)|part(?:y|ies)|offices?|end\s+reasons?)"
        r"\s+(?:o(?:f(?:\s+[^\s,;:()\"]*){0,4})?)?",
        re.IGNORECASE,
    ),
    "_ID_OF": re.compile(r"id?\s*", re.IGNORECASE),
    "STRING": re.compile(r'"(?:[^"\n]|"")*'),
    "PARAMETER": re.compile(":"),
}
"""What begins a text of a terminal that has too many to be listed, where it is no such text itself."""
MEMBERS = re.compile(r'[^\s,;:()"]+\s+m(?:e(?:m(?:b(?:er?)?)?)?)?', re.IGNORECASE)
BEHIND_IN = (
    *("ISO_DAY", "UNSPECIFIED", "QUARTER", "WEEK", "MONTH_NAME"),
    *("TODAY", "RECENT", "AGO", "DECADE", "UNKNOWN", "_OPEN"),
)
"""What `in` before a date may stand before."""
MORE_SOURCES = re.compile(r'(?:.*\s)?source\s+[^\s,;:()"]+(?:\s*,\s*[^\s,;:()"]+)*\s*,\s*', re.IGNORECASE)
"""Sources of which another is to be named: before the last one is, they are taken for words of a name."""
RUN = re.compile(r'[^\s,;:()"]+[^\S\n]*')


def is_unfinished(reading: TokenizedText) -> bool:
    """Return whether what stops a text, at its end, begins a known word, a name or a date that fits.

    >>> from tempodb.language_service.tokens import read
    >>> [is_unfinished(read(f"members {words}")) for words in ("as o", "asof", 'of "Or', "limit 3 of")]
    [True, False, True, False]
    """
    if reading.stopped is None:
        return False
    left = reading.text[reading.stopped :]
    # A comment may begin so, but within a word.
    if left == "-" or begins(left, reading.beginnable):
        return True
    if not reading.tokens:
        return False
    # What stops may belong to the token before: the seconds of an instant, say, or the second word of several.
    last = reading.tokens[-1]
    if begins(reading.text[last.start :], accepted(reading.before)):
        return True
    return "_SOURCE" in reading.accepted and MORE_SOURCES.fullmatch(reading.text, last.start) is not None


def may_be_unfinished(reading: TokenizedText) -> bool:
    """Return whether what stops a text, at its end, begins anything: of datasets' own statuses none is known."""
    if is_unfinished(reading):
        return True
    is_word = reading.stopped is not None and RUN.fullmatch(reading.text, reading.stopped)
    return bool(is_word) and "STATUS_OF_MEMBERS" in reading.accepted


def begins(written: str, terminals: Iterable[str]) -> bool:
    """Return whether *written* is the beginning of something that one of *terminals* stands for."""
    folded = " ".join(written.lower().split()) + " " * written[-1:].isspace()
    return any(_begins(written, folded, terminal) for terminal in terminals if terminal != END)


def _begins(written: str, folded: str, terminal: str) -> bool:
    if terminal in BARE_NAME_TERMINALS:
        # A word that begins a clause may go on as another word.
        return pattern(terminal).fullmatch(written + "x") is not None
    if terminal == "_IN_TIME":
        return folded == "in" or (folded.startswith("in ") and _begins_date(folded[3:]))
    if terminal == "STATUS_OF_MEMBERS":
        if any(f"{status} members".startswith(folded) for status in CORE_STATUSES):
            return True
        return MEMBERS.fullmatch(written) is not None
    if (known := PARTLY.get(terminal)) and known.fullmatch(written):
        return True
    return any(word.startswith(folded) for word in texts_of(terminal))


def _begins_date(folded: str) -> bool:
    if begins(folded, BEHIND_IN):
        return True
    first, _, rest = folded.partition(" ")
    if not rest:
        return False
    is_day = PARTLY["DAY_NUMBER"].fullmatch(first) is not None
    return begins(rest, ("MONTH_NAME",)) if is_day else first in texts_of("MONTH_NAME")

"""What `use` and `set` said in a script before a statement."""

from __future__ import annotations

import re
from typing import NamedTuple

from tempodb.language_service.cursor_context import asked_day
from tempodb.language_service.statements import split_statements


class SetBefore(NamedTuple):
    """What is meant by a statement that does not say otherwise.

    *day* is the day that is asked about, as a number, *known_at* the text of an instant, *focus* the name of an
    organization; None where nothing was said of it, or the present was returned to.
    """

    day: int | None = None
    known_at: str | None = None
    focus: str | None = None


def said_before(text: str, place: int) -> SetBefore:
    """Return what the statements of *text* before *place* said.

    >>> said_before("use CSTO; set known at 2017; set as of today; members", 48)
    SetBefore(day=None, known_at='2017', focus='CSTO')
    """
    said = SetBefore()
    if _FIRST_WORD.search(text, 0, place) is None:
        return said
    for piece in split_statements(text[:place]):
        statement = _COMMENT.sub(" ", piece.text).strip().rstrip(";").strip()
        word, _, rest = statement.partition(" ")
        if word.lower() == "use":
            said = said._replace(focus=name_meant(rest.strip()))
        elif word.lower() == "set":
            if _AS_OF.search(rest):
                said = said._replace(day=asked_day(rest))
            if known := _KNOWN_AT.search(rest):
                at = known[1].strip()
                said = said._replace(known_at=None if at.lower() == "today" else at)
    return said


def name_meant(name: str) -> str:
    """Return a name as it is meant, however it is written.

    >>> name_meant('"A; B"'), name_meant("A  B")
    ('A; B', 'A B')
    """
    return name[1:-1].replace('""', '"') if name[:1] == '"' else " ".join(name.split())


_FIRST_WORD = re.compile(r"(?i)(?<![\w'-])(?:use|set)\s")
_COMMENT = re.compile(r"(?:(?<=\s)|^)--[^\n]*")
_AS_OF = re.compile(r"(?i)\bas\s+of\b")
_KNOWN_AT = re.compile(r"(?i)\bknown\s+at\s+(.+?)\s*(?=$|\bas\s+of\b)")

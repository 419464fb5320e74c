"""Where a text stops being TQL, and what could follow there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from tempodb.base.errors import Span
from tempodb.syntax.trees import UnreadableError

if TYPE_CHECKING:
    from tempodb.syntax.parser import Parser

NAME_NOUNS = {
    "NAME": "a name",
    "ORGANIZATION_NAME": "an organization",
    "PARTY_NAME": "a name",
    "BOTH_NAME": "a name",
    "ENTERED_NAME": "an organization",
    "MEMBER_NAME": "a party",
    "SPELL_NAME": "a question about parties, or a party in an organization",
    "SUBJECT_NAME": "a party",
    "OFFICE_NAME": "an office",
    "SOURCE_NAME": "a source",
    "VALUE_NAME": "a value",
}
CLAUSE_START = re.compile(
    r"(?:as\s+of|during|between|throughout|in|known\s+at|published\s+by|according\s+to|order\s+by"
    r"|limit|where|having|certainly|possibly|including|while|that|with|union|intersect|except|by)(?![\w'-])",
    re.IGNORECASE,
)


class Stop(NamedTuple):
    """Where a text stops being TQL: the words to blame, what would fit, and the token before."""

    span: Span
    accepted: frozenset[str]
    last: str | None

    @property
    def wants_name(self) -> bool:
        """Whether a bare name would fit."""
        return not self.accepted.isdisjoint(NAME_NOUNS)


def stop_of(text: str, parser: Parser) -> Stop:
    """Return where *text* stops being what *parser* reads."""
    state, last, at = parser.start, None, len(text)
    try:
        for token, following in parser.tokens(text):
            last, state = token.terminal, following
    except UnreadableError as error:
        at = error.at
    return Stop(blamed(text, at), parser.accepted(state), last)


def blamed(text: str, at: int) -> Span:
    """Return the words to blame where *text* stops at *at*; at the end of the text, the place after it.

    >>> blamed("members limt 3", 8)
    Span(start=8, end=12)
    """
    if at >= len(text):
        end = len(text.rstrip())
        return Span(end, end)
    run = re.compile(r'"[^"]*"?|[^\s;]+|;').match(text, at)
    return Span(at, run.end() if run else at + 1)

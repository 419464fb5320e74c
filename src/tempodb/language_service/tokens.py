"""Text → tokens, as far as they can be read, and the terminals that are accepted next."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from tempodb.base.errors import Span
from tempodb.syntax.trees import END, ParserState, UnreadableError
from tempodb.tql.grammar import script_parser
from tempodb.tql.parsing.parser import MAX_PARENTHESES

MAX_LIVE_LENGTH = 8 * 1024
"""Characters of a text that is read at a key: of a longer one nothing is."""
CACHED_READINGS = 128
"""How many readings are kept: of one text at each of its keys, with what is asked about parts of it."""


class TokenSpan(NamedTuple):
    """Characters *start* up to *end* of a text, and the terminal that they are."""

    start: int
    end: int
    terminal: str


@dataclass(frozen=True, slots=True)
class TokenizedText:
    """The tokens of a text up to where it stops being TQL, if it does: at a wrong word, or an unfinished one.

    A text that is too long stops where it begins, and one of too many parentheses where they are too deep.
    `before` is where the parser stood before the last token, which may be unfinished too.
    """

    text: str
    tokens: tuple[TokenSpan, ...]
    comments: tuple[Span, ...]
    stopped: int | None
    state: ParserState
    before: ParserState

    @property
    def accepted(self) -> frozenset[str]:
        """The terminals one of which can follow the last token; `END` among them where the text can end."""
        return accepted(self.state)

    @property
    def dated(self) -> ParserState | None:
        """Where the parser would stand if the moment that was read last were still to get its date."""
        last = self.tokens[-1].terminal if self.tokens else ""
        return after(self.before, "MOMENT") if last == "PASSED" else None

    @property
    def beginnable(self) -> frozenset[str]:
        """The terminals that words at the end of the text may begin, which is not read whole with them."""
        return self.accepted if self.dated is None else self.accepted | accepted(self.dated)

    @property
    def is_whole(self) -> bool:
        """Whether the text was read to its end, and can end there."""
        return self.stopped is None and END in self.accepted


@lru_cache(maxsize=CACHED_READINGS)
def read(text: str) -> TokenizedText:
    """Return the tokens of *text*, questions and writes, as far as they can be read.

    >>> reading = read("members of CSTO as of 20x -- or so")
    >>> [(reading.text[start:end], terminal) for start, end, terminal in reading.tokens]
    [('members', '_MEMBERS'), ('of', '_OF'), ('CSTO', 'ENTERED_NAME'), ('as of', '_AS_OF')]
    >>> reading.stopped, "ISO_DAY" in reading.accepted
    (22, True)
    """
    state, tokens, stopped = script_parser().start, list[TokenSpan](), None
    before, depth = state, 0
    if len(text) > MAX_LIVE_LENGTH:
        return TokenizedText(text, (), (), 0, before, before)
    try:
        for token, following in script_parser().tokens(text):
            depth += _DEEPER.get(token.terminal, 0)
            if depth > MAX_PARENTHESES:
                stopped = token.span.start
                break
            before, state = state, following
            tokens.append(TokenSpan(*token.span, token.terminal))
    except UnreadableError as error:
        stopped = error.at
    return TokenizedText(text, tuple(tokens), tuple(_comments(text, tokens, stopped)), stopped, state, before)


def accepted(state: ParserState) -> frozenset[str]:
    """Return the terminals that can follow in *state*."""
    return script_parser().accepted(state)


def after(state: ParserState, terminal: str) -> ParserState | None:
    """Return where the parser stands after *terminal*, or None where that cannot follow."""
    return script_parser().after(state, terminal)


def _comments(text: str, tokens: list[TokenSpan], stopped: int | None) -> list[Span]:
    """Return the comments between tokens, where there is nothing but them and blanks."""
    ends = [0, *(token.end for token in tokens)]
    starts = [*(token.start for token in tokens), len(text) if stopped is None else stopped]
    return [
        Span(*found.span())
        for end, start in zip(ends, starts, strict=True)
        if start - end > 1
        for found in _COMMENT.finditer(text, end, start)
    ]


_DEEPER = {"_OPEN_PARENTHESIS": 1, "_CLOSE_PARENTHESIS": -1}
_COMMENT = re.compile(r"--[^\n]*")

"""Text → tokens, as far as they can be read, and the terminals that are accepted next."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, NamedTuple, TypeAlias

from lark.exceptions import UnexpectedInput
from lark.parsers.lalr_analysis import Shift

from tempodb.base.errors import Span
from tempodb.tql.grammar import script_parser
from tempodb.tql.parsing.parser import MAX_PARENTHESES

END = "$END"
"""The terminal that is accepted where a text can end."""
MAX_LIVE_LENGTH = 8 * 1024
"""Characters of a text that is read at a key: of a longer one nothing is."""
CACHED_READINGS = 128
"""How many readings are kept: of one text at each of its keys, with what is asked about parts of it."""
ParserState: TypeAlias = tuple[int, ...]
"""Where the parser stands: its stack of states."""


class Token(NamedTuple):
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
    tokens: tuple[Token, ...]
    comments: tuple[Span, ...]
    stopped: int | None
    state: ParserState
    before: ParserState

    @property
    def accepted(self) -> frozenset[str]:
        """The terminals one of which can follow the last token; `END` among them where the text can end."""
        return accepted(self.state)

    @property
    def is_whole(self) -> bool:
        """Whether the text was read to its end, and can end there."""
        return self.stopped is None and END in self.accepted


@lru_cache(maxsize=CACHED_READINGS)
def read(text: str) -> TokenizedText:
    """Return the tokens of *text*, questions and writes, as far as they can be read.

    >>> reading = read("members of CSTO as of 20x -- or so")
    >>> [(reading.text[start:end], terminal) for start, end, terminal in reading.tokens]
    [('members', '_MEMBERS'), ('of', '_OF'), ('CSTO', 'ORGANIZATION_NAME'), ('as of', '_AS_OF')]
    >>> reading.stopped, "ISO_DAY" in reading.accepted
    (22, True)
    """
    cursor, tokens, stopped = _Cursor(_start()), list[Token](), None
    before, depth = cursor.state, 0
    if len(text) > MAX_LIVE_LENGTH:
        return TokenizedText(text, (), (), 0, before, before)
    thread: Any = script_parser().parse_interactive(text).lexer_thread
    try:
        # The lexer reads `position`, and nothing else, of what it takes for the state of a parser.
        for token in thread.lex(cursor):
            start = token.start_pos or 0
            following = after(cursor.state, token.type)
            depth += _DEEPER.get(token.type, 0)
            if following is None or depth > MAX_PARENTHESES:
                stopped = start
                break
            before, cursor.state = cursor.state, following
            tokens.append(Token(start, token.end_pos or start, token.type))
    except UnexpectedInput as error:
        stopped = error.pos_in_stream or 0
    return TokenizedText(
        text, tuple(tokens), tuple(_comments(text, tokens, stopped)), stopped, cursor.state, before
    )


@lru_cache(maxsize=4096)
def accepted(state: ParserState) -> frozenset[str]:
    """Return the terminals that can follow in *state*."""
    actions = _states()[state[-1]]
    return frozenset(name for name in actions if name.isupper() and after(state, name) is not None)


@lru_cache(maxsize=16_384)
def after(state: ParserState, terminal: str) -> ParserState | None:
    """Return where the parser stands after *terminal*, or None where that cannot follow."""
    # The moves of an LR parser without a tree: reduce as long as the terminal asks for it, then shift.
    states, stack = _states(), list(state)
    while (found := states[stack[-1]].get(terminal)) is not None:
        action, target = found
        if action is Shift:
            return (*stack, target)
        if size := len(target.expansion):
            del stack[-size:]
        _, reached = states[stack[-1]][target.origin.name]
        stack.append(reached)
        if terminal == END and reached == _end():
            return tuple(stack)
    return None


class _Cursor:
    """What the lexer asks: in which state the parser is, which says what words there can be."""

    __slots__ = ("state",)

    def __init__(self, state: ParserState) -> None:
        self.state = state

    @property
    def position(self) -> int:
        return self.state[-1]


def _comments(text: str, tokens: list[Token], stopped: int | None) -> list[Span]:
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


@cache
def _table() -> Any:
    return script_parser().parse_interactive("").parser_state.parse_conf


@cache
def _states() -> dict[int, dict[str, tuple[Any, Any]]]:
    states: dict[int, dict[str, tuple[Any, Any]]] = _table().states
    return states


@cache
def _start() -> ParserState:
    return (_table().start_state,)


@cache
def _end() -> int:
    end: int = _table().end_state
    return end

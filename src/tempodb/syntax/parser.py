"""Text → tree, or where the text stops and what could follow there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

import lark
from lark.exceptions import UnexpectedInput
from lark.parsers.lalr_analysis import Shift

from tempodb.base.errors import Span
from tempodb.syntax.trees import END, Branch, ParserState, Token, Tree, UnreadableError


class Parser:
    """Reads texts by one grammar, of which Lark has made tables."""

    def __init__(self, made: lark.Lark) -> None:
        self.made = made
        # Lark lets its tables be walked, which is no API of it: only here.
        table: Any = made.parse_interactive("").parser_state.parse_conf
        self._states: dict[int, dict[str, tuple[Any, Any]]] = table.states
        self._end: int = table.end_state
        self.start: ParserState = (table.start_state,)
        """Where it stands before any text."""
        self.after = lru_cache(maxsize=16_384)(self._after)
        """Return where it stands after a terminal in a state, or None where that cannot follow."""
        self.accepted = lru_cache(maxsize=4096)(self._accepted)
        """Return the terminals that can follow in a state; `END` among them where the text can end."""

    @property
    def terminals(self) -> tuple[str, ...]:
        """The names of the terminals."""
        return tuple(terminal.name for terminal in self.made.terminals)

    def pattern(self, terminal: str) -> re.Pattern[str]:
        """Return the pattern of what a terminal matches."""
        return re.compile(self.written(terminal))

    def written(self, terminal: str) -> str:
        """Return the pattern of what a terminal matches, as it is written."""
        return str(self.made.get_terminal(terminal).pattern.to_regexp())

    def parse(self, text: str) -> Tree:
        """Return the tree of *text*.

        Raises:
            UnreadableError: it is not of the grammar.

        """
        try:
            return _tree(self.made.parse(text))
        except UnexpectedInput as error:
            raise UnreadableError(error.pos_in_stream or 0) from None

    def tokens(self, text: str) -> Iterator[tuple[Token, ParserState]]:
        """Yield the tokens of *text*, as far as they can be read, and where the parser stands after each.

        Raises:
            UnreadableError: what follows them is not of the grammar.

        """
        cursor = _Cursor(self.start)
        thread: Any = self.made.parse_interactive(text).lexer_thread
        try:
            # The lexer reads `position`, and nothing else, of what it takes for the state of a parser.
            for found in thread.lex(cursor):
                token = _token(found)
                following = self.after(cursor.state, token.terminal)
                if following is None:
                    raise UnreadableError(token.span.start)
                cursor.state = following
                yield token, following
        except UnexpectedInput as error:
            raise UnreadableError(error.pos_in_stream or 0) from None

    def _after(self, state: ParserState, terminal: str) -> ParserState | None:
        # The moves of an LR parser without a tree: reduce as long as the terminal asks for it, then shift.
        stack = list(state)
        while (found := self._states[stack[-1]].get(terminal)) is not None:
            action, target = found
            if action is Shift:
                return (*stack, target)
            if size := len(target.expansion):
                del stack[-size:]
            _, reached = self._states[stack[-1]][target.origin.name]
            stack.append(reached)
            if terminal == END and reached == self._end:
                return tuple(stack)
        return None

    def _accepted(self, state: ParserState) -> frozenset[str]:
        actions = self._states[state[-1]]
        return frozenset(name for name in actions if name.isupper() and self.after(state, name) is not None)


class _Cursor:
    """What the lexer asks: in which state the parser is, which says what words there can be."""

    __slots__ = ("state",)

    def __init__(self, state: ParserState) -> None:
        self.state = state

    @property
    def position(self) -> int:
        return self.state[-1]


def _tree(made: lark.Tree[lark.Token]) -> Tree:
    meta = made.meta
    span = Span(getattr(meta, "start_pos", 0), getattr(meta, "end_pos", 0))
    return Tree(str(made.data), tuple(map(_branch, made.children)), span)


def _branch(made: lark.Tree[lark.Token] | lark.Token) -> Branch:
    return _token(made) if isinstance(made, lark.Token) else _tree(made)


def _token(made: lark.Token) -> Token:
    start = made.start_pos or 0
    return Token(made, made.type, Span(start, made.end_pos or start))

"""Text → tree, or where the text stops and what could follow there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from tempodb.base.errors import Span
from tempodb.syntax.lexer import Lexer
from tempodb.syntax.parse_tables import ParseTables, Rule, States
from tempodb.syntax.trees import END, Branch, ParserState, Token, Tree, UnreadableError

UNWRITTEN = Span(0, 0)
"""Where that stands of which nothing is written."""


class Parser:
    """Reads texts by the tables of one grammar."""

    def __init__(self, tables: ParseTables) -> None:
        self._rules, self._end = tables.rules, tables.end
        self._states = States(tables.states)
        self._lexer = Lexer(tables, self._states)
        self.start: ParserState = (tables.start,)
        """Where it stands before any text."""
        self.after = lru_cache(maxsize=16_384)(self._after)
        """Return where it stands after a terminal in a state, or None where that cannot follow."""
        self.accepted = lru_cache(maxsize=4096)(self._accepted)
        """Return the terminals that can follow in a state; `END` among them where the text can end."""

    @property
    def terminals(self) -> tuple[str, ...]:
        """The names of the terminals."""
        return tuple(self._lexer.terminals)

    def pattern(self, terminal: str) -> re.Pattern[str]:
        """Return the pattern of what a terminal matches."""
        return re.compile(self.written(terminal))

    def written(self, terminal: str) -> str:
        """Return the pattern of what a terminal matches, as it is written."""
        return self._lexer.terminals[terminal]

    def parse(self, text: str) -> Tree:
        """Return the tree of *text*.

        Raises:
            UnreadableError: it is not of the grammar.

        """
        growing, at = _Growing(self._rules, self._states, self.start[0]), 0
        while (token := self._lexer.next(text, at, growing.state)) is not None:
            at = token.span.end
            if not growing.shifts(token):
                raise UnreadableError(token.span.start)
        made = growing.ended(self._end)
        if made is None:
            raise UnreadableError(len(text))
        return made

    def tokens(self, text: str) -> Iterator[tuple[Token, ParserState]]:
        """Yield the tokens of *text*, as far as they can be read, and where the parser stands after each.

        Raises:
            UnreadableError: what follows them is not of the grammar.

        """
        state, at = self.start, 0
        while (token := self._lexer.next(text, at, state[-1])) is not None:
            at = token.span.end
            following = self.after(state, token.terminal)
            if following is None:
                raise UnreadableError(token.span.start)
            state = following
            yield token, following

    def _after(self, state: ParserState, terminal: str) -> ParserState | None:
        # The moves of an LR parser without a tree: reduce as long as the terminal asks for it, then shift.
        stack = list(state)
        while (move := self._states[stack[-1]].get(terminal)) is not None:
            if move >= 0:
                return (*stack, move)
            origin, size, *_ = self._rules[~move]
            if size:
                del stack[-size:]
            reached = self._states[stack[-1]][origin]
            stack.append(reached)
            if terminal == END and reached == self._end:
                return tuple(stack)
        return None

    def _accepted(self, state: ParserState) -> frozenset[str]:
        moves = self._states[state[-1]]
        return frozenset(name for name in moves if name.isupper() and self.after(state, name) is not None)


class _Growing:
    """The tree of a text so far: the states that it passed, and what was made of the words between them.

    Of what is made the whole extent is known too, with words that are not kept, as parentheses: a tree begins and
    ends where the extent of its parts does.
    """

    def __init__(self, rules: tuple[Rule, ...], states: States, start: int) -> None:
        self._rules, self._moves = rules, states
        self._states = [start]
        self._made: list[Branch | list[Branch]] = []
        self._extents: list[Span] = []

    @property
    def state(self) -> int:
        """The state in which it stands, by which the next token is found."""
        return self._states[-1]

    def shifts(self, token: Token) -> bool:
        """Take the next token, and return whether it can follow."""
        states, moves = self._states, self._moves
        while (move := moves[states[-1]].get(token.terminal)) is not None:
            if move >= 0:
                states.append(move)
                self._made.append(token)
                self._extents.append(token.span)
                return True
            self._reduce(self._rules[~move])
        return False

    def ended(self, end: int) -> Tree | None:
        """Return the tree of the whole text; None where it cannot end yet."""
        while (move := self._moves[self._states[-1]].get(END)) is not None:
            self._reduce(self._rules[~move])
            if self._states[-1] == end:
                made = self._made[-1]
                assert isinstance(made, Tree)
                return made
        return None

    def _reduce(self, rule: Rule) -> None:
        origin, size, label, is_only_child, kept = rule
        parts, extents = (self._made[-size:], self._extents[-size:]) if size else ([], [])
        if size:
            del self._states[-size:], self._made[-size:], self._extents[-size:]
        self._states.append(self._moves[self._states[-1]][origin])
        written = [extent for extent in extents if extent is not UNWRITTEN]
        extent = Span(written[0].start, written[-1].end) if written else UNWRITTEN
        children: list[Branch] = []
        for at in kept:
            part = parts[at]
            if not isinstance(part, list):
                children.append(part)
            elif children:
                children += part
            else:
                # Of a list that grows by one each time there is one, and no copies.
                children = part
        made: Branch | list[Branch]
        if origin[0] == "_":
            made = children
        elif is_only_child and len(children) == 1:
            made = children[0]
            if isinstance(made, Token):
                extent = made.span
            elif made.span is UNWRITTEN:
                made = made._replace(span=extent)
        else:
            made = Tree(label, tuple(children), extent)
        self._made.append(made)
        self._extents.append(extent)

"""Text → tokens: at each place the first terminal that can stand there and matches."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cached_property
from typing import TypeAlias

from tempodb.base.errors import Span
from tempodb.syntax.parse_tables import ParseTables, States
from tempodb.syntax.trees import Token, UnreadableError

Matching: TypeAlias = Callable[[str, int], re.Match[str] | None]


class Lexer:
    """Finds the tokens of texts, among the terminals that can follow in a state."""

    def __init__(self, tables: ParseTables, states: States) -> None:
        self._tables, self._states = tables, states
        self._tried: dict[tuple[int, str], list[tuple[str, Matching]]] = {}

    @cached_property
    def terminals(self) -> dict[str, str]:
        """The patterns of what terminals match, by their names."""
        return {name: pattern for name, pattern, _ in self._tables.terminals}

    def next(self, text: str, at: int, state: int) -> Token | None:
        """Return the first token from *at* onwards; None at the end.

        Raises:
            UnreadableError: nothing that can follow matches.

        """
        ignored, end = self._tables.ignored, len(text)
        while at < end:
            # Of another alphabet there are letters that stand for ours where no case is told.
            sign = text[at] if text[at] < "\x80" else "\x80"
            tried = self._tried.get((state, sign))
            if tried is None:
                tried = self._tried[state, sign] = self._to_try(state, sign)
            for name, match in tried:
                if found := match(text, at):
                    if name not in ignored:
                        return Token(found[0], name, Span(at, found.end()))
                    at = found.end()
                    break
            else:
                raise UnreadableError(at)
        return None

    def _to_try(self, state: int, sign: str) -> list[tuple[str, Matching]]:
        """Return what may match where a *sign* comes next. Patterns that cannot are not even compiled."""
        moves, ignored = self._states[state], self._tables.ignored
        return [
            (name, re.compile(pattern).match)
            for name, pattern, begins in self._tables.terminals
            if (name in moves or name in ignored) and (begins is None or sign == "\x80" or sign in begins)
        ]

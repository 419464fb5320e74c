"""What is known of a grammar once it has been made: plain values, so that they can be kept in a file."""

from __future__ import annotations

import marshal
from typing import NamedTuple, TypeAlias

TerminalPattern: TypeAlias = tuple[str, str, str | None]
"""Its name, the pattern of what it matches, and the ASCII signs with which that begins, if these are known."""
Rule: TypeAlias = tuple[str, int, str, bool, tuple[int, ...]]
"""Its name and length, what its trees are called, whether an only child stands for it, and which parts are children."""
Moves: TypeAlias = dict[str, int]
"""By the terminal or rule that comes next: the state that it leads to, or as ``~number`` the rule that ends."""


class ParseTables(NamedTuple):
    """The tables of an LALR parser; terminals in the order in which they are tried."""

    terminals: tuple[TerminalPattern, ...]
    ignored: tuple[str, ...]
    rules: tuple[Rule, ...]
    states: tuple[bytes, ...]
    """Of each the moves, packed: a text passes few states, and the language has many."""
    start: int
    end: int


class States:
    """The states of a parser, unpacked when they are first looked at."""

    def __init__(self, packed: tuple[bytes, ...]) -> None:
        self._packed = packed
        self._moves: dict[int, Moves] = {}

    def __getitem__(self, state: int) -> Moves:
        """Return the moves of a state."""
        moves = self._moves.get(state)
        if moves is None:
            moves = self._moves[state] = marshal.loads(self._packed[state])
        return moves

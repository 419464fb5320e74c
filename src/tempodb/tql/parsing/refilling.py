"""A query that was read with parameters → the same with others, of which nothing else is read again."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar

from tempodb.base.node import remaking
from tempodb.syntax.trees import Token, Tree
from tempodb.tql import ast
from tempodb.tql.parsing.questions import QuestionReader

if TYPE_CHECKING:
    from tempodb.base.errors import Span
    from tempodb.tql.parsing.terminals import Parameters

T = TypeVar("T")
Refill: TypeAlias = Callable[[QuestionReader], Any]
"""Reads what stands in the place of a parameter, or makes what has such places in it."""
_CameOf: TypeAlias = dict[int, tuple[object, Refill]]
"""What came of parameters, by its identity, and how that is read."""


class NotingReader(QuestionReader):
    """Reads a text, and notes what came of its parameters, unless more than their places depends on them."""

    def __init__(self, text: str, parameters: Parameters) -> None:
        super().__init__(text, parameters)
        self._came_of: _CameOf = {}
        self._at: dict[int, Span] = {}
        self._is_open = True

    def refill(self, part: object) -> Refill | None:
        """Return what makes a query, or a part of it, with other parameters.

        None if none of them stands in it, or if it has to be read again.
        """
        return remaking(part, self._read_again) if self._is_open else None

    def _read_again(self, part: object) -> Refill | None:
        return self._came_of[id(part)][1] if id(part) in self._came_of else None

    def came_all_of(self, parts: Iterable[object]) -> bool:
        """Return whether all that came of parameters is among some parts of a query."""
        return self._came_of.keys() <= set(map(id, parts))

    def name(self, tree: Tree) -> ast.Name:
        """Return the name that stands in a tree."""
        return self._noted(tree.children[0], super().name(tree), lambda reader: reader.name(tree))

    def instant_or_day(self, tree: Tree) -> ast.Day | ast.Instant:
        """Return the instant or day that a clause names."""
        read = super().instant_or_day(tree)
        return self._noted(tree.children[0], read, lambda reader: reader.instant_or_day(tree))

    def day(self, child: Token | Tree) -> ast.Day:
        """Return the day about which something is asked."""
        return self._noted(child, super().day(child), lambda reader: reader.day(child))

    def number(self, token: Token) -> int:
        """Return the whole number that stands there, or is given."""
        self._is_open &= token.terminal != "PARAMETER"
        return super().number(token)

    def value(self, tree: Tree) -> str:
        """Return the text that a column is compared with, or that is given."""
        self._is_open &= "PARAMETER" not in tree.tokens
        return super().value(tree)

    def _between(self, tree: Tree, first: ast.Day, last: ast.Day) -> ast.Between:
        # Which day comes first is a matter of both.
        self._is_open &= id(first) not in self._came_of and id(last) not in self._came_of
        return super()._between(tree, first, last)

    def _noted(self, where: Token | Tree, read: T, again: Refill) -> T:
        # Equal dates may be one, of which nobody knows where it stood; the day of an instant stands there twice.
        self._is_open &= self._at.setdefault(id(read), where.span) == where.span
        if isinstance(where, Token) and where.terminal == "PARAMETER":
            self._came_of[id(read)] = read, again
        return read

"""What a text is read as: tokens, and trees of them, each with the place where it stands; or why it is not read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple, TypeAlias

from tempodb.base.errors import Span

END = "$END"
"""The terminal that is accepted where a text can end."""
ParserState: TypeAlias = tuple[int, ...]
"""Where a parser stands: its stack of states."""


class Token(str):
    """Words of a text: which terminal of the grammar they are, and where they stand."""

    __slots__ = ("span", "terminal")

    terminal: str
    span: Span

    def __new__(cls, text: str, terminal: str, span: Span) -> Token:
        """Return *text* as a token."""
        token = super().__new__(cls, text)
        token.terminal, token.span = terminal, span
        return token


class Tree(NamedTuple):
    """What a rule of the grammar made of a text."""

    rule: str
    children: tuple[Branch, ...]
    span: Span

    @property
    def trees(self) -> list[Tree]:
        """The children that are trees."""
        return [child for child in self.children if isinstance(child, Tree)]

    @property
    def tokens(self) -> dict[str, Token]:
        """The children that are tokens, by their terminals."""
        return {child.terminal: child for child in self.children if isinstance(child, Token)}

    def leaves(self) -> Iterator[Token]:
        """Yield the tokens at any depth."""
        for child in self.children:
            if isinstance(child, Token):
                yield child
            else:
                yield from child.leaves()


Branch: TypeAlias = Tree | Token


class UnreadableError(Exception):
    """A text is not of a grammar, from the offset *at* onwards."""

    def __init__(self, at: int) -> None:
        super().__init__(at)
        self.at = at

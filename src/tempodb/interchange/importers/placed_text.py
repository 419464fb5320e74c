"""A text of a source that knows where it stands there."""

from __future__ import annotations

from collections.abc import Callable
from typing import Self

from tempodb.markup.tree import Place


class PlacedText(str):
    """A text, and *where* it stands, which is found out when it is asked for, be it by where *at* in a row.

    >>> text = PlacedText("2014", lambda: Place("x.csv", 3, 12, 40, 4))
    >>> text, text.place.line
    ('2014', 3)
    """

    __slots__ = ("at", "where")

    where: Callable[..., Place]
    at: int | None

    def __new__(cls, text: str, where: Callable[..., Place], at: int | None = None) -> Self:
        """Return a text that stands somewhere."""
        self = super().__new__(cls, text)
        self.where = where
        self.at = at
        return self

    def instead(self, text: str) -> PlacedText:
        """Return another text that stands at the same place."""
        return self if text is self else PlacedText(text, self.where, self.at)

    @property
    def place(self) -> Place:
        """Where it stands."""
        return self.where() if self.at is None else self.where(self.at)


def place_told(text: object, otherwise: Place) -> Place:
    """Return where a text stands, if it knows."""
    return text.place if isinstance(text, PlacedText) else otherwise

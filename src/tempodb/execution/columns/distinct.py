"""Values that stand in columns by their places, each once."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable
from typing import Any, Generic, TypeVar

T = TypeVar("T")
M = TypeVar("M")


class Distinct(Generic[T]):
    """Values in a fixed order, to which more may come, and what was made of all of them.

    >>> names = Distinct(["b", "a"])
    >>> names.place("c"), names.place("a"), names.values
    (2, 1, ['b', 'a', 'c'])
    >>> names.made(sorted)
    ['a', 'b', 'c']
    """

    def __init__(self, values: Iterable[T]) -> None:
        self.values = list(values)
        self._places: dict[T, int] | None = None
        self._made: dict[tuple[Hashable, ...], tuple[int, Any]] = {}

    def place(self, value: T) -> int:
        """Return where *value* stands, behind all others if it is new."""
        if self._places is None:
            self._places = {value: place for place, value in enumerate(self.values)}
        place = self._places.setdefault(value, len(self.values))
        if place == len(self.values):
            self.values.append(value)
        return place

    def made(self, make: Callable[..., M], *given: Hashable) -> M:
        """Return what *make* makes of all values and what is given, again only when there are more of them."""
        length, made = self._made.get((make, *given), (-1, None))
        if length != len(self.values):
            made = make(self.values, *given)
            self._made[make, *given] = len(self.values), made
        result: M = made
        return result


class Recent:
    """What was made last, of as many things as are kept.

    >>> recent = Recent(1)
    >>> recent.of("a", lambda: 1), recent.of("a", lambda: 2), recent.of("b", lambda: 3), recent.of("a", lambda: 4)
    (1, 1, 3, 4)
    """

    def __init__(self, kept: int) -> None:
        self._kept = kept
        self._made: OrderedDict[Hashable, Any] = OrderedDict()

    def of(self, what: Hashable, make: Callable[[], M]) -> M:
        """Return what was made of something, made now if it is not kept."""
        if what not in self._made:
            made = make()
            self._made[what] = made
            if len(self._made) > self._kept:
                self._made.popitem(last=False)
        self._made.move_to_end(what)
        result: M = self._made[what]
        return result

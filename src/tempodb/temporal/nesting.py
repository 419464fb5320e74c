"""Which of many extents are told by another more vaguely, found without comparing each with each."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator
from typing import TypeAlias

from tempodb.temporal.periods import Extent

Placed: TypeAlias = tuple[Extent, int]
"""An extent, and its place among those that were given."""


class Nesting:
    """Extents in the order of their ends.

    >>> nesting = Nesting([Extent(1, 9, 5, 20), Extent(2, 3, 6, 6), Extent(2, 12, 14, 14)])
    >>> list(nesting.within(Extent(1, 9, 5, 20)))
    [1]
    """

    def __init__(self, extents: Iterable[Extent]) -> None:
        placed = [(extent, place) for place, extent in enumerate(extents)]
        self._by_from = sorted(placed, key=_f1)
        self._by_to = sorted(placed, key=_t1)

    def has_within(self, vague: Extent) -> bool:
        """Return whether there is another extent of which both ends are allowed by those of *vague*."""
        return any(True for _ in self.within(vague))

    def within(self, vague: Extent) -> Iterator[int]:
        """Yield the places of other extents of which both ends are allowed by those of *vague*."""
        f1, f2, t1, t2 = vague
        near, first, last = min(
            (self._by_from, *_between(self._by_from, f1, f2, _f1)),
            (self._by_to, *_between(self._by_to, t1, t2, _t1)),
            key=_length,
        )
        for at in range(first, last):
            extent, place = near[at]
            if (
                f1 <= extent.f1
                and extent.f2 <= f2
                and t1 <= extent.t1
                and extent.t2 <= t2
                and extent != vague
            ):
                yield place


def _between(placed: list[Placed], low: int, high: int, key: Callable[[Placed], int]) -> tuple[int, int]:
    """Return from where up to where a component lies between two days, in a list in its order."""
    return bisect_left(placed, low, key=key), bisect_right(placed, high, key=key)


def _length(near: tuple[list[Placed], int, int]) -> int:
    return near[2] - near[1]


def _f1(placed: Placed) -> int:
    return placed[0].f1


def _t1(placed: Placed) -> int:
    return placed[0].t1

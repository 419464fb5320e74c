"""Which of many extents are told by another more vaguely, found without comparing each with each."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator

from tempodb.temporal.periods import Extent


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
        near = min(
            self._by_from[bisect_left(self._by_from, f1, key=_f1) : bisect_right(self._by_from, f2, key=_f1)],
            self._by_to[bisect_left(self._by_to, t1, key=_t1) : bisect_right(self._by_to, t2, key=_t1)],
            key=len,
        )
        for extent, place in near:
            if (
                f1 <= extent.f1
                and extent.f2 <= f2
                and t1 <= extent.t1
                and extent.t2 <= t2
                and extent != vague
            ):
                yield place


def _f1(placed: tuple[Extent, int]) -> int:
    return placed[0].f1


def _t1(placed: tuple[Extent, int]) -> int:
    return placed[0].t1

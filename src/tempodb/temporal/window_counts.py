"""How many held in each of many windows, counted at once."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

from tempodb.temporal.facts import Fact, Quantifier, judge
from tempodb.temporal.periods import Certainty, Window
from tempodb.temporal.steps import Holder


class Counts(NamedTuple):
    """How many certainly held, and how many possibly, those included."""

    certain: int
    possible: int


def count_by_window(holders: Iterable[Holder], windows: Sequence[Window]) -> list[Counts]:
    """Return how many held on some day of each of *windows*, which follow each other in time.

    MEANING.md, M32.

    >>> from tempodb.temporal.periods import Extent, Period
    >>> fact = Fact(("a",), "member", Period(None, None), Extent(3, 5, 8, 8))
    >>> count_by_window([Holder("a", fact)], [Window(0, 4), Window(4, 6), Window(8, 9)])
    [Counts(certain=0, possible=1), Counts(certain=1, possible=1), Counts(certain=0, possible=0)]
    """
    starts, ends = [window.start for window in windows], [window.end for window in windows]
    certain: dict[Hashable, set[range]] = defaultdict(set)
    possible: dict[Hashable, set[range]] = defaultdict(set)
    for who, fact in holders:
        f1, f2, t1, t2 = fact.extent
        certain[who].add(range(bisect_right(ends, f2), bisect_left(starts, t1)))
        some = range(bisect_right(ends, f1), bisect_left(starts, t2))
        if fact.excluded:
            possible[who].update(range(i, i + 1) for i in some if _is_possible(fact, windows[i]))
        else:
            possible[who].add(some)
    counts = zip(_sums(certain.values(), len(windows)), _sums(possible.values(), len(windows)), strict=True)
    return [Counts(*both) for both in counts]


def _is_possible(fact: Fact, window: Window) -> bool:
    return judge(fact, window, Quantifier.SOME) in (Certainty.CERTAIN, Certainty.POSSIBLE)


def _sums(ranges: Iterable[set[range]], length: int) -> Iterator[int]:
    """Yield for each of *length* places how many of the sets have a range that holds it."""
    # Differences first and sums after: each range costs two steps, however many places it covers.
    changes = [0] * (length + 1)
    for of_one in ranges:
        reached = 0
        for stretch in sorted(of_one, key=lambda r: r.start):
            start = max(stretch.start, reached)
            if stretch.stop > start:
                changes[start] += 1
                changes[stretch.stop] -= 1
                reached = stretch.stop
    return accumulate(changes[:length])

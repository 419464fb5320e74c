"""Which of several days, none of them known exactly, comes next after another."""

from __future__ import annotations

from collections.abc import Iterable

from tempodb.temporal.periods import Certainty

CandidateDays = tuple[int, int]
"""The first and the last day that may be meant."""


def comes_after(day: CandidateDays, other: CandidateDays) -> Certainty | None:
    """Return how surely a day comes after another one.

    >>> comes_after((3, 5), (1, 2)), comes_after((3, 5), (4, 4)), comes_after((3, 5), (5, 9))
    (<Certainty.CERTAIN: 'certain'>, <Certainty.POSSIBLE: 'possible'>, None)
    """
    if day[0] > other[1]:
        return Certainty.CERTAIN
    return Certainty.POSSIBLE if day[1] > other[0] else None


def comes_next(day: CandidateDays, other: CandidateDays, days: Iterable[CandidateDays]) -> Certainty | None:
    """Return how surely a day is the first of *days*, which it is not among, that comes after another one.

    MEANING.md, M60.

    >>> comes_next((3, 5), (1, 2), [(5, 9)]), comes_next((3, 5), (1, 2), [(4, 9)]), comes_next((5, 6), (1, 2), [(4, 4)])
    (<Certainty.CERTAIN: 'certain'>, <Certainty.POSSIBLE: 'possible'>, None)
    """
    after = comes_after(day, other)
    if after is None:
        return None
    between = list(days)
    # As soon as it can be, and the other as late as it can be then.
    soonest, latest = max(day[0], other[0] + 1), other[1]
    if any(latest < first and last < soonest for first, last in between):
        return None
    may_lie_between = any(max(first, other[0] + 1) <= min(last, day[1] - 1) for first, last in between)
    return Certainty.POSSIBLE if may_lie_between else after

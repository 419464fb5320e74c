"""Claims of when one party existed that cannot all be true, found without a look at every pair."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence

from tempodb.temporal.bounds import Bound
from tempodb.temporal.facts import Fact, Standing


def contradictory_lives(lives: Iterable[Fact]) -> Iterator[tuple[Fact, Fact]]:
    """Yield the accepted facts of when one party existed that cannot mean one founding and one dissolution.

    MEANING.md, M14.

    Of each two, the earlier one of *lives* comes first.
    """
    accepted = [fact for fact in lives if fact.standing is Standing.ACCEPTED]
    foundings = _contradicting([fact.period.from_ for fact in accepted])
    dissolutions = _contradicting([fact.period.to for fact in accepted])
    for i, fact in enumerate(accepted):
        for j in sorted({*foundings(fact.period.from_), *dissolutions(fact.period.to)}):
            if j > i:
                yield fact, accepted[j]


def _contradicting(bounds: Sequence[Bound]) -> Callable[[Bound], Iterator[int]]:
    """Return what tells which of *bounds* date one event otherwise than a bound does; an open end says nothing."""
    told = [(bound, place) for place, bound in enumerate(bounds) if not bound.is_open]
    by_first = sorted((bound.earliest, place) for bound, place in told)
    by_last = sorted((bound.latest, place) for bound, place in told)

    def contradicting(bound: Bound) -> Iterator[int]:
        if bound.is_open:
            return
        for _, place in by_first[bisect_right(by_first, bound.latest, key=_day) :]:
            yield place
        for _, place in by_last[: bisect_left(by_last, bound.earliest, key=_day)]:
            yield place

    return contradicting


def _day(dated: tuple[int, int]) -> int:
    return dated[0]

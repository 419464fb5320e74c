"""Claims of when one party existed: which tell of one life, and which cannot all be true."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence

from tempodb.temporal.bounds import Bound
from tempodb.temporal.facts import Fact, Standing

UNNUMBERED = "{}"
"""What is said of a life that is the only one, or of which is not said which it is."""


def told_apart(facts: Iterable[Fact]) -> list[list[Fact]]:
    """Return the facts of when one party existed, those of each of its lives together, in the order of time.

    MEANING.md, M51. What does not say of which life it tells is told with the first that it can agree with.
    """
    lives: dict[Hashable, list[Fact]] = defaultdict(list)
    for fact in facts:
        lives[fact.value].append(fact)
    unnumbered = lives.pop(UNNUMBERED, [])
    if not lives:
        return [unnumbered] if unnumbered else []
    in_order = sorted(lives.values(), key=lambda told: told[0].extent)
    for fact in unnumbered:
        agreeing = (told for told in in_order if not any(_contradictory([fact, *told])))
        next(agreeing, in_order[0]).append(fact)
    return in_order


def contradictory_lives(lives: Iterable[Fact]) -> Iterator[tuple[Fact, Fact]]:
    """Yield the accepted facts of when one party existed that cannot all be true.

    MEANING.md, M14. Those of one life have to mean one founding and one dissolution, and those of two may
    not overlap.
    """
    apart = told_apart(fact for fact in lives if fact.standing is Standing.ACCEPTED)
    for told in apart:
        yield from _contradictory(told)
    for at, one in enumerate(apart):
        for other in apart[at + 1 :]:
            a, b = one[0], other[0]
            if a.extent.t1 > b.extent.f2 and b.extent.t1 > a.extent.f2:
                yield a, b


def _contradictory(accepted: Sequence[Fact]) -> Iterator[tuple[Fact, Fact]]:
    """Yield each two facts that cannot mean one founding and one dissolution; the earlier one comes first."""
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

"""A timeline of which every end is one day: joined as intervals of days, since it leaves one world only."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterator, Sequence
from operator import attrgetter

from tempodb.temporal.bounds import Bound
from tempodb.temporal.facts import Fact, Standing
from tempodb.temporal.periods import Extent, Period

WRITTEN_DAY = len("2012-06-28")


def joined_if_exact(facts: Sequence[Fact]) -> list[Fact] | None:
    """Return what accepted facts of one key come to, as they were told, None unless every end is a day or open.

    That is what `timelines.coalesce` and `timelines.narrow` make of them: such ends tell nothing of each
    other, and facts of one value are one where they touch or overlap.
    """
    if not all(map(_is_exact, facts)):
        return None
    by_value: dict[Hashable, list[Fact]] = defaultdict(list)
    for fact in facts:
        by_value[fact.value].append(fact)
    return [whole for alike in by_value.values() for whole in _joined(alike)]


def _is_exact(fact: Fact) -> bool:
    from_, to = fact.period
    return fact.standing is Standing.ACCEPTED and _is_day(from_) and _is_day(to)


def _is_day(end: Bound) -> bool:
    # A day may be written as a range, and of what is joined the shortest text is shown.
    return end.earliest == end.latest and (end.is_open or len(end.text) == WRITTEN_DAY)


def _joined(alike: list[Fact]) -> Iterator[Fact]:
    if len(alike) == 1:
        yield alike[0]
        return
    first, *others = sorted(alike, key=attrgetter("extent"))
    for fact in others:
        if fact.extent.f1 <= first.extent.t2:
            first = _both(first, fact)
        else:
            yield first
            first = fact
    yield first


def _both(first: Fact, second: Fact) -> Fact:
    last = max(first, second, key=attrgetter("extent.t2"))
    return first._replace(
        period=Period(first.period.from_, last.period.to),
        extent=Extent(*first.extent[:2], *last.extent[2:]),
        sources=first.sources | second.sources,
        claims=first.claims | second.claims,
    )

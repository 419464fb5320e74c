"""One key along valid time: contradictions, narrowing between neighbours, coalescing."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from functools import reduce
from itertools import islice

from tempodb.temporal.bounds import agreed
from tempodb.temporal.clashes import overlapping
from tempodb.temporal.facts import Fact, Standing, of_party
from tempodb.temporal.handovers import between_events, handovers, parted
from tempodb.temporal.holdings import holdings, runs
from tempodb.temporal.merging import union
from tempodb.temporal.periods import Extent, Period, extent_of, tighten


def can_precede(a: Extent, b: Extent) -> bool:
    """Return whether in some world *a* has ended when *b* begins.

    >>> can_precede(Extent(1, 1, 5, 9), Extent(7, 7, 20, 20)), can_precede(Extent(1, 1, 8, 9), Extent(7, 7, 20, 20))
    (True, False)
    """
    return a.t1 <= b.f2


def contradictions(facts: Iterable[Fact]) -> Iterator[tuple[Fact, Fact]]:
    """Yield the accepted facts of one key that have different values and can be disjoint in no world.

    MEANING.md, M14.
    """
    return overlapping([fact for fact in facts if fact.standing is Standing.ACCEPTED])


def life(lives: Sequence[Fact]) -> Fact:
    """Return what accepted facts of when one party existed say together: founding and dissolution.

    MEANING.md, M20.

    Different claims have their own say of each event.
    """
    return reduce(_agreed, lives)


def _agreed(a: Fact, b: Fact) -> Fact:
    from_, to = (agreed(x, y) or x for x, y in zip(a.period, b.period, strict=True))
    period = Period(from_, to)
    return union([a, b])._replace(period=period, extent=extent_of(period) or a.extent)


def narrow(facts: Sequence[Fact]) -> list[Fact]:
    """Return the facts of one key narrowed to what their neighbours leave.

    Accepted facts of different values do not overlap. So where one of two can only come before the
    other, it has ended when the other begins: what was left open of its end, or of the other's
    beginning, is bounded by that. Ends that were stated on both sides stay as they are, but for an
    event that two facts share, which is on a day that both of them allow.
    """
    # MEANING.md, M15: bounds are propagated until nothing changes; each fact bounds another at most once.
    accepted = [fact for fact in facts if fact.standing is Standing.ACCEPTED]
    if len(accepted) < 2:
        return list(facts)
    met = handovers(accepted)
    for _ in accepted:
        # Where either can come first, it is left open whether what they meet at is one event.
        shared = [(i, j) for i, j in met if not can_precede(accepted[j].extent, accepted[i].extent)]
        narrowed = between_events(_bounded_by_neighbours(accepted), shared)
        if narrowed == accepted:
            break
        accepted = narrowed
    told = iter(accepted)
    return [next(told) if fact.standing is Standing.ACCEPTED else fact for fact in facts]


def _bounded_by_neighbours(facts: list[Fact]) -> list[Fact]:
    """Return accepted facts with ends left open bounded by the nearest that can only follow, or go before."""
    is_open = any(end.is_one_sided for fact in facts for end in fact.period)
    if not is_open or len({fact.value for fact in facts}) == 1:
        return facts
    by_start = sorted(facts, key=lambda fact: fact.extent.f2)
    by_end = sorted(facts, key=lambda fact: fact.extent.t1)
    starts, ends = [fact.extent.f2 for fact in by_start], [fact.extent.t1 for fact in by_end]
    parted = []
    for fact in facts:
        f1, f2, t1, t2 = extent = fact.extent
        if fact.period.to.is_one_sided:
            followers = islice(by_start, bisect_left(starts, t1), None)
            next_ = next((other for other in followers if _comes_before(fact, other)), None)
            if next_ is not None:
                extent = tighten(f1, f2, t1, min(t2, next_.extent.f2)) or extent
        if fact.period.from_.is_one_sided:
            before = reversed(by_end[: bisect_right(ends, f2)])
            last = next((other for other in before if _comes_before(other, fact)), None)
            if last is not None:
                f1, f2, t1, t2 = extent
                extent = tighten(max(f1, last.extent.t1), f2, t1, t2) or extent
        parted.append(fact._replace(extent=extent))
    return parted


def _comes_before(a: Fact, b: Fact) -> bool:
    """Whether *a*, of another value, has ended when *b* begins, as it cannot be the other way round."""
    # A detectable precedence on one resource (Vilím 2004): of the two orders only one is left.
    return a.value != b.value and can_precede(a.extent, b.extent) and not can_precede(b.extent, a.extent)


def coalesce(facts: Iterable[Fact]) -> list[Fact]:
    """Return facts of equal key, value and standing joined where they meet, or tell one holding.

    What is joined carries the sources of all its pieces.
    """
    # MEANING.md, M16 to M18: coalescing (Böhlen, Snodgrass, Soo 1996), here of imprecise ends.
    told = list(facts)
    if len(told) < 2:
        return told
    groups = _grouped(parted(told), lambda fact: fact.value)
    return [whole for group in groups for whole in (holdings if _are_claims(group) else runs)(group)]


def _are_claims(pieces: Sequence[Fact]) -> bool:
    """Whether pieces of one value are accepted, and as they were told, so that they can agree."""
    return pieces[0].standing is Standing.ACCEPTED and not any(piece.intersected for piece in pieces)


def coalesce_parties(facts: Iterable[Fact]) -> list[Fact]:
    """Return facts of one party in one place joined whatever their values, as whole questions need.

    MEANING.md, M19.
    """
    of_parties = (fact._replace(key=of_party(fact.key)) if fact.key[2:] > ("",) else fact for fact in facts)
    return [whole for group in _grouped(of_parties, lambda _: None) for whole in runs(group)]


def in_order(pieces: Sequence[Fact]) -> list[Fact]:
    """Return pieces of one key in the order of time: each before the one that begins with the event of its end.

    Of those with equal dates, the order is that of their values.
    """
    narrowed = between_events(pieces, handovers(pieces))
    return [
        pieces[i]
        for i in sorted(range(len(pieces)), key=lambda i: (narrowed[i].extent, str(pieces[i].value)))
    ]


def _grouped(facts: Iterable[Fact], value: Callable[[Fact], Hashable]) -> Iterable[list[Fact]]:
    groups: dict[tuple[Hashable, ...], list[Fact]] = defaultdict(list)
    for fact in facts:
        groups[fact.key, value(fact), fact.standing].append(fact)
    return groups.values()

"""Events that facts of one key share: the one ends with what the other begins with."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import product

from tempodb.temporal.bounds import NEVER, Bound
from tempodb.temporal.facts import Fact, Standing
from tempodb.temporal.periods import tighten

Handover = tuple[int, int]
"""The places, among some facts, of one that ends and of one that begins with the same event."""


def handovers(facts: Sequence[Fact]) -> list[Handover]:
    """Return which of some facts of one key share an event, in the order of time (MEANING.md, M13).

    Two facts meet where the one ends *before* the other at equal candidates. Of many that end and begin
    with one event, each is paired with one of the others. Two between which a third both began and ended
    at those candidates do not meet: what ended the one is another event than what began the other.
    """
    beginning: dict[Bound, list[int]] = defaultdict(list)
    ending: dict[Bound, list[int]] = defaultdict(list)
    for place, fact in enumerate(facts):
        for start in _starts(fact):
            beginning[start].append(place)
        for end in _ends(fact):
            ending[end].append(place)
    met = {
        (i, j)
        for event in ending.keys() & beginning.keys()
        for i, j in _pairs(ending[event], beginning[event], facts)
        if i != j and _is_handover(facts[i], facts[j]) and not _is_parted(event, facts[i], facts[j])
    }
    return sorted(met, key=lambda pair: (facts[pair[0]].extent, facts[pair[1]].extent))


def _pairs(ending: list[int], beginning: list[int], facts: Sequence[Fact]) -> Iterator[Handover]:
    """Yield pairs of what ends and what begins at one bound: enough to connect all that share an event."""
    both = set(ending).intersection(beginning)
    before, after = ([i for i in places if i not in both] for places in (ending, beginning))
    if both:
        yield from ((i, j) for i, j in product(before, after) if not _has_between(i, j, both, facts))
    elif before and after and _is_one_event([facts[i] for i in before], [facts[j] for j in after]):
        yield from ((before[0], j) for j in after)
        yield from ((i, after[0]) for i in before)
    else:
        yield from product(before, after)
    yield from product(both, beginning)
    yield from product(before, both)


def _has_between(i: int, j: int, both: Iterable[int], facts: Sequence[Fact]) -> bool:
    return any(_precedes(facts[i], facts[k]) and _precedes(facts[k], facts[j]) for k in both)


def _precedes(a: Fact, b: Fact) -> bool:
    """Whether *a* ends with what *b* begins with, and *b* cannot have ended before *a* began."""
    return _is_handover(a, b) and b.extent.t1 > a.extent.f2


def _is_parted(event: Bound, a: Fact, b: Fact) -> bool:
    return event in a.parted and event in b.parted


def parted(facts: Iterable[Fact]) -> Iterable[Fact]:
    """Return facts, marked with the bounds at which another of the same key lies between two of one value.

    Whoever sees those of one value alone would take them for one (MEANING.md, M13).
    """
    facts = list(facts)
    short = [fact for fact in facts if _starts(fact) & _ends(fact) and fact.standing is Standing.ACCEPTED]
    if not short:
        return facts
    marked: dict[int, set[Bound]] = defaultdict(set)
    for between in short:
        beside = [
            (place, fact)
            for place, fact in enumerate(facts)
            if fact.key == between.key and fact.standing is Standing.ACCEPTED and fact.value != between.value
        ]
        for event in _starts(between) & _ends(between):
            before = [i for i, fact in beside if event in _ends(fact) and _precedes(fact, between)]
            after = [j for j, fact in beside if event in _starts(fact) and _precedes(between, fact)]
            for place in {*before, *after} if before and after else ():
                marked[place].add(event)
    return [
        fact._replace(parted=fact.parted | marked[place]) if place in marked else fact
        for place, fact in enumerate(facts)
    ]


def _is_one_event(before: Sequence[Fact], after: Sequence[Fact]) -> bool:
    """Whether each fact of some hands over to each of others, and can do so in no other order."""
    begun, over = max(fact.extent.f2 for fact in before), min(fact.extent.t1 for fact in after)
    stated = max(fact.period.from_.latest for fact in before), min(fact.period.to.earliest for fact in after)
    is_known = not any(fact.period.to.latest == NEVER for fact in before) and not any(
        fact.period.from_.is_unknown for fact in after
    )
    is_one = not any(fact.began or fact.ended for fact in (*before, *after))
    return is_known and is_one and begun < over and stated[0] + 1 < stated[1]


def _starts(fact: Fact) -> frozenset[Bound]:
    return fact.began | {fact.period.from_}


def _ends(fact: Fact) -> frozenset[Bound]:
    return fact.ended | {fact.period.to}


def _is_handover(a: Fact, b: Fact) -> bool:
    # Pieces that one claim was cut into share what it was cut at, however that is written.
    if a.claims == b.claims:
        return True
    # Where either can come first, no day is told to end the one and to begin the other.
    return _can_meet(a, b) and not _can_meet(b, a)


def _can_meet(a: Fact, b: Fact) -> bool:
    """Whether *a* ends with the event that *b* begins with, on a day that leaves one to each of them."""
    # An end that may never come has other candidates than a beginning that is written as it is.
    ends = {end for end in _ends(a) if end.latest < NEVER}
    is_event = not ends.isdisjoint(start for start in _starts(b) if not start.is_unknown)
    return is_event and a.period.from_.earliest + 1 < b.period.to.latest


def between_events(facts: Sequence[Fact], shared: Sequence[Handover]) -> list[Fact]:
    """Return the facts with the candidates of shared events reduced to those that all of them allow.

    MEANING.md, M13, M15.
    """
    extents = [fact.extent for fact in facts]
    for _ in shared:
        before = list(extents)
        # Once along time and once back is enough where no event is dated in more than one way.
        for i, j in (*shared, *reversed(shared)):
            first, last = max(extents[i].t1, extents[j].f1), min(extents[i].t2, extents[j].f2)
            a, b = extents[i]._replace(t1=first, t2=last), extents[j]._replace(f1=first, f2=last)
            extents[i], extents[j] = tighten(*a) or extents[i], tighten(*b) or extents[j]
        if extents == before:
            break
    return [fact._replace(extent=extent) for fact, extent in zip(facts, extents, strict=True)]


def connected(count: int, pairs: Sequence[Handover]) -> list[list[int]]:
    """Return the groups in which *count* places hang together by pairs, directly or through others.

    >>> connected(4, [(0, 2), (2, 3)])
    [[0, 2, 3], [1]]
    """
    # Union-find with path halving (Tarjan and van Leeuwen 1984).
    first = list(range(count))

    def root(place: int) -> int:
        while first[place] != place:
            first[place] = first[first[place]]
            place = first[place]
        return place

    for pair in pairs:
        low, high = sorted(map(root, pair))
        first[high] = low
    groups: dict[int, list[int]] = defaultdict(list)
    for place in range(count):
        groups[root(place)].append(place)
    return list(groups.values())

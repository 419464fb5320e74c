"""Events that facts of one key share: the one ends with what the other begins with."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from tempodb.temporal.bounds import NEVER, Bound
from tempodb.temporal.facts import Fact
from tempodb.temporal.periods import tighten

Handover = tuple[int, int]
"""The places, among some facts, of one that ends and of one that begins with the same event."""


def handovers(facts: Sequence[Fact]) -> list[Handover]:
    """Return which of some facts of one key share an event, in the order of time.

    Two facts meet where the one ends *before* the other at equal candidates.
    """
    beginning: dict[Bound, list[int]] = defaultdict(list)
    for place, fact in enumerate(facts):
        for start in _starts(fact):
            beginning[start].append(place)
    met = {(i, j) for i, fact in enumerate(facts) for end in _ends(fact) for j in beginning.get(end, ())}
    found = [(i, j) for i, j in met if i != j and _is_handover(facts[i], facts[j])]
    return sorted(found, key=lambda pair: (facts[pair[0]].extent, facts[pair[1]].extent))


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
    """Return the facts with the candidates of shared events reduced to those that all of them allow."""
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

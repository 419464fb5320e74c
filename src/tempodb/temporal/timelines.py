"""One key along valid time: contradictions, narrowing between neighbours, coalescing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from itertools import combinations, permutations

from tempodb.temporal.bounds import earlier, later
from tempodb.temporal.facts import Fact, Standing
from tempodb.temporal.periods import Extent, Period, tighten


def can_precede(a: Extent, b: Extent) -> bool:
    """Return whether in some world *a* has ended when *b* begins.

    >>> can_precede(Extent(1, 1, 5, 9), Extent(7, 7, 20, 20)), can_precede(Extent(1, 1, 8, 9), Extent(7, 7, 20, 20))
    (True, False)
    """
    return a.t1 <= b.f2


def contradictions(facts: Iterable[Fact]) -> Iterator[tuple[Fact, Fact]]:
    """Yield the accepted facts of one key that have different values and can be disjoint in no world."""
    accepted = [fact for fact in facts if fact.standing is Standing.ACCEPTED]
    for a, b in combinations(accepted, 2):
        if a.value != b.value and not (can_precede(a.extent, b.extent) or can_precede(b.extent, a.extent)):
            yield a, b


def narrow(facts: Sequence[Fact]) -> list[Fact]:
    """Return the facts of one key with unknown and one-sided ends narrowed to what neighbours leave.

    Accepted facts of different values do not overlap. So where one of two can only come before the
    other, it has ended when the other begins: what was left open of its end, or of the other's
    beginning, is bounded by that. Ends that were stated on both sides stay as they are.
    """
    if not any(end.is_one_sided for fact in facts for end in fact.period):
        return list(facts)
    extents = [fact.extent for fact in facts]
    accepted = [i for i, fact in enumerate(facts) if fact.standing is Standing.ACCEPTED]
    pairs = [(i, j) for i, j in permutations(accepted, 2) if facts[i].value != facts[j].value]
    for _ in facts:
        before = list(extents)
        for i, j in pairs:
            _part(facts, extents, i, j)
        if extents == before:
            break
    return [fact._replace(extent=extent) for fact, extent in zip(facts, extents, strict=True)]


def _part(facts: Sequence[Fact], extents: list[Extent], i: int, j: int) -> None:
    first, second = extents[i], extents[j]
    if not can_precede(first, second) or can_precede(second, first):
        return
    if facts[i].period.to.is_one_sided:
        extents[i] = tighten(first.f1, first.f2, first.t1, min(first.t2, second.f2)) or first
    if facts[j].period.from_.is_one_sided:
        extents[j] = tighten(max(second.f1, first.t1), second.f2, second.t1, second.t2) or second


def coalesce(facts: Iterable[Fact]) -> list[Fact]:
    """Return facts of equal key, value and standing joined where they meet or certainly overlap.

    Two facts meet when one ends where the other begins, at equal candidates: that is one event.
    What is joined carries the sources of all its pieces.
    """
    return [whole for group in _grouped(facts, lambda fact: fact.value) for whole in _joined(group)]


def coalesce_parties(facts: Iterable[Fact]) -> list[Fact]:
    """Return facts of equal key and standing joined whatever their values, as whole questions need."""
    return [whole for group in _grouped(facts, lambda _: None) for whole in _joined(group)]


def _grouped(facts: Iterable[Fact], value: Callable[[Fact], Hashable]) -> Iterable[list[Fact]]:
    groups: dict[tuple[Hashable, ...], list[Fact]] = defaultdict(list)
    for fact in facts:
        groups[fact.key, value(fact), fact.standing].append(fact)
    return groups.values()


def _joined(pieces: list[Fact]) -> list[Fact]:
    if len(pieces) == 1:
        return pieces
    pieces = _merged(sorted(pieces, key=_order), lambda a, b: a.period == b.period, _union)
    while True:
        count = len(pieces)
        pieces = _merged(pieces, _is_cut, _chain)
        pieces = _merged(pieces, _is_handover, _chain)
        pieces = _merged(pieces, _certainly_overlap, _union)
        if len(pieces) == count:
            return pieces


def _order(fact: Fact) -> tuple[Extent, list[int]]:
    return fact.extent, sorted(fact.claims)


def _merged(
    pieces: list[Fact], fits: Callable[[Fact, Fact], bool], merge: Callable[[Fact, Fact], Fact]
) -> list[Fact]:
    """Merge every two pieces that fit, until none do."""
    rest = list(pieces)
    done: list[Fact] = []
    while rest:
        piece = rest.pop(0)
        partner = next((i for i, other in enumerate(rest) if fits(piece, other)), None)
        if partner is not None:
            rest.insert(0, merge(piece, rest.pop(partner)))
            continue
        partner = next((i for i, other in enumerate(rest) if fits(other, piece)), None)
        if partner is not None:
            rest.insert(0, merge(rest.pop(partner), piece))
            continue
        done.append(piece)
    return done


def _is_cut(a: Fact, b: Fact) -> bool:
    """Whether two pieces of one claim meet."""
    return a.claims == b.claims and a.period.to == b.period.from_


def _is_handover(a: Fact, b: Fact) -> bool:
    return a.period.to == b.period.from_ and not a.period.to.is_unknown


def _certainly_overlap(a: Fact, b: Fact) -> bool:
    return max(a.extent.f2, b.extent.f2) < min(a.extent.t1, b.extent.t1)


def _chain(a: Fact, b: Fact) -> Fact:
    """Join two pieces at the one event that ends *a* and begins *b*."""
    event_first = max(a.extent.t1, b.extent.f1)
    event_last = min(a.extent.t2, b.extent.f2)
    extent = Extent(
        a.extent.f1,
        max(a.extent.f1, min(a.extent.f2, event_last - 1)),
        min(b.extent.t2, max(b.extent.t1, event_first + 1)),
        b.extent.t2,
    )
    return _both(a, b, Period(a.period.from_, b.period.to), extent)


def _union(a: Fact, b: Fact) -> Fact:
    extent = Extent(*map(min, a.extent[:2], b.extent[:2]), *map(max, a.extent[2:], b.extent[2:]))
    period = Period(earlier(a.period.from_, b.period.from_), later(a.period.to, b.period.to))
    return _both(a, b, period, extent)


def _both(a: Fact, b: Fact, period: Period, extent: Extent) -> Fact:
    return a._replace(period=period, extent=extent, sources=a.sources | b.sources, claims=a.claims | b.claims)

"""One key along valid time: contradictions, narrowing between neighbours, coalescing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from functools import reduce
from itertools import combinations, permutations

from tempodb.temporal.bounds import agreed, earlier, later
from tempodb.temporal.facts import Fact, Standing
from tempodb.temporal.periods import Extent, Period, extent_of, tighten


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


def contradictory_lives(lives: Iterable[Fact]) -> Iterator[tuple[Fact, Fact]]:
    """Yield the accepted facts of when one party existed that cannot mean one founding and one dissolution."""
    accepted = [fact for fact in lives if fact.standing is Standing.ACCEPTED]
    for a, b in combinations(accepted, 2):
        if any(agreed(x, y) is None for x, y in zip(a.period, b.period, strict=True)):
            yield a, b


def life(lives: Sequence[Fact]) -> Fact:
    """Return what accepted facts of when one party existed say together: founding and dissolution.

    The parts that one claim was cut into are one; different claims have their own say of each event.
    """
    return reduce(_agreed, whole_claims(lives))


def whole_claims(facts: Iterable[Fact]) -> list[Fact]:
    """Return the facts with the parts that one claim was cut into joined again."""
    claimed: dict[Hashable, list[Fact]] = defaultdict(list)
    for fact in facts:
        claimed[fact.claims].append(fact)
    return [whole for parts in claimed.values() for whole in coalesce(parts)]


def _agreed(a: Fact, b: Fact) -> Fact:
    from_, to = (agreed(x, y) or x for x, y in zip(a.period, b.period, strict=True))
    period = Period(from_, to)
    return _union([a, b])._replace(period=period, extent=extent_of(period) or a.extent)


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


def in_order(pieces: Sequence[Fact]) -> list[Fact]:
    """Return pieces of one key in the order of time: each before the one that begins with the event of its end."""
    narrowed = _between_events(list(pieces))
    return [pieces[i] for i in sorted(range(len(pieces)), key=lambda i: narrowed[i].extent)]


def _grouped(facts: Iterable[Fact], value: Callable[[Fact], Hashable]) -> Iterable[list[Fact]]:
    groups: dict[tuple[Hashable, ...], list[Fact]] = defaultdict(list)
    for fact in facts:
        groups[fact.key, value(fact), fact.standing].append(fact)
    return groups.values()


def _joined(pieces: list[Fact]) -> list[Fact]:
    """Join the pieces of one group: those alike, then those that share events, then those that overlap."""
    if len(pieces) == 1:
        return pieces
    chains = [_chained(chain) for chain in _connected(_alike(pieces), _is_handover)]
    return [_union(overlapping) for overlapping in _connected(_alike(chains), _certainly_overlap)]


def _alike(pieces: Iterable[Fact]) -> list[Fact]:
    """Return the pieces with those of equal periods made one."""
    by_period: dict[Period, list[Fact]] = defaultdict(list)
    for piece in pieces:
        by_period[piece.period].append(piece)
    return [_union(same) for same in by_period.values()]


def _connected(pieces: Sequence[Fact], are: Callable[[Fact, Fact], bool]) -> list[list[Fact]]:
    """Return the groups of pieces that hang together, directly or through others."""
    groups: list[list[Fact]] = []
    for piece in sorted(pieces, key=_order):
        linked = [group for group in groups if any(are(piece, other) or are(other, piece) for other in group)]
        groups = [group for group in groups if group not in linked]
        groups.append([piece, *(other for group in linked for other in group)])
    return groups


def _order(fact: Fact) -> tuple[Extent, tuple[str, str], list[int]]:
    return fact.extent, (fact.period.from_.text, fact.period.to.text), sorted(fact.claims)


def _is_handover(a: Fact, b: Fact) -> bool:
    """Whether one event ends *a* and begins *b*; pieces that one claim was cut into always share theirs."""
    if a.period.to != b.period.from_:
        return False
    # Pieces of one value are one row however they meet.
    if a.value != b.value and not _can_follow(a.period, b.period):
        return False
    return a.claims == b.claims or not (a.period.to.is_unknown or b.period.from_.is_unknown)


def _can_follow(a: Period, b: Period) -> bool:
    """Whether *a* can begin before, and *b* end after, one day on which they meet."""
    first = max(a.to.earliest, a.from_.earliest + 1)
    return first <= min(a.to.latest, b.to.latest - 1)


def _certainly_overlap(a: Fact, b: Fact) -> bool:
    return max(a.extent.f2, b.extent.f2) < min(a.extent.t1, b.extent.t1)


def _chained(pieces: list[Fact]) -> Fact:
    """Join pieces that share events: from the first beginning to the last end, narrowed by all between."""
    if len(pieces) == 1:
        return pieces[0]
    narrowed = _between_events(pieces)
    first = [
        piece for piece in narrowed if not any(_is_handover(other, piece) for other in pieces)
    ] or narrowed
    last = [
        piece for piece in narrowed if not any(_is_handover(piece, other) for other in pieces)
    ] or narrowed
    start, end = _union(first), _union(last)
    extent = Extent(*start.extent[:2], *end.extent[2:])
    return _union(pieces)._replace(period=Period(start.period.from_, end.period.to), extent=extent)


def _between_events(pieces: list[Fact]) -> list[Fact]:
    """Return the pieces with the candidates of shared events reduced to those that all of them allow."""
    extents = [piece.extent for piece in pieces]
    shared = [(i, j) for i, j in permutations(range(len(pieces)), 2) if _is_handover(pieces[i], pieces[j])]
    while True:
        before = list(extents)
        for i, j in shared:
            first, last = max(extents[i].t1, extents[j].f1), min(extents[i].t2, extents[j].f2)
            a, b = extents[i]._replace(t1=first, t2=last), extents[j]._replace(f1=first, f2=last)
            extents[i], extents[j] = tighten(*a) or extents[i], tighten(*b) or extents[j]
        if extents == before:
            return [piece._replace(extent=extent) for piece, extent in zip(pieces, extents, strict=True)]


def _union(pieces: Sequence[Fact]) -> Fact:
    """Return one fact from the earliest beginning to the latest end, with all sources and claims."""
    return pieces[0]._replace(
        period=Period(
            reduce(earlier, (p.period.from_ for p in pieces)), reduce(later, (p.period.to for p in pieces))
        ),
        extent=Extent(*(pick(p.extent[i] for p in pieces) for i, pick in enumerate((min, min, max, max)))),
        sources=frozenset().union(*(piece.sources for piece in pieces)),
        claims=frozenset().union(*(piece.claims for piece in pieces)),
        barred=tuple(sorted({bar for piece in pieces for bar in piece.barred})),
    )

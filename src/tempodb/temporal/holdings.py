"""Pieces of one key and standing → one fact a holding: what meets, overlaps, or tells the same more vaguely."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from tempodb.temporal.bounds import ALWAYS
from tempodb.temporal.events import between_events, connected, handovers
from tempodb.temporal.facts import Fact
from tempodb.temporal.merging import Merging, agreed, also_told, union
from tempodb.temporal.nesting import Nesting
from tempodb.temporal.periods import Extent, Period


class Chain(NamedTuple):
    """Pieces that share events, each with the next, and what they are together."""

    whole: Fact
    pieces: tuple[Fact, ...]


def holdings(claims: Sequence[Fact]) -> list[Fact]:
    """Return claims of one value as the holdings of which they tell.

    Claims tell one holding where they certainly overlap, or where both ends of the one allow all that
    both ends of the other allow. Each of its ends is one event wherever all of them can mean one day.
    """
    told = list(claims)
    while len(told) > 1:
        claims = told
        told = [
            also_told(agreed([chain.whole for chain in exact]), [chain.whole for chain in vaguer])
            for exact, vaguer in telling_one(chains(claims, agreed))
        ]
        if len(told) == len(claims):
            break
    return told


def runs(pieces: Sequence[Fact]) -> list[Fact]:
    """Return pieces joined where they meet or certainly overlap, each as long as all that it is joined from."""
    joined = list(pieces)
    while len(joined) > 1:
        pieces = joined
        met = [chain.whole for chain in chains(pieces, union)]
        joined = [union([met[i] for i in group]) for group in _overlapping([one.extent for one in met])]
        if len(joined) == len(pieces):
            break
    return joined


def chains(pieces: Sequence[Fact], one: Merging) -> list[Chain]:
    """Return pieces with those alike made one, and those that share events put together.

    A chain lasts from the first beginning to the last end, narrowed by all events between.
    """
    alike = _alike(pieces, one)
    shared = handovers(alike)
    narrowed = between_events(alike, shared)
    followed, following = {i for i, _ in shared}, {j for _, j in shared}
    found = []
    for group in connected(len(alike), shared):
        parts = [narrowed[i] for i in group]
        if len(group) == 1:
            found.append(Chain(parts[0], tuple(parts)))
            continue
        start = one([narrowed[i] for i in group if i not in following] or parts)
        end = one([narrowed[i] for i in group if i not in followed] or parts)
        whole = union(parts)._replace(
            period=Period(start.period.from_, end.period.to),
            extent=Extent(*start.extent[:2], *end.extent[2:]),
            began=start.began,
            ended=end.ended,
        )
        found.append(Chain(whole, tuple(parts)))
    return found


def _alike(pieces: Iterable[Fact], one: Merging) -> list[Fact]:
    """Return the pieces with those of equal periods made one."""
    by_period: dict[Period, list[Fact]] = defaultdict(list)
    for piece in pieces:
        by_period[piece.period].append(piece)
    return [one(same) for same in by_period.values()]


def telling_one(found: Sequence[Chain]) -> Iterator[tuple[list[Chain], list[Chain]]]:
    """Yield for each holding the chains that tell of it, and those that tell the same more vaguely.

    What may be any of several holdings tells of each of them, and makes them no more one than they were.
    """
    told = [(piece.extent, place) for place, chain in enumerate(found) for piece in chain.pieces]
    told += [(chain.whole.extent, place) for place, chain in enumerate(found) if len(chain.pieces) > 1]
    vague = _vague(found, Nesting(extent for extent, _ in told))
    exact = [(extent, place) for extent, place in told if place not in vague]
    nesting = Nesting(extent for extent, _ in exact)
    absorbed: dict[int, set[int]] = defaultdict(set)
    for place in vague:
        for i in nesting.within(found[place].whole.extent):
            absorbed[exact[i][1]].add(place)
    for group in _overlapping([chain.whole.extent for chain in found]):
        if group[0] not in vague:
            vaguer = sorted({place for member in group for place in absorbed[member]})
            yield [found[i] for i in group], [found[i] for i in vaguer]


def _overlapping(extents: Sequence[Extent]) -> list[list[int]]:
    """Return the groups of places whose extents certainly overlap, directly or through others, or are equal."""
    groups: list[list[int]] = []
    without_core: dict[Extent, list[int]] = defaultdict(list)
    reached = ALWAYS
    for place in sorted(range(len(extents)), key=lambda i: extents[i].f2):
        extent = extents[place]
        if not extent.has_core:
            without_core[extent].append(place)
            continue
        if not groups or extent.f2 >= reached:
            groups.append([])
        groups[-1].append(place)
        reached = max(reached, extent.t1)
    return [*groups, *without_core.values()]


def _vague(found: Sequence[Chain], told: Nesting) -> set[int]:
    """Return the places of claims without a certain day that allow both ends of what others tell, and more."""
    # What certainly held on a day overlaps what it tells more vaguely.
    return {
        place
        for place, (whole, pieces) in enumerate(found)
        if len(pieces) == 1 and not whole.extent.has_core and told.has_within(whole.extent)
    }

"""Pieces of one key and standing → one fact a holding: what meets, overlaps, or tells the same more vaguely."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from tempodb.temporal.bounds import ALWAYS
from tempodb.temporal.chains import Chain, chains
from tempodb.temporal.facts import Fact
from tempodb.temporal.merging import agreed, also_told, union
from tempodb.temporal.periods import Extent
from tempodb.temporal.vagueness import telling_too, vague_ones


def holdings(claims: Sequence[Fact]) -> list[Fact]:
    """Return claims of one value as the holdings of which they tell.

    Claims tell one holding where they certainly overlap, or where both ends of the one allow all that
    both ends of the other allow. Each of its ends is one event wherever all of them can mean one day.
    """
    # MEANING.md, M17 and M18: what was joined may join more, so that the order of claims does not matter.
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
    """Return pieces joined where they meet or certainly overlap, each as long as all that it is joined from.

    MEANING.md, M19.
    """
    joined = list(pieces)
    while len(joined) > 1:
        pieces = joined
        met = [chain.whole for chain in chains(pieces, union)]
        joined = [union([met[i] for i in group]) for group in _overlapping([one.extent for one in met])]
        if len(joined) == len(pieces):
            break
    return joined


def telling_one(found: Sequence[Chain]) -> Iterator[tuple[list[Chain], list[Chain]]]:
    """Yield for each holding the chains that tell of it, and those that tell the same more vaguely.

    What may be any of several holdings tells of each of them, and makes them no more one than they were.
    """
    vague = vague_ones(found)
    vaguer = frozenset(vague)
    groups = [
        group for group in _overlapping([chain.whole.extent for chain in found]) if group[0] not in vaguer
    ]
    for group, telling in zip(groups, telling_too(vague, groups, found), strict=True):
        yield [found[i] for i in group], [found[i] for i in telling]


def _overlapping(extents: Sequence[Extent]) -> list[list[int]]:
    """Return the groups of places whose extents certainly overlap, directly or through others, or are equal.

    First those that certainly held on a day, in the order of time.
    """
    # A sweep in the order of beginnings: what begins before the furthest end so far belongs to the same group.
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

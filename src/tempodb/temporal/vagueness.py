"""Which claims tell more vaguely what others tell, found without comparing each with each."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from tempodb.temporal.chains import Chain
from tempodb.temporal.nesting import Nesting


def vague_ones(found: Sequence[Chain]) -> list[int]:
    """Return the places of claims without a certain day that allow both ends of what others tell, and more.

    MEANING.md, M17.
    """
    told = Nesting(extent for chain in found for extent in chain.told)
    # What certainly held on a day overlaps what it tells more vaguely.
    return [
        place
        for place, (whole, pieces) in enumerate(found)
        if len(pieces) == 1 and not whole.extent.has_core and told.has_within(whole.extent)
    ]


def telling_too(
    vague: Sequence[int], groups: Sequence[Sequence[int]], found: Sequence[Chain]
) -> list[list[int]]:
    """Return for each group of places those of the *vague* ones that tell the same.

    The groups that certainly held on a day come first, in the order of time, and do not overlap.
    """
    wholes = [[found[i].whole.extent for i in group] for group in groups]
    told = [[extent for i in group for extent in found[i].told] for group in groups]
    certain = sum(extents[0].has_core for extents in wholes)
    begun = [min(extent.f2 for extent in extents) for extents in wholes[:certain]]
    over = [max(extent.t1 for extent in extents) for extents in wholes[:certain]]
    nestings = [Nesting(extents) for extents in told[:certain]]
    others = [(extent, place) for place in range(certain, len(groups)) for extent in told[place]]
    of_others = Nesting(extent for extent, _ in others)
    telling: list[list[int]] = [[] for _ in groups]
    for place in vague:
        extent = found[place].whole.extent
        # What it tells was not over before it may have ended, and had begun when it may have begun at the latest.
        near = range(bisect_left(over, extent.t1), bisect_right(begun, extent.f2))
        exact = {group for group in near if nestings[group].has_within(extent)}
        for group in exact.union(others[i][1] for i in of_others.within(extent)):
            telling[group].append(place)
    return telling

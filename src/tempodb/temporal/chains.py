"""Pieces of one key that share events, each with the next → what they are together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from tempodb.temporal.facts import Fact
from tempodb.temporal.handovers import between_events, connected, handovers
from tempodb.temporal.merging import Merging, union
from tempodb.temporal.periods import Extent, Period


class Chain(NamedTuple):
    """Pieces that share events, each with the next, and what they are together."""

    whole: Fact
    pieces: tuple[Fact, ...]

    @property
    def told(self) -> list[Extent]:
        """What the pieces tell, and what they tell together."""
        pieces = [piece.extent for piece in self.pieces]
        return pieces if len(pieces) == 1 else [*pieces, self.whole.extent]


def chains(pieces: Sequence[Fact], one: Merging) -> list[Chain]:
    """Return pieces with those alike made one, and those that share events put together.

    MEANING.md, M13, M16.

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

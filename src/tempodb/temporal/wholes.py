"""Which of some joined facts a piece is part of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable

from tempodb.temporal.facts import Fact


def containing(wholes: Iterable[Fact]) -> Callable[[Fact], Fact]:
    """Return what tells of a piece which of *wholes* it was joined into; one that is in none is its own."""
    of_claim: dict[tuple[Hashable, int], list[Fact]] = defaultdict(list)
    for whole in wholes:
        for claim in whole.claims:
            of_claim[whole.key[0], claim].append(whole)

    def whole_of(piece: Fact) -> Fact:
        told = of_claim.get((piece.key[0], min(piece.claims)), ())
        found = [whole for whole in told if piece.claims <= whole.claims]
        return next((whole for whole in found if len(found) == 1 or _spans(whole, piece)), piece)

    return whole_of


def _spans(whole: Fact, piece: Fact) -> bool:
    """Whether *whole* can begin before *piece* does and end after it.

    A claim may have been cut apart, and a vague one may tell of several.
    """
    return whole.extent.f1 <= piece.extent.f2 and piece.extent.t1 <= whole.extent.t2

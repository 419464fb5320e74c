"""Who left and came back: of the unbroken runs of a party in a place, those that come after another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable

from tempodb.temporal.facts import Fact, of_party
from tempodb.temporal.periods import Certainty


def after_another(runs: Iterable[Fact]) -> Callable[[Fact], Certainty | None]:
    """Return what tells of a run how surely another one of the same party and place had ended before it began.

    MEANING.md, M58.
    """
    ends: dict[tuple[Hashable, ...], list[Fact]] = defaultdict(list)
    for run in runs:
        ends[of_party(run.key)].append(run)

    def returned(run: Fact) -> Certainty | None:
        others = [other.extent for other in ends[of_party(run.key)] if other is not run]
        if any(other.t2 < run.extent.f1 for other in others):
            return Certainty.CERTAIN
        return Certainty.POSSIBLE if any(other.t1 < run.extent.f2 for other in others) else None

    return returned

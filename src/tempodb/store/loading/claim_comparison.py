"""What a dataset states against what it last stated."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from tempodb.model.claims import Claim
from tempodb.store.loading.difference import Difference
from tempodb.store.log.entries import NumberedClaim
from tempodb.temporal.periods import Extent, Period, extent_of


def compare(live: Iterable[NumberedClaim], stated: Iterable[Claim], recorded_day: int) -> Difference:
    """Return how what is *stated* differs from the dataset's *live* claims (MEANING.md, M43).

    Of one key, a claim that is dropped and a new one that overlap or share a bound are one correction.
    """
    earlier = {numbered.claim.identity: numbered for numbered in live}
    new = {claim.identity: claim for claim in stated}
    dropped: dict[object, list[NumberedClaim]] = defaultdict(list)
    for identity, numbered in earlier.items():
        if identity not in new:
            dropped[numbered.claim.kind, numbered.claim.key].append(numbered)
    added, corrections, replaced = [], [], []
    for identity, claim in new.items():
        if identity in earlier:
            continue
        candidates = dropped.get((claim.kind, claim.key), [])
        partner = next(_partners(claim, candidates, recorded_day), None)
        if partner is None:
            added.append(claim)
        else:
            candidates.remove(partner)
            replaced.append(partner)
            corrections.append(claim)
    retracted = [numbered for rest in dropped.values() for numbered in rest]
    unchanged = len(new) - len(added) - len(corrections)
    return Difference(tuple(added), tuple(corrections), tuple(replaced), tuple(retracted), unchanged)


def _partners(claim: Claim, dropped: Iterable[NumberedClaim], recorded_day: int) -> Iterator[NumberedClaim]:
    """Yield the claims that *claim* may correct, those of equal value first."""
    period = claim.period(recorded_day)
    for numbered in sorted(
        dropped, key=lambda n: (n.claim.value != claim.value, n.claim.standing != claim.standing)
    ):
        old = numbered.claim.period(recorded_day)
        if _share_a_bound(old, period) or _can_overlap(extent_of(old), extent_of(period)):
            yield numbered


def _share_a_bound(a: Period, b: Period) -> bool:
    return bool({a.from_, a.to} & {b.from_, b.to})


def _can_overlap(a: Extent | None, b: Extent | None) -> bool:
    return a is not None and b is not None and a.f1 < b.t2 and b.f1 < a.t2

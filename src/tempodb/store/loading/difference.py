"""What a dataset states against what it last stated."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from tempodb.model.claims import Claim, ManyClaims
from tempodb.model.kinds import Kind
from tempodb.model.schema import SCHEMA
from tempodb.store.log.entries import NumberedClaim
from tempodb.temporal.periods import Extent, Period, extent_of


@dataclass(frozen=True, slots=True)
class Difference:
    """Claims to add, corrections to put in the place of *replaced* ones, claims to withdraw; and how many stay.

    `overwritten` are the claims of writes that are given up.
    """

    added: Sequence[Claim]
    corrections: Sequence[Claim]
    replaced: Sequence[NumberedClaim]
    retracted: Sequence[NumberedClaim]
    unchanged: int
    overwritten: tuple[NumberedClaim, ...] = ()

    @classmethod
    def none(cls, unchanged: int) -> Difference:
        """Return that nothing changes of so many claims."""
        return cls((), (), (), (), unchanged)

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to write."""
        return not (self.added or self.corrections or self.retracted or self.overwritten)

    @property
    def stated(self) -> tuple[Claim, ...]:
        """The claims to state."""
        return (*self.added, *self.corrections)

    @property
    def corrected(self) -> tuple[tuple[NumberedClaim, Claim], ...]:
        """Each claim that is replaced with its correction."""
        return tuple(zip(self.replaced, self.corrections, strict=True))

    @property
    def withdrawn(self) -> tuple[NumberedClaim, ...]:
        """The earlier claims to withdraw."""
        return (*self.retracted, *self.replaced, *self.overwritten)


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


def by_kind(*groups: Iterable[Claim]) -> dict[str, int]:
    """Return how many claims there are of each kind in some groups of them.

    >>> from tempodb.model.kinds import Kind
    >>> by_kind([Claim(Kind.PART_OF, ("icmec", "csto"), "{}")])
    {'part of': 1}
    """
    counted: Counter[Kind] = Counter()
    for claims in groups:
        many = claims.counts() if isinstance(claims, ManyClaims) else Counter(c.kind for c in claims)
        counted.update(many)
    return {SCHEMA[kind].noun: counted[kind] for kind in sorted(counted)}

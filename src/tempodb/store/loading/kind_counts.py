"""How many claims there are of each kind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from tempodb.model.claims import Claim, ManyClaims
from tempodb.model.kinds import Kind
from tempodb.model.schema import SCHEMA


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

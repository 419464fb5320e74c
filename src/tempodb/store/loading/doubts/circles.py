"""What is a part of itself, or succeeds itself, by way of others."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import reduce

from tempodb.base.errors import Problem
from tempodb.model.claims import Claim
from tempodb.model.kinds import Kind
from tempodb.store.loading.doubts.warning import is_accepted, warning
from tempodb.store.rules import consistency
from tempodb.temporal.periods import intersect

RELATION_VERBS = {Kind.PART_OF: "is part of", Kind.SUCCEEDS: "succeeds"}
MOST_NAMED = 5


def circles(claims: Sequence[Claim], today: int) -> Iterator[Problem]:
    """Yield a warning for what goes round in a circle, if on some day all of it certainly holds."""
    for kind, verb in RELATION_VERBS.items():
        links: dict[str, list[Claim]] = defaultdict(list)
        for claim in claims:
            if claim.kind is kind and is_accepted(claim) and claim.key[0] != claim.key[1]:
                links[claim.key[0]].append(claim)
        for circle in _circles(links):
            extents = (consistency.fact_of(0, claim, claim.period(today)).extent for claim in circle)
            if reduce(intersect, extents).has_core:
                between = [f"`{claim.key[0]}`" for claim in circle[:-1]]
                if len(between) > MOST_NAMED:
                    between[MOST_NAMED:] = [f"{len(between) - MOST_NAMED} more"]
                message = f"`{circle[-1].key[0]}` {verb} itself by way of {', '.join(between)}"
                yield warning(
                    circle[-1], message, "leave one of them out, or say from when to when each held"
                )


def _circles(links: Mapping[str, list[Claim]]) -> Iterator[list[Claim]]:
    """Yield the links of each circle that a walk along all *links* closes; the last one closes it."""
    done: set[str] = set()
    for start in links:
        way: list[Claim] = []
        met = {start: 0}
        left = [] if start in done else [iter(links[start])]
        while left:
            link = next(left[-1], None)
            if link is None:
                left.pop()
                done.add(met.popitem()[0])
                del way[-1:]
            elif link.key[1] in met:
                yield [*way[met[link.key[1]] :], link]
            elif link.key[1] in links and link.key[1] not in done:
                way.append(link)
                met[link.key[1]] = len(way)
                left.append(iter(links[link.key[1]]))

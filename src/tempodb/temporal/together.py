"""Two parties in one place at once."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from tempodb.temporal.facts import Fact, Standing, intersection


def together(facts: Sequence[Fact]) -> Iterator[Fact]:
    """Yield each two parties of one place, for as long as both can have been in it (MEANING.md, M46).

    The keys of *facts* are a party and the place, those of what is yielded two parties, in the order of
    their ids, and the place.
    """
    order = sorted(facts, key=lambda fact: fact.extent.f1)
    starts = [fact.extent.f1 for fact in order]
    for at, fact in enumerate(order):
        # What cannot begin before this one has ended shares no day with it, and neither does all after that.
        for other in order[at + 1 : bisect_left(starts, fact.extent.t2)]:
            if fact.key != other.key:
                yield _pair(*sorted((fact, other), key=lambda each: str(each.key[0])))


def _pair(a: Fact, b: Fact) -> Fact:
    both = intersection(a, b)
    standing = Standing.DISPUTED if Standing.DISPUTED in (a.standing, b.standing) else Standing.ACCEPTED
    return both._replace(
        key=(a.key[0], b.key[0], a.key[1]), value="", standing=standing, claims=a.claims | b.claims
    )

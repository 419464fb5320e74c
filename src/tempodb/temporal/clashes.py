"""Facts that can be disjoint in no world, found without a look at every pair."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from tempodb.temporal.facts import Fact


def overlapping(facts: Sequence[Fact]) -> Iterator[tuple[Fact, Fact]]:
    """Yield every two facts of different values neither of which can have ended when the other begins.

    MEANING.md, M14.

    Of each two, the earlier one of *facts* comes first.
    """
    if len({fact.value for fact in facts}) < 2:
        return
    order = sorted(range(len(facts)), key=lambda i: facts[i].extent.f2)
    starts = [facts[i].extent.f2 for i in order]
    for at, i in enumerate(order):
        # What begins only when this one has ended at the earliest can follow it, and so can all after that.
        for j in order[at + 1 : bisect_left(starts, facts[i].extent.t1)]:
            if facts[j].extent.t1 > facts[i].extent.f2 and facts[i].value != facts[j].value:
                yield facts[min(i, j)], facts[max(i, j)]

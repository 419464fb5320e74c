"""Every rectangle, valid × recorded, that was ever believed of some keys."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from tempodb.temporal.facts import Fact
from tempodb.temporal.periods import Period, extent_of
from tempodb.temporal.rectangles import around, common_part
from tempodb.temporal.timelines import coalesce


class BelievedRow(NamedTuple):
    """A fact that was believed from *shown* up to *hidden*, and its value since *since*; microseconds."""

    fact: Fact
    since: int
    shown: int
    hidden: int


class Rectangle(NamedTuple):
    """A fact along valid time, believed from *start* up to, not including, *end*."""

    fact: Fact
    start: int
    end: int


def rectangles(rows: Sequence[BelievedRow]) -> list[Rectangle]:
    """Return what was ever believed of some keys, each part of valid time for as long as it was believed.

    A correction hides a row and shows what it left anew: that is one rectangle, not two.
    """
    # MEANING.md, M39: what is shown anew with an older `since` goes on with the row that was hidden then.
    followers: dict[tuple[object, ...], list[BelievedRow]] = defaultdict(list)
    for row in rows:
        if row.since < row.shown:
            followers[row.shown, *_identity(row.fact)].append(row)
    apart: dict[tuple[int, int], list[Fact]] = defaultdict(list)
    for row in rows:
        rest = [row.fact.period]
        for follower in followers.get((row.hidden, *_identity(row.fact)), ()):
            rest = [left for part in rest for left in _without(part, follower.fact.period)]
        for part in rest:
            extent = extent_of(part)
            if extent is not None:
                apart[row.since, row.hidden].append(row.fact._replace(period=part, extent=extent))
    return [Rectangle(fact, *known) for known, facts in sorted(apart.items()) for fact in coalesce(facts)]


def _identity(fact: Fact) -> tuple[object, ...]:
    return fact.key, fact.value, fact.standing


def _without(part: Period, taken: Period) -> list[Period]:
    common = common_part(part, taken)
    return [part] if common is None else around(part, common)

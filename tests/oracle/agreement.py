"""What claims of one key and value tell together, worked out with sets of days.

A claim is the days on which it may have begun, those on which it may have ended, and the days on which
it certainly held, all counted out from its worlds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from oracle.worlds import World, candidates, worlds
from tempodb.temporal.bounds import ALWAYS, NEVER, Bound
from tempodb.temporal.periods import Period

Days = frozenset[int]


class Told(NamedTuple):
    """A holding: the days of both its ends, the days on which it certainly held, and who tells it."""

    begins: Days
    ends: Days
    certain: Days
    tellers: frozenset[int]


def told(period: Period, teller: int, days: range) -> Told:
    """Return what one claim tells."""
    return told_by(worlds(period, days), teller, days)


def told_by(spans: Sequence[World], teller: int, days: range) -> Told:
    """Return what a claim tells that may have held over any of some *spans*."""
    calendar = candidates(Bound(ALWAYS, NEVER, ""), days)
    certain = frozenset(day for day in calendar if all(start <= day < end for start, end in spans))
    starts, ends = zip(*spans, strict=True)
    return Told(frozenset(starts), frozenset(ends), certain, frozenset([teller]))


def is_vaguer(a: Told, b: Told) -> bool:
    """Return whether both ends of *a* may be whatever those of *b* may be, and something else."""
    return a.begins >= b.begins and a.ends >= b.ends and a[:2] != b[:2]


def tell_one(a: Told, b: Told) -> bool:
    """Return whether two claims tell one holding (MEANING.md, M17)."""
    return bool(a.certain & b.certain) or a[:2] == b[:2] or is_vaguer(a, b) or is_vaguer(b, a)


def holdings(claims: Iterable[Told], days: range) -> set[Told]:
    """Return what claims tell, where none ends with what another begins with (MEANING.md, M17).

    What certainly held on no day can be any of the holdings that it tells more vaguely: it is told by
    each of them, and makes them no more one than they are.
    """
    before: set[Told] = set()
    now = set(claims)
    while now != before:
        before = now
        vague = {a for a in now if not a.certain and any(is_vaguer(a, b) for b in now)}
        groups: list[set[Told]] = []
        for claim in now - vague:
            mine = [group for group in groups if any(tell_one(claim, other) for other in group)]
            groups = [group for group in groups if group not in mine] + [{claim}.union(*mine)]
        now = {_together(group, vague, days) for group in groups}
    return now


def _together(group: set[Told], vague: set[Told], days: range) -> Told:
    """MEANING.md, M18."""
    beside = {claim for claim in vague if any(is_vaguer(claim, other) for other in group)}
    begins = frozenset.intersection(*(claim.begins for claim in group))
    ends = frozenset.intersection(*(claim.ends for claim in group))
    if not begins or not ends:
        exact = [a for a in group if not any(is_vaguer(a, b) for b in group)]
        begins = begins or _between(min, [claim.begins for claim in exact], days)
        ends = ends or _between(max, [claim.ends for claim in exact], days)
    certain = frozenset[int]().union(*(claim.certain for claim in group))
    return Told(begins, ends, certain, frozenset[int]().union(*(claim.tellers for claim in group | beside)))


def _between(pick: Callable[[Iterable[int]], int], choices: list[Days], days: range) -> Days:
    """Return the days from the earliest, or latest, first one through the earliest, or latest, last one."""
    first, last = pick(map(min, choices)), pick(map(max, choices))
    return frozenset(candidates(Bound(first, last, ""), days))

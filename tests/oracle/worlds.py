"""The meaning of imprecise dates, worked out the long way: every world that they allow (MEANING.md, M5).

A *world* picks one day for each end of a period, `(from, to)` with from before to. A *history* is
the set of days on which something held in one world. What is so in every world is certain, what is
so in some world is possible. Nothing here knows a formula of the engine: everything is counted out
over a calendar of a few days.

Days outside the calendar count only by their order: the first and last few that there are and the few
next to the calendar stand for all. That keeps `[..1005]` and `unknown` countable, as long as questions
ask about calendar days.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from functools import lru_cache
from itertools import chain, product

from tempodb.temporal.bounds import ALWAYS, LAST_DAY, NEVER, Bound
from tempodb.temporal.facts import Quantifier
from tempodb.temporal.periods import Certainty, Period, Window

DAYS = range(1000, 1016)
"""The calendar, where a test names no smaller one."""
LONG_BEFORE = (ALWAYS, 1, 2, 3)
LONG_AFTER = (LAST_DAY - 1, LAST_DAY, NEVER)
MARGIN = 2

World = tuple[int, int]
History = frozenset[int]


def candidates(bound: Bound, days: range = DAYS) -> list[int]:
    """Return every day of the calendar, and of those that stand for the rest, that *bound* may be.

    MEANING.md, M2.
    """
    calendar = (*LONG_BEFORE, *range(days.start - MARGIN, days.stop + MARGIN), *LONG_AFTER)
    return [day for day in calendar if bound.earliest <= day <= bound.latest]


@lru_cache(maxsize=1000)
def worlds(period: Period, days: range = DAYS) -> tuple[World, ...]:
    """Return every world of one period (MEANING.md, M5, M6)."""
    ends = product(candidates(period.from_, days), candidates(period.to, days))
    return tuple((from_, to) for from_, to in ends if from_ < to)


def history(spans: Iterable[World], days: range = DAYS) -> History:
    """Return the days on which any of the spans of one world held."""
    return frozenset(day for from_, to in spans for day in range(max(from_, days.start), min(to, days.stop)))


@lru_cache(maxsize=1000)
def histories(period: Period, days: range = DAYS) -> frozenset[History]:
    """Return what may have happened, as far as one period says."""
    return frozenset(history([world], days) for world in worlds(period, days))


def windows(days: range = DAYS) -> list[Window]:
    """Return every window of the calendar that has a day."""
    return [Window(start, end) for start in days for end in range(start + 1, days.stop + 1)]


def answer(may_be: Iterable[History], window: Window, quantifier: Quantifier) -> Certainty | None:
    """Return how surely it held on some or on every day of *window*, by asking each history.

    MEANING.md, M7, M8.
    """
    enough = any if quantifier is Quantifier.SOME else all
    return verdict(enough(day in held for day in range(*window)) for held in may_be)


def verdict(outcomes: Iterable[bool]) -> Certainty | None:
    """Return what is certain (so in every world), what is possible (in some), or None (in none)."""
    seen = set()
    for outcome in outcomes:
        seen.add(outcome)
        if len(seen) == 2:
            return Certainty.POSSIBLE
    return Certainty.CERTAIN if True in seen else None


def certain_days(period: Period, days: range = DAYS) -> History:
    """Return the days on which it held in every world."""
    return frozenset.intersection(*histories(period, days))


def possible_days(period: Period, days: range = DAYS) -> History:
    """Return the days on which it held in some world."""
    return frozenset.union(*histories(period, days))


def disjoint(a: World, b: World) -> bool:
    """Return whether two spans have no day in common."""
    return a[1] <= b[0] or b[1] <= a[0]


def can_be_disjoint(a: Period, b: Period, days: range = DAYS) -> bool:
    """Return whether two periods have no day in common in some world (MEANING.md, M14)."""
    return any(disjoint(x, y) for x in worlds(a, days) for y in worlds(b, days))


def is_unknown(bound: Bound) -> bool:
    """Return whether *bound* was given as unknown, or not given: such a bound names no event."""
    return bound.text == "unknown"


def events(periods: Sequence[Period]) -> list[tuple[Hashable, Hashable]] | None:
    """Return a name for the event at each end; a period that ends where another begins shares one.

    MEANING.md, M13.

    None when that would make the two ends of one period the same event, which they never are.
    """
    names: dict[tuple[int, str], set[tuple[int, str]]] = {}
    for i in range(len(periods)):
        for side in ("from", "to"):
            names[i, side] = {(i, side)}
    for i, ending in enumerate(periods):
        for j, beginning in enumerate(periods):
            end, start = ending.to, beginning.from_
            # What may never come is nothing that something begins with.
            if i == j or end.latest == NEVER or is_unknown(start):
                continue
            if (end.earliest, end.latest) == (start.earliest, start.latest):
                one = names[i, "to"] | names[j, "from"]
                names.update(dict.fromkeys(one, one))
    if any(names[i, "from"] is names[i, "to"] for i in range(len(periods))):
        return None
    return [(min(names[i, "from"]), min(names[i, "to"])) for i in range(len(periods))]


def joint_histories(periods: Sequence[Period], days: range = DAYS) -> set[History] | None:
    """Return what may have happened as far as several periods say, of which those that meet share an event.

    None where sharing would make the two ends of one period the same event.
    """
    names = events(periods)
    if names is None:
        return None
    shared = {name for name, count in Counter(chain.from_iterable(names)).items() if count > 1}
    states: set[tuple[History, frozenset[tuple[Hashable, int]]]] = {(frozenset(), frozenset())}
    for period, ends in zip(periods, names, strict=True):
        options = {
            (
                history([world], days),
                frozenset(choice for choice in zip(ends, world, strict=True) if choice[0] in shared),
            )
            for world in worlds(period, days)
        }
        states = {
            (held | more, chosen | choices)
            for (held, chosen), (more, choices) in product(states, options)
            if len(chosen | choices) == len(dict(chosen | choices))
        }
    return {held for held, _ in states}


def days_since(states: Sequence[Iterable[World]], days: range = DAYS) -> dict[int, int]:
    """Return since which state, counted from 1, each day has been believed without interruption.

    MEANING.md, M39.

    A state is all the spans that were believed at one time; days that the last one lacks are left out.
    """
    since: dict[int, int] = {}
    for at, state in enumerate(states, start=1):
        believed = history(state, days)
        since = {day: since.get(day, at) for day in believed}
    return since

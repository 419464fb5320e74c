"""One office: on a day when all its seats are certainly taken, nobody else is possible."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from tempodb.temporal.bounds import ALWAYS, NEVER
from tempodb.temporal.facts import Fact
from tempodb.temporal.periods import Extent, Window
from tempodb.temporal.seat_plans import SeatPlan
from tempodb.temporal.timelines import coalesce_parties
from tempodb.temporal.wholes import containing


class Taken(NamedTuple):
    """Days on which all seats are certainly taken, and by whom."""

    days: Window
    holders: frozenset[Hashable]


def all_taken(terms: Iterable[Fact], seats: SeatPlan) -> list[Taken]:
    """Return the windows, in order, on which at least as many holders are certain as there are *seats*.

    MEANING.md, M25.

    A term's holder is the first part of its key; holding an office twice takes one seat.
    """
    # A profile of cores, which are the compulsory parts of cumulative scheduling (Lahrichi 1982).
    cores = [(fact.extent.core, fact.key[0]) for fact in terms if fact.extent.is_certain_once]
    if not cores:
        return []
    days = sorted({day for core, _ in cores for day in core})
    days = sorted({*days, *(day for day in seats.days if days[0] < day < days[-1])})
    starting: dict[int, list[Hashable]] = {}
    ending: dict[int, list[Hashable]] = {}
    for core, holder in cores:
        starting.setdefault(core.start, []).append(holder)
        ending.setdefault(core.end, []).append(holder)
    present: Counter[Hashable] = Counter()
    taken = []
    for start, end in pairwise(days):
        present.update(starting.get(start, ()))
        present.subtract(ending.get(start, ()))
        present = +present
        if len(present) >= seats.on(start):
            taken.append(Taken(Window(start, end), frozenset(present)))
    return taken


def seat(facts: Sequence[Fact], seats: SeatPlan) -> list[Fact]:
    """Return the seat-taking facts of one office with what is possible narrowed by who is certain.

    MEANING.md, M25.

    Seats are taken by holders: pieces of one holder that share an event are one term. On a day on which
    the seats are taken by others a term was over or had not begun. So the first such day after it had
    certainly begun bounds its end, the last one before it was over bounds its beginning, and those
    between are excluded. What is certain stays so, and nothing becomes certain.
    """
    terms = coalesce_parties(facts)
    taken = all_taken(terms, seats)
    if not taken:
        return list(facts)
    term_of, full = containing(terms), _Full(taken)
    return [_seated(fact, term_of(fact), full) for fact in facts]


def _seated(fact: Fact, term: Fact, full: _Full) -> Fact:
    left, of_term = full.left(fact.extent, fact.key[0]), full.left(term.extent, fact.key[0])
    f1, f2, t1, t2 = fact.extent
    extent = Extent(max(f1, left.since, of_term.since), f2, t1, min(t2, left.until, of_term.until))
    return fact._replace(extent=extent, excluded=tuple(sorted({*left.excluded, *of_term.excluded})))


class _Left(NamedTuple):
    """What full days leave of a term: no day before *since*, none from *until* on, and none that is *excluded*."""

    since: int
    until: int
    excluded: list[Window]


class _Full:
    """The days on which all seats are certainly taken, in their order, and who has none of them."""

    def __init__(self, taken: Sequence[Taken]) -> None:
        self._days = [days for days, _ in taken]
        # Of each holder's own days, the nearest before and after them on which others have all seats.
        self._before: dict[tuple[Hashable, int], int] = {}
        self._after: dict[tuple[Hashable, int], int] = {}
        for place, (_, holders) in enumerate(taken):
            for holder in holders:
                self._before[holder, place] = self._before.get((holder, place - 1), place - 1)
        for place in reversed(range(len(taken))):
            for holder in taken[place].holders:
                self._after[holder, place] = self._after.get((holder, place + 1), place + 1)

    def left(self, extent: Extent, holder: Hashable) -> _Left:
        """Return what the days on which others have all seats leave of a term of a *holder*."""
        not_over, begun = sorted((extent.f2, extent.t1))
        last = bisect_left(self._days, not_over, key=_start) - 1
        last = self._before.get((holder, last), last)
        first = bisect_right(self._days, begun, key=_end)
        first = self._after.get((holder, first), first)
        since = min(self._days[last].end, not_over) if last >= 0 else ALWAYS
        until = max(self._days[first].start, begun) if first < len(self._days) else NEVER
        return _Left(since, until, list(self._between(not_over, begun, holder)))

    def _between(self, not_over: int, begun: int, holder: Hashable) -> Iterator[Window]:
        places = range(
            bisect_right(self._days, not_over, key=_end), bisect_left(self._days, begun, key=_start)
        )
        for place in places:
            if (holder, place) not in self._before:
                between = Window(max(self._days[place].start, not_over), min(self._days[place].end, begun))
                if between.start < between.end:
                    yield between


def _start(days: Window) -> int:
    return days.start


def _end(days: Window) -> int:
    return days.end

"""One office: on a day when all its seats are certainly taken, nobody else is possible."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from tempodb.temporal.bounds import ALWAYS, NEVER
from tempodb.temporal.facts import Fact
from tempodb.temporal.periods import Extent, Window
from tempodb.temporal.timelines import coalesce_parties
from tempodb.temporal.wholes import containing


class Taken(NamedTuple):
    """Days on which all seats are certainly taken, and by whom."""

    days: Window
    holders: frozenset[Hashable]


def all_taken(terms: Iterable[Fact], seats: int) -> list[Taken]:
    """Return the windows, in order, on which at least *seats* holders are certain.

    A term's holder is the first part of its key; holding an office twice takes one seat.
    """
    cores = [(fact.extent.core, fact.key[0]) for fact in terms if fact.extent.is_certain_once]
    days = sorted({day for core, _ in cores for day in core})
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
        if len(present) >= seats:
            taken.append(Taken(Window(start, end), frozenset(present)))
    return taken


def seat(facts: Sequence[Fact], seats: int) -> list[Fact]:
    """Return the seat-taking facts of one office with what is possible narrowed by who is certain.

    Seats are taken by holders: pieces of one holder that share an event are one term. On a day on which
    the seats are taken by others a term was over or had not begun. So the first such day after it had
    certainly begun bounds its end, the last one before it was over bounds its beginning, and those
    between are barred. What is certain stays so, and nothing becomes certain.
    """
    terms = coalesce_parties(facts)
    taken = all_taken(terms, seats)
    if not taken:
        return list(facts)
    term_of = containing(terms)
    return [
        _seated(fact, term_of(fact), [t.days for t in taken if fact.key[0] not in t.holders])
        for fact in facts
    ]


def _seated(fact: Fact, term: Fact, full: Sequence[Window]) -> Fact:
    if not full:
        return fact
    left, of_term = _left(fact.extent, full), _left(term.extent, full)
    f1, f2, t1, t2 = fact.extent
    extent = Extent(max(f1, left.since, of_term.since), f2, t1, min(t2, left.until, of_term.until))
    return fact._replace(extent=extent, barred=tuple(sorted({*left.barred, *of_term.barred})))


class _Left(NamedTuple):
    """What full days leave of a term: no day before *since*, none from *until* on, and none that is *barred*."""

    since: int
    until: int
    barred: list[Window]


def _left(extent: Extent, full: Iterable[Window]) -> _Left:
    """Return what the days on which others have all seats leave of a term."""
    not_over, begun = sorted((extent.f2, extent.t1))
    since, until, barred = ALWAYS, NEVER, []
    for start, end in full:
        if start < not_over:
            since = max(since, min(end, not_over))
        if end > begun:
            until = min(until, max(start, begun))
        between = Window(max(start, not_over), min(end, begun))
        if between.start < between.end:
            barred.append(between)
    return _Left(since, until, barred)

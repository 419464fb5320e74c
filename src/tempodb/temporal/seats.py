"""One office: on a day when all its seats are certainly taken, nobody else is possible."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from tempodb.temporal.facts import Fact
from tempodb.temporal.periods import Window


class Taken(NamedTuple):
    """Days on which all seats are certainly taken, and by whom."""

    days: Window
    holders: frozenset[Hashable]


def all_taken(seated: Iterable[Fact], seats: int) -> list[Taken]:
    """Return the windows, in order, on which at least *seats* holders are certain.

    A fact's holder is the first part of its key; holding an office twice takes one seat.
    """
    cores = [(fact.extent.core, fact.key[0]) for fact in seated if fact.extent.has_core]
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

    For a holder who is certain on some day, the first day after it on which the seats are taken by
    others bounds the end, and the last such day before it bounds the beginning. For one who is
    certain on no day, those days are barred.
    """
    taken = all_taken(facts, seats)
    return [_seated(fact, [t.days for t in taken if fact.key[0] not in t.holders]) for fact in facts]


def _seated(fact: Fact, by_others: list[Window]) -> Fact:
    if not by_others:
        return fact
    extent = fact.extent
    if not extent.has_core:
        return fact._replace(barred=tuple(by_others))
    after = min((max(days.start, extent.t1) for days in by_others if days.end > extent.t1), default=extent.t2)
    before = max(
        (min(days.end, extent.f2) for days in by_others if days.start < extent.f2), default=extent.f1
    )
    narrowed = extent._replace(f1=max(extent.f1, before), t2=min(extent.t2, after))
    return fact._replace(extent=narrowed)

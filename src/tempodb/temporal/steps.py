"""Many facts along valid time: the stretches over which the same ones hold, and those with nobody."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Sequence
from itertools import groupby, pairwise
from typing import NamedTuple

from tempodb.temporal.facts import Fact
from tempodb.temporal.periods import Certainty, Window


class Step(NamedTuple):
    """A stretch of days on each of which the same ones certainly held, and the same ones only possibly."""

    days: Window
    certain: frozenset[Hashable]
    possible: frozenset[Hashable]


class Held(NamedTuple):
    """Who held, and by which fact."""

    who: Hashable
    fact: Fact


def steps(held: Iterable[Held], window: Window) -> Iterator[Step]:
    """Yield the stretches of *window* in order, as long as they can be.

    >>> from tempodb.temporal.periods import Extent, Period
    >>> fact = Fact(("a",), "member", Period(None, None), Extent(3, 5, 8, 8))
    >>> [(step.days, sorted(step.certain), sorted(step.possible)) for step in steps([Held("a", fact)], Window(0, 10))]
    ... # doctest: +NORMALIZE_WHITESPACE
    [(Window(start=0, end=3), [], []), (Window(start=3, end=5), [], ['a']),
     (Window(start=5, end=8), ['a'], []), (Window(start=8, end=10), [], [])]
    """
    everyone = list(held)
    edges = {
        day for _, fact in everyone for bar in (fact.extent[:2], fact.extent[2:], *fact.barred) for day in bar
    }
    days = sorted({window.start, window.end, *(day for day in edges if window.start < day < window.end)})
    present = ((Window(*pair), _present(everyone, pair[0])) for pair in pairwise(days))
    for (certain, possible), same in groupby(present, key=lambda step: step[1]):
        stretch = [step[0] for step in same]
        yield Step(Window(stretch[0].start, stretch[-1].end), certain, possible)


def _present(everyone: Sequence[Held], day: int) -> tuple[frozenset[Hashable], frozenset[Hashable]]:
    certain = {
        who
        for who, fact in everyone
        if fact.extent.is_certain_once and fact.extent.f2 <= day < fact.extent.t1
    }
    possible = {
        who
        for who, fact in everyone
        if fact.extent.f1 <= day < fact.extent.t2
        and not any(bar.start <= day < bar.end for bar in fact.barred)
    }
    return frozenset(certain), frozenset(possible - certain)


def vacant(held: Iterable[Held], window: Window) -> Iterator[tuple[Window, Certainty]]:
    """Yield the stretches of *window* without anybody: certainly where nobody is possible, else possibly."""
    for certainty, same in groupby(steps(held, window), key=_vacancy):
        if certainty is not None:
            stretch = list(same)
            yield Window(stretch[0].days.start, stretch[-1].days.end), certainty


def _vacancy(step: Step) -> Certainty | None:
    if step.certain:
        return None
    return Certainty.POSSIBLE if step.possible else Certainty.CERTAIN

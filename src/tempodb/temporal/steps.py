"""Many facts along valid time: the stretches over which the same ones hold, and those with nobody."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Sequence
from itertools import groupby, pairwise
from operator import itemgetter
from typing import NamedTuple

from tempodb.temporal.facts import Fact
from tempodb.temporal.periods import Certainty, Window


class Step(NamedTuple):
    """A stretch of days on each of which the same ones certainly held, and the same ones only possibly."""

    days: Window
    certain: frozenset[Hashable]
    possible: frozenset[Hashable]


class Holder(NamedTuple):
    """Who held, and by which fact."""

    who: Hashable
    fact: Fact


def steps(holders: Iterable[Holder], window: Window) -> Iterator[Step]:
    """Yield the stretches of *window* in order, as long as they can be (MEANING.md, M33).

    >>> from tempodb.temporal.periods import Extent, Period
    >>> fact = Fact(("a",), "member", Period(None, None), Extent(3, 5, 8, 8))
    >>> [(step.days, sorted(step.certain), sorted(step.possible)) for step in steps([Holder("a", fact)], Window(0, 10))]
    ... # doctest: +NORMALIZE_WHITESPACE
    [(Window(start=0, end=3), [], []), (Window(start=3, end=5), [], ['a']),
     (Window(start=5, end=8), ['a'], []), (Window(start=8, end=10), [], [])]
    """
    certain, possible = _Present(), _Present()
    for who, fact in holders:
        if fact.extent.is_certain_once:
            certain.come(who, fact.extent.core, window)
        for days in _possible(fact):
            possible.come(who, days, window)
    edges = sorted({window.start, *certain.edges, *possible.edges, window.end})
    for (sure, unsure), same in groupby(_present(edges, certain, possible), key=itemgetter(1, 2)):
        stretch = [step.days for step in same]
        yield Step(Window(stretch[0].start, stretch[-1].end), sure, unsure)


def _present(edges: Sequence[int], certain: _Present, possible: _Present) -> Iterator[Step]:
    for days in pairwise(edges):
        sure = certain.on(days[0])
        yield Step(Window(*days), sure, possible.on(days[0]) - sure)


def _possible(fact: Fact) -> Iterator[Window]:
    """Yield the days on which a fact may have held."""
    start, end = fact.extent.f1, fact.extent.t2
    for days in sorted(fact.excluded):
        yield Window(start, min(days.start, end))
        start = max(start, days.end)
    yield Window(start, end)


class _Present:
    """Who is there from day to day: said in any order, and then asked in that of time."""

    def __init__(self) -> None:
        self.edges: dict[int, Counter[Hashable]] = {}
        self._present: Counter[Hashable] = Counter()

    def come(self, who: Hashable, days: Window, window: Window) -> None:
        """Say that somebody is there on some days, of which those in *window* count."""
        start, end = max(days.start, window.start), min(days.end, window.end)
        if start < end:
            self.edges.setdefault(start, Counter())[who] += 1
            self.edges.setdefault(end, Counter())[who] -= 1

    def on(self, day: int) -> frozenset[Hashable]:
        """Return who is there on a day, which is that of an edge and after all that were asked for."""
        for who, count in self.edges.get(day, {}).items():
            self._present[who] += count
            if not self._present[who]:
                del self._present[who]
        return frozenset(self._present)


def vacant(holders: Iterable[Holder], window: Window) -> Iterator[tuple[Window, Certainty]]:
    """Yield the stretches of *window* without anybody: certainly where nobody is possible, else possibly.

    MEANING.md, M26.
    """
    for certainty, same in groupby(steps(holders, window), key=_vacancy):
        if certainty is not None:
            stretch = list(same)
            yield Window(stretch[0].days.start, stretch[-1].days.end), certainty


def _vacancy(step: Step) -> Certainty | None:
    if step.certain:
        return None
    return Certainty.POSSIBLE if step.possible else Certainty.CERTAIN

"""Since when what a claim says has been believed, where an earlier claim said the same of the same (MEANING.md, M39)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from tempodb.store.beliefs.row_periods import StoredPeriod, read_period, stored_period
from tempodb.temporal.rectangles import BelievedSince, carry_over


class Held(NamedTuple):
    """The period of a claim, and the instants at which that was recorded and closed."""

    period: StoredPeriod
    recorded: int
    closed: int


class Carried(NamedTuple):
    """A part of what a claim says, with the instant since which it has been believed."""

    period: StoredPeriod
    since: int


def carried(claims: Sequence[Held]) -> Iterator[list[Carried]]:
    """Yield the parts of each of some claims that say the same of the same, in the order of the log.

    >>> day = (10, 10, None, 20, 20, None)
    >>> [[part.since for part in parts] for parts in carried([Held(day, 1, 2), Held(day, 2, 3), Held(day, 7, 9)])]
    [[1], [1], [7]]
    """
    open_: list[tuple[int, int, Carried]] = []
    for period, at, closed in claims:
        # What ends before it begins, and the other way round, covers nothing of it.
        before = [
            part
            for recorded, until, part in open_
            if recorded < at <= until and part.period[0] < period[4] and period[0] < part.period[4]
        ]
        parts = parts_of(period, at, before)
        open_ = [each for each in open_ if each[1] >= at]
        open_ += [(at, closed, part) for part in parts]
        yield parts


def parts_of(period: StoredPeriod, at: int, before: Sequence[Carried]) -> list[Carried]:
    """Return the parts of what is stated *at* an instant, of which some parts were believed *before*."""
    if not before:
        return [Carried(period, at)]
    if len(before) == 1 and before[0].period == period and period[1] < period[3]:
        return [before[0]]
    if _is_exact(period) and all(_is_exact(part.period) for part in before):
        return _exact_parts(period, at, before)
    known = [BelievedSince(read_period(part.period), part.since) for part in sorted(before, key=_first_day)]
    return [Carried(stored_period(part), since) for part, since in carry_over(read_period(period), known, at)]


def _first_day(part: Carried) -> int:
    return part.period[0]


def _is_exact(period: StoredPeriod) -> bool:
    f1, f2, from_text, t1, t2, to_text = period
    return f1 == f2 < t1 == t2 and from_text is None and to_text is None


def _exact_parts(period: StoredPeriod, at: int, before: Sequence[Carried]) -> list[Carried]:
    """Do as `temporal.rectangles.carry_over` does, of exact days, which are all that counts then."""
    new, kept = [(period[0], period[3])], []
    for known in sorted(before, key=lambda part: (part.since, part.period[0])):
        uncovered = []
        for first, end in new:
            from_, to = max(first, known.period[0]), min(end, known.period[3])
            if from_ >= to:
                uncovered.append((first, end))
                continue
            kept.append((from_, to, known.since))
            uncovered += [part for part in ((first, from_), (to, end)) if part[0] < part[1]]
        new = uncovered
    parts = sorted([*kept, *((first, end, at) for first, end in new)])
    return [Carried((first, first, None, end, end, None), since) for first, end, since in parts]

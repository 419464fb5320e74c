"""The days that are written below a picture: years, months or days, as many as there is room for."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from tempodb.temporal.bounds import FIRST_DAY, LAST_DAY

_YEARS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000)
_MONTHS = (1, 3, 6)
_DAYS = (1, 7)
MONTH, YEAR = 30.44, 365.25
"""Days, about."""


class _Step(NamedTuple):
    """The distance between two ticks: so many years, months or days."""

    days: float
    unit: int
    number: int


_STEPS = (
    *(_Step(number, 10, number) for number in _DAYS),
    *(_Step(number * MONTH, 7, number) for number in _MONTHS),
    *(_Step(number * YEAR, 4, number) for number in _YEARS),
)


class CalendarTick(NamedTuple):
    """A day and what is written there; nothing is written at the lesser ones."""

    day: int
    text: str


def ticks_between(first: int, last: int, room: float, least: float, letter: float) -> list[CalendarTick]:
    """Return the ticks of the days from *first* up to *last*, on *room* pixels.

    Two texts are at least *least* pixels apart, each sign of them *letter* pixels wide. Lesser ticks,
    without a text, lie between where they are at least six pixels apart.

    >>> first, last = date(1992, 1, 1).toordinal(), date(2026, 1, 1).toordinal()
    >>> [tick.text for tick in ticks_between(first, last, 400, 14, 7) if tick.text]
    ['1995', '2000', '2005', '2010', '2015', '2020', '2025']
    """
    across = room / max(last - first, 1)
    greater = next(
        (step for step in _STEPS if step.days * across >= step.unit * letter + least),
        _STEPS[-1],
    )
    lesser = next((step for step in _STEPS if step.days * across >= 6 and _divides(step, greater)), greater)
    written = {day: day_written(day, greater.unit) for day in _days(first, last, greater)}
    between = dict.fromkeys(_days(first, last, lesser), "")
    return [CalendarTick(*tick) for tick in sorted((between | written).items())]


def _divides(lesser: _Step, greater: _Step) -> bool:
    if lesser.unit == greater.unit == 4:
        return greater.number % lesser.number == 0
    return lesser.days <= greater.days and lesser.number != _DAYS[-1]


def day_written(day: int, signs: int = 10) -> str:
    """Return as many signs of a day as tell it: its year, its month, or all of it."""
    return date.fromordinal(min(max(day, FIRST_DAY), LAST_DAY)).isoformat()[:signs]


def _days(first: int, last: int, step: _Step) -> Iterator[int]:
    first, last = max(first, FIRST_DAY), min(last, LAST_DAY)
    if step.unit == 10:
        # Weeks begin on Mondays, as the first day of the calendar is one.
        start = first + (FIRST_DAY - first) % step.number
        yield from range(start, last + 1, step.number)
        return
    months = step.number * (12 if step.unit == 4 else 1)
    begin = date.fromordinal(first)
    place = -(-(begin.year * 12 + begin.month - 1) // months) * months
    while (day := _first_of(place)) is not None and day <= last:
        if day >= first:
            yield day
        place += months


def _first_of(month: int) -> int | None:
    year, number = divmod(month, 12)
    return date(max(year, 1), number + 1, 1).toordinal() if year <= date.max.year else None

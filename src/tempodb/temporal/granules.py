"""Days, months, quarters, years and decades: the buckets into which a stretch of time is cut."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from tempodb.temporal.bounds import FIRST_DAY, LAST_DAY, NEVER
from tempodb.temporal.periods import Window


class Granule(StrEnum):
    """A unit of the calendar, by which is counted."""

    DAY = "day"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    DECADE = "decade"


class Bucket(NamedTuple):
    """One granule: how it is written, and its days."""

    text: str
    days: Window


MONTHS_IN = {Granule.MONTH: 1, Granule.QUARTER: 3, Granule.YEAR: 12, Granule.DECADE: 120}


def number_of(granule: Granule, window: Window) -> int:
    """Return how many granules have a day in *window*."""
    first, last = _place(window.start, granule), _place(window.end - 1, granule)
    return last - first + 1


def buckets(granule: Granule, window: Window) -> Iterator[Bucket]:
    """Yield each granule that has a day in *window*, whole, in order.

    >>> year = Window(date(1999, 6, 1).toordinal(), date(2001, 1, 1).toordinal())
    >>> [bucket.text for bucket in buckets(Granule.YEAR, year)]
    ['1999', '2000']
    """
    for place in range(_place(window.start, granule), _place(window.end - 1, granule) + 1):
        yield _bucket(place, granule)


def neighbour(granule: Granule, day: int, by: int) -> Bucket:
    """Return the granule that lies *by* granules after the one of *day*; at its end the calendar stays put.

    >>> neighbour(Granule.MONTH, date(2006, 1, 31).toordinal(), -1).text
    '2005-12'
    """
    first, last = _place(FIRST_DAY, granule), _place(LAST_DAY, granule)
    return _bucket(min(max(_place(day, granule) + by, first), last), granule)


def stepped(granule: Granule, days: Window, by: int) -> Bucket:
    """Return what lies *by* granules after *days*: a day or month, which is finer, of the other month or year.

    From what is coarser, the first step forward goes to where it begins. Where the other month is shorter,
    its last day is meant.

    >>> leap = date(2012, 2, 29).toordinal()
    >>> [stepped(g, Window(leap, leap + 1), -1).text for g in (Granule.DAY, Granule.MONTH, Granule.YEAR)]
    ['2012-02-28', '2012-01-29', '2011-02-28']
    """
    months = MONTHS_IN.get(granule, 0) * by
    if months and days == _bucket(_place(days.start, Granule.DAY), Granule.DAY).days:
        month = neighbour(Granule.MONTH, days.start, months).days
        day = date.fromordinal(days.start).day
        return neighbour(Granule.DAY, min(month.start + day, month.end) - 1, 0)
    if months and days == neighbour(Granule.MONTH, days.start, 0).days:
        return neighbour(Granule.MONTH, days.start, months)
    within = neighbour(granule, days.start, 0)
    begins = by > 0 and days.end > within.days.end
    return neighbour(granule, days.start, by - 1 if begins else by)


def _bucket(place: int, granule: Granule) -> Bucket:
    return Bucket(_text(place, granule), Window(_start(place, granule), _start(place + 1, granule)))


def _place(day: int, granule: Granule) -> int:
    """Return the number of the granule that holds *day*, counted from the year 0."""
    day = min(max(day, FIRST_DAY), LAST_DAY)
    if granule is Granule.DAY:
        return day
    moment = date.fromordinal(day)
    return (moment.year * 12 + moment.month - 1) // MONTHS_IN[granule]


def _start(place: int, granule: Granule) -> int:
    if granule is Granule.DAY:
        return place
    year, month = divmod(place * MONTHS_IN[granule], 12)
    if year > date.max.year:
        return NEVER
    return date(year, month + 1, 1).toordinal() if year else FIRST_DAY


def _text(place: int, granule: Granule) -> str:
    if granule is Granule.DAY:
        return date.fromordinal(place).isoformat()
    year, month = divmod(place * MONTHS_IN[granule], 12)
    match granule:
        case Granule.MONTH:
            return f"{year:04}-{month + 1:02}"
        case Granule.QUARTER:
            return f"{year:04}-Q{month // 3 + 1}"
        case Granule.DECADE:
            return f"{year // 10:03}X"
        case _:
            return f"{year:04}"

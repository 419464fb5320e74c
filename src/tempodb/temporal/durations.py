"""How long something held, in units of the calendar."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import NamedTuple

from tempodb.temporal.bounds import FIRST_DAY, LAST_DAY, NEVER, days_in_month
from tempodb.temporal.periods import Certainty, Extent


class Unit(StrEnum):
    """What a duration is counted in."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


class Duration(NamedTuple):
    """A number of units."""

    number: int
    unit: Unit


class Comparison(StrEnum):
    """How a duration compares with another."""

    MORE = "more"
    LESS = "less"


def later_by(day: int, duration: Duration) -> int:
    """Return the day that lies *duration* after *day*: the same day of its month, or that month's last.

    >>> date.fromordinal(later_by(date(2000, 2, 29).toordinal(), Duration(1, Unit.YEAR))).isoformat()
    '2001-02-28'
    """
    # As XML Schema adds durations (part 2, appendix E): a day that its month lacks is that month's last.
    number, unit = duration
    if unit in (Unit.DAY, Unit.WEEK):
        return min(day + number * (7 if unit is Unit.WEEK else 1), NEVER)
    return _months_later(day, number * (12 if unit is Unit.YEAR else 1))


def earlier_by(day: int, duration: Duration) -> int:
    """Return the day that lies *duration* before *day*, none before the first of the calendar.

    >>> date.fromordinal(earlier_by(date(2000, 3, 31).toordinal(), Duration(1, Unit.MONTH))).isoformat()
    '2000-02-29'
    """
    number, unit = duration
    if unit in (Unit.DAY, Unit.WEEK):
        return max(day - number * (7 if unit is Unit.WEEK else 1), FIRST_DAY)
    return _months_later(day, -number * (12 if unit is Unit.YEAR else 1))


def _months_later(day: int, number: int) -> int:
    start = date.fromordinal(min(max(day, FIRST_DAY), LAST_DAY))
    year, month = divmod(start.year * 12 + start.month - 1 + number, 12)
    if not date.min.year <= year <= date.max.year:
        return NEVER if number > 0 else FIRST_DAY
    return date(year, month + 1, min(start.day, days_in_month(year, month + 1))).toordinal()


def days_served(extent: Extent, today: int) -> tuple[int, int] | None:
    """Return on how many days through *today* it held over *extent*, at least and at most; None if it has not begun.

    MEANING.md, M59.

    >>> days_served(Extent(10, 12, 20, 25), 100), days_served(Extent(10, 12, NEVER, NEVER), 20)
    ((8, 15), (9, 11))
    """
    f1, f2, t1, t2 = extent
    tomorrow = today + 1
    if f1 >= tomorrow:
        return None
    # It held for a day at least, if it has begun.
    least = 0 if f2 >= tomorrow else max(1, min(t1, tomorrow) - f2)
    return least, min(t2, tomorrow) - f1


def lasted(extent: Extent, comparison: Comparison, duration: Duration, today: int) -> Certainty | None:
    """Return how surely what held over *extent* lasted more, or less, than *duration*; or None.

    MEANING.md, M29.

    Days after *today* do not count: what is still to begin has held for no time.

    >>> extent = Extent(date(1999, 1, 1).toordinal(), date(1999, 12, 31).toordinal(), NEVER, NEVER)
    >>> lasted(extent, Comparison.MORE, Duration(10, Unit.YEAR), date(2009, 6, 1).toordinal())
    <Certainty.POSSIBLE: 'possible'>
    """
    if extent.f1 > today:
        return None
    first_end, last_end = (min(end, today + 1) for end in extent[2:])
    soonest, latest = (later_by(start, duration) for start in (extent.f1, min(extent.f2, today)))
    if comparison is Comparison.MORE:
        certain, possible = latest < first_end, soonest < last_end
    else:
        certain, possible = soonest > last_end and extent.f2 <= today, latest > first_end
    if certain:
        return Certainty.CERTAIN
    return Certainty.POSSIBLE if possible else None

"""The ends of a period as dates that other programs know, and how many days lie between them."""

# Annotations are no texts here, as `from __future__ import annotations` would make them: of a NamedTuple
# each is compiled again, which costs a start as much as the class.

from datetime import date
from functools import lru_cache
from typing import NamedTuple

from tempodb.temporal.bounds import ALWAYS, FIRST_DAY, LAST_DAY, NEVER, Bound
from tempodb.temporal.date_reader import read_date

NOTHING_TOLD = (ALWAYS, NEVER)
"""The candidates of an end of which nothing is known."""


class SpanDates(NamedTuple):
    """The first and the last day that each end can mean, and the fewest and the most days between them.

    None is an end, or a side of one, that no date bounds; and days that nobody can count.
    """

    from_earliest: date | None
    from_latest: date | None
    to_earliest: date | None
    to_latest: date | None
    days_min: int | None
    days_max: int | None


DATE_COLUMNS = SpanDates._fields
"""Under what keys they stand beside `from` and `to`."""


@lru_cache(maxsize=50_000)
def span_dates(from_: str | None, to: str | None) -> SpanDates:
    """Return the dates of a period, tightened (MEANING.md, M6), by the texts that are shown of its ends.

    >>> span_dates("2012-06", None)[:3]
    (datetime.date(2012, 6, 1), datetime.date(2012, 6, 30), None)
    >>> span_dates("2006", "2006-03")[1:]
    (datetime.date(2006, 3, 30), datetime.date(2006, 3, 1), datetime.date(2006, 3, 31), 1, 89)
    """
    (f1, last), (first, t2) = ends = candidates(from_, ALWAYS), candidates(to, NEVER)
    f2 = last if t2 == NEVER else min(last, t2 - 1)
    t1 = first if f1 == ALWAYS else max(first, f1 + 1)
    # No fact contradicts itself, but what is worked out of several can, and holds on no day then.
    can_be = f1 <= f2 and t1 <= t2
    has_least = can_be and NOTHING_TOLD not in ends and f2 != ALWAYS and t1 != NEVER
    has_most = can_be and f1 != ALWAYS and t2 != NEVER
    return SpanDates(
        calendar_date(f1),
        calendar_date(f2 if can_be else last),
        calendar_date(t1 if can_be else first),
        calendar_date(t2),
        max(t1 - f2, 1) if has_least else None,
        t2 - f1 if has_most else None,
    )


def candidates(end: str | None, if_open: int) -> tuple[int, int]:
    """Return the days that an end can mean as it is shown: ALWAYS and NEVER where no date bounds them.

    >>> candidates("[..0001-01-03]", ALWAYS), candidates("[0001-01-01..0001-01-03]", ALWAYS)
    ((0, 3), (1, 3))
    """
    return (if_open, if_open) if end is None else days_of_end(read_date(end), if_open)


def days_of_end(end: Bound, if_open: int) -> tuple[int, int]:
    """Return the days that an end can mean as it is shown, as `candidates` does.

    >>> days_of_end(Bound(1, 9, "unknown"), ALWAYS), days_of_end(Bound.year(2000), ALWAYS)
    ((0, 3652060), (730120, 730485))
    """
    if end.is_open:
        return if_open, if_open
    if end.is_unknown:
        return NOTHING_TOLD
    is_bounded = end.earliest > FIRST_DAY or not end.is_one_sided
    return end.earliest if is_bounded else ALWAYS, end.latest


def calendar_date(day: int) -> date | None:
    """Return a day as a date, None where it is outside of the calendar."""
    return date.fromordinal(day) if FIRST_DAY <= day <= LAST_DAY else None

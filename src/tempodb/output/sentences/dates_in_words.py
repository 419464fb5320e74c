"""Imprecise dates in English words, exactly as precise as they are."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

from tempodb.temporal.bounds import FIRST_DAY, LAST_DAY, NEVER, Bound, days_in_month
from tempodb.temporal.date_reader import read_date

MONTH_NAMES = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
UNKNOWN_DATE = "an unknown date"
WHOLE_TIME = "all time"
"""What counts have for a period where they name no time."""
_DAY = r"[0-9]{4}-[0-9]{2}(?:-[0-9]{2})?"
STATED_DAY = re.compile(
    rf"\[(?:{_DAY}|[0-9]{{4}})?\.\.(?:{_DAY}|[0-9]{{4}})?\]|(?<![\w-])[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}(?![\w-])"
)
"""A day, or a stretch of days one of which is meant."""


def moment(text: str) -> str:
    """Return on which day, or in what time, something happened.

    >>> moment("2012-06-28"), moment("1963"), moment("199X")
    ('on 28 June 2012', 'in 1963', 'in the 1990s')
    >>> moment("[1963-05..1963-07]"), moment("[1971..]"), moment("[..2013]")
    ('between May and July 1963', 'after 1970', 'by the end of 2013')
    """
    bound = read_date(text)
    if _is_unknown(bound):
        return f"at {UNKNOWN_DATE}"
    if bound.latest > LAST_DAY:
        return f"after {_day_before(bound.earliest)}"
    if bound.earliest <= FIRST_DAY:
        at = _ending(bound.latest)
        return f"by {at}" if at == day_words(bound.latest) else f"by the end of {at}"
    if bound.earliest == bound.latest:
        return f"on {day_words(bound.earliest)}"
    granule = _granule(bound)
    return f"in {granule}" if granule else f"between {_range(bound)}"


def edge(text: str) -> str:
    """Return a date as it stands behind `since`, `from`, `to` or `until`.

    >>> edge("2012-06"), edge("[..2017-04-18]"), edge("[2018-11-02..]")
    ('June 2012', '18 April 2017 or earlier', 'some time after 1 November 2018')
    >>> edge("[1999-05-25..1999-06-01]")
    'some time between 25 May and 1 June 1999'
    """
    bound = read_date(text)
    if _is_unknown(bound):
        return UNKNOWN_DATE
    if bound.latest > LAST_DAY:
        return f"some time after {_day_before(bound.earliest)}"
    if bound.earliest <= FIRST_DAY:
        return f"{_ending(bound.latest)} or earlier"
    if bound.earliest == bound.latest:
        return day_words(bound.earliest)
    return _granule(bound) or f"some time between {_range(bound)}"


def window(text: str) -> str:
    """Return the days that were asked about.

    >>> window("2006"), window("1998/2007-03"), window("1998 and 2007"), window(WHOLE_TIME)
    ('in 2006', 'between 1998 and March 2007', 'in 1998 and in 2007', 'at one time or another')
    """
    if text == WHOLE_TIME:
        return "at one time or another"
    return " and ".join(
        f"between {edge(first)} and {edge(last)}" if last else moment(first)
        for first, _, last in (part.partition("/") for part in text.split(" and "))
    )


def happened(text: str | None) -> str:
    """Return when something happened, which may have lasted from one date to another.

    >>> happened("2002-10-07"), happened("2007-06/2008"), happened(None)
    ('on 7 October 2002', 'from June 2007 to 2008', 'at an unknown date')
    """
    if text is None:
        return f"at {UNKNOWN_DATE}"
    first, _, last = text.partition("/")
    return f"from {edge(first)} to {edge(last)}" if last else moment(text)


def with_days(text: str) -> str:
    """Return a text with its days in words.

    >>> with_days("it had begun by 2012-06-28"), with_days("observer to [2017-04-22..]")
    ('it had begun by 28 June 2012', 'observer to some time after 21 April 2017')
    """
    return STATED_DAY.sub(lambda found: edge(found[0]), text)


@lru_cache(maxsize=4_096)
def day_words(number: int) -> str:
    """Return a day, which is counted as `date.toordinal` does.

    >>> day_words(date(2012, 6, 28).toordinal())
    '28 June 2012'
    """
    day = date.fromordinal(number)
    return f"{day.day} {_month(day)}"


def _is_unknown(bound: Bound) -> bool:
    return bound.is_unknown or (bound.earliest <= FIRST_DAY and bound.latest >= NEVER)


def _month(day: date) -> str:
    return f"{MONTH_NAMES[day.month - 1]} {day.year}"


def _begins_month(day: date) -> bool:
    return day.day == 1


def _ends_month(day: date) -> bool:
    return day.day == days_in_month(day.year, day.month)


def _granule(bound: Bound) -> str | None:
    """Return the month, the year or the decade that the days are, or None."""
    first, last = date.fromordinal(bound.earliest), date.fromordinal(bound.latest)
    if not (_begins_month(first) and _ends_month(last)):
        return None
    if (first.year, first.month) == (last.year, last.month):
        return _month(first)
    if (first.month, last.month) != (1, 12):
        return None
    if first.year == last.year:
        return str(first.year)
    return f"the {first.year}s" if first.year % 10 == 0 and last.year == first.year + 9 else None


def _range(bound: Bound) -> str:
    """Return the first and the last of some days, without what both have alike."""
    first, last = date.fromordinal(bound.earliest), date.fromordinal(bound.latest)
    if _begins_month(first) and _ends_month(last):
        if (first.month, last.month) == (1, 12):
            return f"{first.year} and {last.year}"
        return f"{MONTH_NAMES[first.month - 1]}{'' if first.year == last.year else f' {first.year}'} and {_month(last)}"
    if first.year != last.year:
        begin = day_words(bound.earliest)
    else:
        begin = str(first.day) if first.month == last.month else f"{first.day} {MONTH_NAMES[first.month - 1]}"
    return f"{begin} and {day_words(bound.latest)}"


def _ending(number: int) -> str:
    """Return the year or the month that ends with a day, or the day."""
    day = date.fromordinal(number)
    if not _ends_month(day):
        return day_words(number)
    return str(day.year) if day.month == 12 else _month(day)


def _day_before(number: int) -> str:
    """Return the year or the month before a day, or the day before it."""
    day = date.fromordinal(number)
    return _ending(number - 1) if _begins_month(day) else day_words(number - 1)

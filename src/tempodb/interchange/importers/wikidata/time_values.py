"""A point in time of Wikidata, with its precision and its calendar, as a date of ours."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from tempodb.interchange.importers.foreign_dates import NotTakenError
from tempodb.interchange.importers.wikidata.properties import JULIAN
from tempodb.temporal.bounds import Bound, days_in_month, edtf

_TIME = re.compile(r"([+-])0*([0-9]{1,16})-([0-9]{2})-([0-9]{2})T.*")
CENTURY, DECADE, YEAR, MONTH, DAY = 7, 8, 9, 10, 11
_YEARS = {6: 1000, CENTURY: 100}


class TimeValue(NamedTuple):
    """A date, and whether it was one of the Julian calendar."""

    text: str
    is_julian: bool = False


def time_value(value: Mapping[str, Any]) -> TimeValue:
    """Return a point in time as a date.

    >>> at = {"time": "+1991-12-16T00:00:00Z", "precision": 11, "calendarmodel": "…/entity/Q1985727"}
    >>> time_value(at).text, time_value({**at, "precision": 9}).text, time_value({**at, "precision": 8}).text
    ('1991-12-16', '1991', '199X')
    >>> time_value({"time": "+1917-10-25T00:00:00Z", "precision": 11, "calendarmodel": "…/entity/Q1985786"}).text
    '1917-11-07'

    Raises:
        NotTakenError: it is no point in time, or none of the years from 1 to 9999.

    """
    written, precision = value.get("time"), value.get("precision", DAY)
    found = _TIME.fullmatch(written) if isinstance(written, str) else None
    if found is None or not isinstance(precision, int):
        raise NotTakenError("date", "this is no point in time", "look at its `time` and `precision`")
    year, month, day = map(int, found.groups()[1:])
    if found[1] == "-" or not 1 <= year <= 9999:
        raise NotTakenError("date", f"`{written}` lies outside of the years 1 to 9999", "leave it out")
    if precision < min(_YEARS):
        raise NotTakenError(
            "date", f"`{written}` is known to {10 ** (9 - precision)} years only", "leave it out"
        )
    is_julian = str(value.get("calendarmodel", "")).endswith(JULIAN)
    earliest, latest = _candidates(year, month, day, precision, is_julian, written or "")
    before, after = (value.get(key) or 0 for key in ("before", "after"))
    if not (isinstance(before, int) and isinstance(after, int) and before >= 0 <= after):
        message = f"`{written}` does not tell as a number how many years it may lie before and after"
        raise NotTakenError("date", message, "write 0 as its `before` and `after`")
    if precision == YEAR and (before or after):
        earliest, _ = _candidates(max(year - before, 1), 1, 1, YEAR, is_julian, written or "")
        _, latest = _candidates(min(year + after, 9999), 1, 1, YEAR, is_julian, written or "")
    text = edtf(earliest, latest)
    return TimeValue(text, is_julian)


def _candidates(
    year: int, month: int, day: int, precision: int, is_julian: bool, written: str
) -> tuple[int, int]:
    """Return the first and the last day that are meant."""
    of = _julian if is_julian else _gregorian
    try:
        if precision in _YEARS:
            length = _YEARS[precision]
            first = (year - 1) // length * length + 1
            return of(first, 1, 1), of(min(first + length - 1, 9999), 12, 31)
        if precision == DECADE:
            return of(max(year // 10 * 10, 1), 1, 1), of(year // 10 * 10 + 9, 12, 31)
        if precision == YEAR or month == 0:
            return of(year, 1, 1), of(year, 12, 31)
        if precision == MONTH or day == 0:
            last = (
                29
                if is_julian and month == 2 and year % 4 == 0
                else days_in_month(year if not is_julian else 2001, month)
            )
            return of(year, month, 1), of(year, month, last)
        return of(year, month, day), of(year, month, day)
    except ValueError:
        raise NotTakenError("date", f"`{written}` is a day that no calendar has", "correct it") from None


def _gregorian(year: int, month: int, day: int) -> int:
    return date(year, month, day).toordinal()


def _julian(year: int, month: int, day: int) -> int:
    """Return the day of the Julian calendar as one of the Gregorian, in which it is counted here.

    >>> date.fromordinal(_julian(1582, 10, 5)).isoformat()
    '1582-10-15'
    """
    if not (1 <= month <= 12 and 1 <= day <= 31):
        raise ValueError(day)
    # As in Richards, Calendars (1998): days since 4801 BC, counted from March on.
    shift = (14 - month) // 12
    years, months = year + 4800 - shift, month + 12 * shift - 3
    number = day + (153 * months + 2) // 5 + 365 * years + years // 4 - 32083
    ordinal = number - 1721425
    date.fromordinal(ordinal)
    return ordinal


def spanning(texts: list[Bound]) -> str:
    """Return what several dates of one event say: any day from the first of one to the last of another."""
    return edtf(min(bound.earliest for bound in texts), max(bound.latest for bound in texts))

"""Dates told from the day on which is asked → their candidate days."""

from __future__ import annotations

from datetime import date
from typing import assert_never

from tempodb.temporal.bounds import FIRST_DAY, LAST_DAY, Bound
from tempodb.temporal.durations import Unit, earlier_by
from tempodb.temporal.granules import neighbour
from tempodb.tql import ast


def bound_at(day: ast.Day, today: int) -> Bound:
    """Return the candidate days of a date, as it is meant *today* (MEANING.md, M63).

    >>> from datetime import date
    >>> from tempodb.tql.relative_days import relative_day
    >>> leap = date(2024, 2, 29).toordinal()
    >>> [bound_at(relative_day(said), leap).text for said in ("yesterday", "1 year ago", "last month")]
    ['2024-02-28', '2023-02-28', '2024-01']
    """
    match day:
        case Bound():
            return day
        case ast.Today():
            return Bound.day(today)
        case ast.Ago(duration):
            return Bound.day(earlier_by(today, duration))
        case ast.ThisOrLast(granule, is_last):
            if granule is Unit.WEEK:
                monday = max(today - date.fromordinal(today).weekday() - 7 * is_last, FIRST_DAY)
                return Bound.between(monday, min(monday + 6, LAST_DAY))
            # The prompt of the REPL is up before there is a parser.
            from tempodb.temporal.date_reader import read_date

            return read_date(neighbour(granule, today, -is_last).text)
        case _:
            assert_never(day)

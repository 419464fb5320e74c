"""Days that tables hold in the place of no date at all."""

from __future__ import annotations

from datetime import date

from tempodb.temporal.bounds import FIRST_DAY, LAST_DAY, Bound

LAST_YEAR = date(9999, 1, 1).toordinal()
FAR_AWAY = date(2999, 12, 31).toordinal()
"""The end that some registers give to what has none."""


def is_placeholder(bound: Bound) -> bool:
    """Return whether a bound of what somebody states names the first day, the last year, or 2999-12-31.

    >>> from tempodb.temporal.date_reader import read_date
    >>> [is_placeholder(read_date(text)) for text in ("9999-12-31", "[2017..9999]", "0001-01-01", "unknown", "2099")]
    [True, True, True, False, False]
    """
    if bound.is_open:
        return False
    is_one_day = bound.earliest == bound.latest
    return any(LAST_YEAR <= day <= LAST_DAY for day in (bound.earliest, bound.latest)) or (
        is_one_day and bound.earliest in (FIRST_DAY, FAR_AWAY)
    )


EXPLAINED = "stands for no day: a date is not known, or there is none"
EXPECTED = "leave the end out (`onwards`) for what is still going on, or write `unknown`"

"""Facts of one key, few enough to look at every world."""

from __future__ import annotations

from tempodb.temporal.bounds import ONGOING
from tempodb.temporal.date_reader import read_date
from tempodb.temporal.periods import Period

FEW = range(1000, 1007)


def period(from_: str, to: str | None) -> Period:
    """Return a period as a file states it."""
    return Period(read_date(from_), ONGOING if to is None else read_date(to))

"""The ends of a row as dates, and how long it lasted, beside the texts that say what was stated."""

# Annotations are no texts here, as `from __future__ import annotations` would make them: of a NamedTuple
# each is compiled again, which costs a start as much as the class.

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from datetime import date

    from tempodb.temporal.span_dates import SpanDates


class DateBounds(NamedTuple):
    """The first and the last day that an end can mean; None where no date bounds it."""

    earliest: "date | None"
    latest: "date | None"


class DayCount(NamedTuple):
    """How many days something lasted at least and at most; None where nobody can count them."""

    least: int | None
    most: int | None


def from_bounds(row: Any) -> DateBounds:
    """Return the days on which a row can have begun, as `from_earliest` and `from_latest` of a frame."""
    dates = _dates(row)
    return DateBounds(dates.from_earliest, dates.from_latest)


def to_bounds(row: Any) -> DateBounds:
    """Return the days that can be the first on which a row no longer held."""
    dates = _dates(row)
    return DateBounds(dates.to_earliest, dates.to_latest)


def duration(row: Any) -> DayCount:
    """Return for how many days a row held."""
    dates = _dates(row)
    return DayCount(dates.days_min, dates.days_max)


def _dates(row: Any) -> "SpanDates":
    # Few who look at rows ask.
    from tempodb.temporal.span_dates import span_dates

    return span_dates(row.from_, row.to)

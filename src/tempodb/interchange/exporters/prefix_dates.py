"""Dates as a year, a month or a day, for formats that know no others: what is vaguer is widened, and told."""

from __future__ import annotations

from tempodb.interchange.exporters.losses import Losses
from tempodb.temporal.bounds import Bound, day_text, edtf, shifted

WIDER = "dates are widened to a year or a month"
UNDATED_BEGINNING = "beginnings that no year holds are left out"
UNDATED_END = "ends that no year holds are left out"
MOVED = "of an end that is a year, a month is not told: its last day may lie in the year before"


def prefix_of(bound: Bound) -> str | None:
    """Return the day, the month or the year in which all candidates lie, None where there is none.

    >>> from tempodb.temporal.date_reader import read_date
    >>> [prefix_of(read_date(text)) for text in ("2002-10", "[1999-04..1999-06]", "[..2001]", "199X")]
    ['2002-10', '1999', None, None]
    """
    if bound.is_open or bound.is_one_sided:
        return None
    first, last = day_text(bound.earliest), day_text(bound.latest)
    return next((first[:size] for size in (10, 7, 4) if first[:size] == last[:size]), None)


def first_day(bound: Bound | None, what: str, losses: Losses) -> str | None:
    """Return when something began, as a prefix."""
    found = None if bound is None else prefix_of(bound)
    if found is None:
        if bound is None or not bound.is_open:
            losses.tell(UNDATED_BEGINNING, what)
    elif bound is not None and found != edtf(bound.earliest, bound.latest):
        losses.tell(WIDER, what)
    return found


def day_of_end(bound: Bound | None, what: str, losses: Losses) -> str | None:
    """Return when something was dissolved, as a prefix: the first day on which it was no more."""
    if bound is None or bound.is_open:
        return None
    found = prefix_of(bound)
    if found is None:
        losses.tell(UNDATED_END, what)
    elif found != edtf(bound.earliest, bound.latest):
        losses.tell(WIDER, what)
    return found


def last_day(bound: Bound | None, what: str, losses: Losses) -> str | None:
    """Return the last day on which something held, as a prefix: that before the first on which it did not."""
    if bound is None or bound.is_open:
        return None
    last = shifted(bound, -1)
    found = prefix_of(last)
    if found is not None:
        if found != edtf(last.earliest, last.latest):
            losses.tell(WIDER, what)
        return found
    found = prefix_of(bound)
    losses.tell(UNDATED_END if found is None else MOVED, what)
    return found

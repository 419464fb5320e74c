"""The ends of a period as dates: every candidate that can be meant, and None where no date bounds them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oracle.strategies import examples
from tempodb.temporal.bounds import Bound
from tempodb.temporal.periods import Period, Window, at_some_time, extent_of
from tempodb.temporal.span_dates import SpanDates, span_dates

BASE = date(2000, 1, 1).toordinal()


@pytest.mark.parametrize(
    ("from_", "to", "shown"),
    [
        ("1999-05-01", "2006-01-01", "1999-05-01 1999-05-01 2006-01-01 2006-01-01 2437 2437"),
        ("1999", "2006", "1999-01-01 1999-12-31 2006-01-01 2006-12-31 2193 2921"),
        ("2002-10", None, "2002-10-01 2002-10-31 - - - -"),
        ("199X", "2000", "1990-01-01 1999-12-31 2000-01-01 2000-12-31 1 4017"),
        # A year for both ends means some part of it, which began before its last day and ended after its first.
        ("1999", "1999", "1999-01-01 1999-12-30 1999-01-02 1999-12-31 1 364"),
        ("[..2017-04-18]", "[2017-04-19..]", "- 2017-04-18 2017-04-19 - 1 -"),
        ("[2016-01-02..2017-01-01]", "[2018..]", "2016-01-02 2017-01-01 2018-01-01 - 365 -"),
        ("unknown", "2006", "- 2006-12-30 2006-01-01 2006-12-31 - -"),
        ("1999", "unknown", "1999-01-01 1999-12-31 1999-01-02 - - -"),
        ("unknown", "unknown", "- - - - - -"),
        ("unknown", None, "- - - - - -"),
        (None, None, "- - - - - -"),
        (None, "2000", "- - 2000-01-01 2000-12-31 - -"),
        ("0001-01-01", "9999-12-31", "0001-01-01 0001-01-01 9999-12-31 9999-12-31 3652058 3652058"),
        # What is worked out of several may hold on no day: each end then stands as it is.
        ("2014", "2012", "2014-01-01 2014-12-31 2012-01-01 2012-12-31 - -"),
    ],
)
def test_dates_are_the_candidates_that_can_be_meant(from_: str | None, to: str | None, shown: str) -> None:
    dates = span_dates(from_, to)

    assert " ".join("-" if part is None else str(part) for part in dates) == shown


def judged(dates: SpanDates, day: date) -> str | None:
    """Return how surely a day is within, as one would ask the columns of an answer."""
    assert dates.from_latest and dates.from_earliest and dates.to_earliest and dates.to_latest
    if dates.from_latest <= day < dates.to_earliest:
        return "certain"
    return "possible" if dates.from_earliest <= day < dates.to_latest else None


@examples(300)
@given(st.lists(st.integers(0, 30), min_size=4, max_size=4), st.integers(0, 30))
def test_who_asks_the_dates_is_answered_as_who_asks_the_fact(days: list[int], asked: int) -> None:
    f1, f2, t1, t2 = (BASE + day for day in days)
    period = Period(Bound.between(min(f1, f2), max(f1, f2)), Bound.between(min(t1, t2), max(t1, t2)))
    extent, day = extent_of(period), BASE + asked
    dates = span_dates(period.from_.text, period.to.text)

    if extent is None:
        assert dates.days_min is dates.days_max is None
        return
    assert judged(dates, date.fromordinal(day)) == at_some_time(extent, Window(day, day + 1))
    lengths = [
        t - f for f in range(extent.f1, extent.f2 + 1) for t in range(extent.t1, extent.t2 + 1) if f < t
    ]
    assert (dates.days_min, dates.days_max) == (min(lengths), max(lengths))

"""How long something lasted, and how its ends lie to a window, on the days where the answer changes."""

from __future__ import annotations

import pytest

from tempodb.temporal.bounds import NEVER
from tempodb.temporal.date_reader import read_date
from tempodb.temporal.day_relations import DayRelation, judge_day
from tempodb.temporal.durations import Comparison, Duration, Unit, lasted
from tempodb.temporal.periods import Certainty, Extent, Window

TODAY = "2026-11-28"


def day(text: str) -> int:
    return NEVER if text == "never" else read_date(text).earliest


@pytest.mark.parametrize(
    ("extent", "comparison", "years", "expected"),
    [
        # Ten years to the day are neither more nor less than ten years.
        ("2000-01-01 2000-01-01 2010-01-01 2010-01-01", "more", 10, None),
        ("2000-01-01 2000-01-01 2010-01-01 2010-01-01", "less", 10, None),
        ("2000-01-01 2000-01-01 2010-01-02 2010-01-02", "more", 10, "certain"),
        ("2000-01-01 2000-01-01 2009-12-31 2009-12-31", "less", 10, "certain"),
        ("2000-01-01 2000-12-31 2010-06-01 2010-06-01", "more", 10, "possible"),
        # Days after today do not count, whether the end is known, open, or one of several.
        ("2020-01-01 2020-01-01 2040-01-01 2040-01-01", "more", 10, None),
        ("2020-01-01 2020-01-01 2040-01-01 2040-01-01", "less", 10, "certain"),
        ("2020-01-01 2020-01-01 never never", "more", 10, None),
        ("2020-01-01 2020-01-01 2025-01-01 never", "more", 10, None),
        ("2016-11-28 2016-11-28 never never", "more", 10, "certain"),
        ("2016-11-29 2016-11-29 never never", "more", 10, None),
        ("2016-11-28 2016-11-28 2026-11-29 2026-11-29", "more", 10, "certain"),
        # What is still to begin has held for no time, neither less than some years nor more.
        ("2030-01-01 2030-01-01 2040-01-01 2040-01-01", "less", 1, None),
        ("2026-11-29 2026-11-29 never never", "less", 1, None),
        ("2020-01-01 2030-01-01 2040-01-01 2040-01-01", "less", 10, "possible"),
    ],
)
def test_how_long_it_lasted(extent: str, comparison: str, years: int, expected: str | None) -> None:
    got = lasted(
        Extent(*map(day, extent.split())), Comparison(comparison), Duration(years, Unit.YEAR), day(TODAY)
    )

    assert got == (None if expected is None else Certainty(expected))


@pytest.mark.parametrize(
    ("first", "last", "relation", "expected"),
    [
        ("1999-12-31", "1999-12-31", DayRelation.BEFORE, "certain"),
        ("2000-01-01", "2000-01-01", DayRelation.BEFORE, None),
        ("2000-01-01", "2000-01-01", DayRelation.IN, "certain"),
        ("2000-12-31", "2000-12-31", DayRelation.IN, "certain"),
        ("2001-01-01", "2001-01-01", DayRelation.IN, None),
        ("2000-12-31", "2000-12-31", DayRelation.AFTER, None),
        ("2001-01-01", "2001-01-01", DayRelation.AFTER, "certain"),
        ("1999-12-31", "2000-01-01", DayRelation.BEFORE, "possible"),
        ("2000-12-31", "2001-01-01", DayRelation.AFTER, "possible"),
        ("2001-01-01", "never", DayRelation.AFTER, "possible"),
        ("never", "never", DayRelation.AFTER, None),
    ],
)
def test_how_an_end_lies_to_a_year(
    first: str, last: str, relation: DayRelation, expected: str | None
) -> None:
    got = judge_day(day(first), day(last), relation, Window(day("2000-01-01"), day("2001-01-01")))

    assert got == (None if expected is None else Certainty(expected))

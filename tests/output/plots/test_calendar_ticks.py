"""The days that are written below a picture."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oracle.strategies import examples
from tempodb.output.plots.calendar_ticks import ticks_between
from tempodb.temporal.bounds import FIRST_DAY, LAST_DAY


@pytest.mark.parametrize(
    ("first", "last", "room", "written"),
    [
        ("1991-06-01", "2027-01-01", 570, ["1995", "2000", "2005", "2010", "2015", "2020", "2025"]),
        ("0001-01-01", "9999-12-31", 570, [f"{year:04}" for year in range(1000, 10_000, 1000)]),
        ("2012-01-01", "2012-12-31", 570, ["2012-01", "2012-04", "2012-07", "2012-10"]),
        ("2012-06-20", "2012-07-04", 570, ["2012-06-25", "2012-07-02"]),
        (
            "2012-06-28",
            "2012-07-02",
            570,
            [f"2012-06-{day}" for day in (28, 29, 30)] + ["2012-07-01", "2012-07-02"],
        ),
    ],
)
def test_as_many_are_written_as_there_is_room_for(
    first: str, last: str, room: int, written: list[str]
) -> None:
    begins, ends = (date.fromisoformat(day).toordinal() for day in (first, last))

    assert [tick.text for tick in ticks_between(begins, ends, room, 14, 7) if tick.text] == written


@examples(60)
@given(st.integers(FIRST_DAY, LAST_DAY), st.integers(1, 4_000_000), st.integers(150, 2000))
def test_ticks_lie_within_and_apart(first: int, span: int, room: int) -> None:
    last = min(first + span, LAST_DAY)
    ticks = ticks_between(first, last, room, 14, 7)
    written = [tick.day for tick in ticks if tick.text]

    assert ticks == sorted(ticks) and all(first <= tick.day <= last for tick in ticks)
    across = room / max(last - first, 1)
    # Months and years are not all equally long.
    assert all((b - a) * across >= 28 + 14 * 0.8 for a, b in pairwise(written))

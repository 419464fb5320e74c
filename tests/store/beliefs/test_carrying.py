"""What exact days carry over is what `carry_over` says of any."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tempodb.store.beliefs.carrying import Carried, parts_of
from tempodb.store.beliefs.row_periods import read_period, stored_period
from tempodb.temporal.bounds import ALWAYS, NEVER
from tempodb.temporal.rectangles import BelievedSince, carry_over

FIRST = 720_000
DAYS = st.integers(FIRST, FIRST + 12)
NOW = 9


@st.composite
def parts(draw: st.DrawFn) -> Carried:
    first = draw(DAYS | st.just(ALWAYS))
    end = draw(DAYS.filter(lambda day: day > first) | st.just(NEVER)) if first < FIRST + 12 else NEVER
    return Carried((first, first, None, end, end, None), draw(st.integers(1, 5)))


@given(parts(), st.lists(parts(), max_size=5))
def test_exact_days_are_carried_over_as_any_dates_are(stated: Carried, before: list[Carried]) -> None:
    before = [
        part for part in before if part.period[0] < stated.period[4] and stated.period[0] < part.period[4]
    ]
    known = [
        BelievedSince(read_period(part.period), part.since)
        for part in sorted(before, key=lambda part: part.period[0])
    ]
    due = carry_over(read_period(stated.period), known, NOW)

    found = parts_of(stated.period, NOW, before)

    assert found == [Carried(stored_period(period), since) for period, since in due]

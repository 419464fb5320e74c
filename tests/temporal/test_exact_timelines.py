"""What is dated to the day is joined as intervals are, which is what the rules of imprecise dates make of it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tempodb.temporal.bounds import ALWAYS, NEVER, ONGOING, SINCE_ALWAYS, Bound
from tempodb.temporal.exact_timelines import joined_if_exact
from tempodb.temporal.facts import Fact, Standing
from tempodb.temporal.periods import Period, extent_of
from tempodb.temporal.timelines import coalesce, narrow

DAYS = st.integers(1, 12)
BEGINNINGS = st.one_of(DAYS.map(Bound.day), st.just(SINCE_ALWAYS))
ENDS = st.one_of(DAYS.map(Bound.day), st.just(ONGOING))


def fact(value: str, from_: Bound, to: Bound, claim: int = 1, source: str = "s") -> Fact:
    period = Period(from_, to)
    extent = extent_of(period)
    assert extent is not None
    return Fact(("a", "o"), value, period, extent, sources=frozenset([source]), claims=frozenset([claim]))


@st.composite
def timelines(draw: st.DrawFn) -> list[Fact]:
    periods = draw(st.lists(st.tuples(BEGINNINGS, ENDS), min_size=1, max_size=6))
    return [
        fact(draw(st.sampled_from("xy")), from_, to, claim, draw(st.sampled_from("st")))
        for claim, (from_, to) in enumerate(periods)
        if extent_of(Period(from_, to))
    ]


@given(timelines())
def test_days_are_joined_as_vague_dates_would_be(facts: list[Fact]) -> None:
    joined = joined_if_exact(facts)

    assert joined is not None
    assert set(joined) == set(coalesce(narrow(coalesce(facts))))
    assert len(joined) == len(set(joined))


DAY = Bound.day(5)


@pytest.mark.parametrize(
    "told",
    [
        fact("x", Bound(4, 5, "[0001-01-04..0001-01-05]"), ONGOING),
        fact("x", Bound(1, NEVER, "unknown"), DAY),
        fact("x", Bound(ALWAYS + 1, ALWAYS + 1, "[..0001-01-01]"), DAY),
        fact("x", DAY, ONGOING)._replace(standing=Standing.DISPUTED),
    ],
    ids=["vague", "unknown", "one-sided", "disputed"],
)
def test_what_is_not_exact_is_left_to_the_rules(told: Fact) -> None:
    assert joined_if_exact([told, fact("x", Bound.day(8), ONGOING, 2)]) is None

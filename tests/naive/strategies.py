"""Examples for property tests: bounds, periods and facts of every kind that a dataset can state.

All lie on a small calendar (see `naive.worlds`), so that every world of them can be counted.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Hashable, Iterable
from itertools import combinations_with_replacement
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from naive.worlds import DAYS
from tempodb.temporal.bounds import (
    FIRST_DAY,
    NEVER,
    ONGOING,
    SINCE_ALWAYS,
    UNKNOWN,
    Bound,
    unknown_until,
)
from tempodb.temporal.facts import Fact, Standing
from tempodb.temporal.periods import Period, extent_of


def examples(count: int) -> Callable[[Any], Any]:
    """Try *count* examples, however long each takes, and leave no files behind.

    For a thorough search set the environment variable `THOROUGH` to how many times as many to try.
    """
    times = int(os.environ.get("THOROUGH", "1"))
    return settings(max_examples=count * times, deadline=None, database=None)


def precise(days: range = DAYS) -> SearchStrategy[Bound]:
    """Return bounds of one day."""
    return st.sampled_from([Bound.day(day) for day in days])


def two_sided(days: range = DAYS) -> SearchStrategy[Bound]:
    """Return bounds that are some day or range of days."""
    return st.sampled_from([Bound.between(*pair) for pair in combinations_with_replacement(days, 2)])


def until(days: range = DAYS) -> SearchStrategy[Bound]:
    """Return bounds written as `[..D]`."""
    return st.sampled_from([Bound.between(FIRST_DAY, day) for day in days])


def since(days: range = DAYS) -> SearchStrategy[Bound]:
    """Return bounds written as `[D..]`."""
    return st.sampled_from([Bound.between(day, NEVER) for day in days])


def begins(days: range = DAYS) -> SearchStrategy[Bound]:
    """Return all that can stand as `from`: given in any way, unknown, absent, or since always."""
    rest = st.sampled_from([SINCE_ALWAYS, UNKNOWN, *map(unknown_until, days)])
    return st.one_of(precise(days), two_sided(days), until(days), since(days), rest)


def ends(days: range = DAYS) -> SearchStrategy[Bound]:
    """Return all that can stand as `to`: given in any way, unknown, or ongoing."""
    rest = st.sampled_from([ONGOING, UNKNOWN])
    return st.one_of(precise(days), two_sided(days), until(days), since(days), rest)


def periods(days: range = DAYS) -> SearchStrategy[Period]:
    """Return periods of every kind that can hold on some day."""
    return st.builds(Period, begins(days), ends(days)).filter(can_hold)


def two_sided_periods(days: range = DAYS) -> SearchStrategy[Period]:
    """Return periods whose ends are some day or range of days."""
    return st.builds(Period, two_sided(days), two_sided(days)).filter(can_hold)


def precise_periods(days: range = DAYS) -> SearchStrategy[Period]:
    """Return periods between two days, or open on one side or both."""
    begin = st.sampled_from([*map(Bound.day, days), SINCE_ALWAYS])
    end = st.sampled_from([*map(Bound.day, days), ONGOING])
    return st.builds(Period, begin, end).filter(can_hold)


def can_hold(period: Period) -> bool:
    """Return whether some day of its beginning lies before some day of its end."""
    return period.from_.earliest < period.to.latest


def fact(
    period: Period,
    value: Hashable = "member",
    *,
    key: tuple[Hashable, ...] = ("uzbekistan", "csto"),
    claim: int = 1,
    standing: Standing = Standing.ACCEPTED,
    sources: Iterable[Hashable] = (),
) -> Fact:
    """Return the fact that one claim states."""
    extent = extent_of(period)
    assert extent is not None
    return Fact(key, value, period, extent, standing, frozenset(sources), frozenset({claim}))


@st.composite
def timelines(
    draw: st.DrawFn,
    *,
    days: range = DAYS,
    min_size: int = 1,
    max_size: int = 4,
    keys: str = "k",
    values: str = "xy",
    disputes: bool = False,
    is_precise: bool = False,
) -> list[Fact]:
    """Draw facts that often end where others begin, each of a claim of its own and some with sources."""
    kinds = [precise_periods] if is_precise else [periods, two_sided_periods, precise_periods]
    stated = [draw(draw(st.sampled_from(kinds))(days)) for _ in range(draw(st.integers(min_size, max_size)))]
    for i, j in draw(st.lists(st.tuples(*[st.integers(0, len(stated) - 1)] * 2), max_size=len(stated))):
        joined = Period(stated[j].to, stated[i].to)
        if i != j and can_hold(joined):
            stated[i] = joined
    standings = st.sampled_from(list(Standing) if disputes else [Standing.ACCEPTED])
    sources = st.sampled_from(["", "a", "b", "ab"])
    return [
        fact(
            period,
            draw(st.sampled_from(values)),
            key=(draw(st.sampled_from(keys)),),
            claim=claim,
            standing=draw(standings),
            sources=draw(sources),
        )
        for claim, period in enumerate(stated, start=1)
    ]

"""Examples for property tests: bounds, periods and facts of every kind that a dataset can state.

All lie on a small calendar (see `naive.worlds`), so that every world of them can be counted.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from naive.worlds import DAYS, worlds
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
    """Try *count* examples, however long each takes, and leave no files behind."""
    return settings(max_examples=count, deadline=None, database=None)


def precise(days: range = DAYS) -> SearchStrategy[Bound]:
    """Return bounds of one day."""
    return st.sampled_from(days).map(Bound.day)


def two_sided(days: range = DAYS) -> SearchStrategy[Bound]:
    """Return bounds that are some day or range of days."""
    pairs = st.tuples(st.sampled_from(days), st.sampled_from(days))
    return pairs.map(lambda pair: Bound.between(min(pair), max(pair)))


def until(days: range = DAYS) -> SearchStrategy[Bound]:
    """Return bounds written as `[..D]`."""
    return st.sampled_from(days).map(lambda day: Bound.between(FIRST_DAY, day))


def since(days: range = DAYS) -> SearchStrategy[Bound]:
    """Return bounds written as `[D..]`."""
    return st.sampled_from(days).map(lambda day: Bound.between(day, NEVER))


def begins(days: range = DAYS) -> SearchStrategy[Bound]:
    """Return all that can stand as `from`: given in any way, unknown, absent, or since always."""
    absent = st.sampled_from(days).map(unknown_until)
    open_ = st.sampled_from([SINCE_ALWAYS, UNKNOWN])
    return st.one_of(precise(days), two_sided(days), until(days), since(days), open_, absent)


def ends(days: range = DAYS) -> SearchStrategy[Bound]:
    """Return all that can stand as `to`: given in any way, unknown, or ongoing."""
    open_ = st.sampled_from([ONGOING, UNKNOWN])
    return st.one_of(precise(days), two_sided(days), until(days), since(days), open_)


def periods(days: range = DAYS) -> SearchStrategy[Period]:
    """Return periods of every kind that can hold on some day."""
    return _meaningful(begins(days), ends(days), days)


def two_sided_periods(days: range = DAYS) -> SearchStrategy[Period]:
    """Return periods whose ends are some day or range of days."""
    return _meaningful(two_sided(days), two_sided(days), days)


def precise_periods(days: range = DAYS) -> SearchStrategy[Period]:
    """Return periods between two days, or open on one side or both."""
    begin = st.one_of(precise(days), precise(days), st.just(SINCE_ALWAYS))
    end = st.one_of(precise(days), precise(days), st.just(ONGOING))
    return _meaningful(begin, end, days)


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
    """Draw facts that often end where others begin, each of a claim and mostly a source of its own."""
    pool = draw(st.lists(precise(days) if is_precise else two_sided(days), min_size=2, max_size=4))
    pooled = st.sampled_from(pool)
    one = _meaningful(pooled, pooled, days)
    if is_precise:
        one = st.one_of(one, precise_periods(days))
    else:
        one = st.one_of(
            one, _meaningful(pooled, ends(days), days), _meaningful(begins(days), pooled, days), periods(days)
        )
    standings = list(Standing) if disputes else [Standing.ACCEPTED]
    stated = draw(st.lists(one, min_size=min_size, max_size=max_size))
    return [
        fact(
            period,
            draw(st.sampled_from(values)),
            key=(draw(st.sampled_from(keys)),),
            claim=claim,
            standing=draw(st.sampled_from(standings)),
            sources=draw(st.sets(st.sampled_from("abc"), max_size=2)),
        )
        for claim, period in enumerate(stated, start=1)
    ]


def _meaningful(
    begin: SearchStrategy[Bound], end: SearchStrategy[Bound], days: range
) -> SearchStrategy[Period]:
    return st.builds(Period, begin, end).filter(lambda period: bool(worlds(period, days)))

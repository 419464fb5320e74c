"""Certain and possible, against every world that the dates allow."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from oracle.strategies import begins, ends, examples, fact, periods, precise_periods, two_sided_periods
from oracle.worlds import (
    DAYS,
    LONG_AFTER,
    answer,
    certain_days,
    histories,
    history,
    possible_days,
    verdict,
    windows,
    worlds,
)
from tempodb.temporal.bounds import Bound
from tempodb.temporal.date_reader import read_date
from tempodb.temporal.facts import Quantifier, judge
from tempodb.temporal.periods import (
    Certainty,
    Extent,
    Period,
    Window,
    at_some_time,
    extent_of,
    intersect,
    meets,
    throughout,
    tighten,
)

FEW = range(1000, 1008)
"""A smaller calendar, for questions about two facts at once."""


def meant(period: Period) -> Extent:
    """Return the extent of a period that can hold."""
    extent = extent_of(period)
    assert extent is not None
    return extent


@given(begins(), ends())
@examples(270)
def test_tightening_keeps_exactly_the_days_that_some_world_picks(begin: Bound, end: Bound) -> None:
    period = Period(begin, end)
    picked = worlds(period)

    extent = extent_of(period)

    if not picked:
        assert extent is None
    else:
        begun, ended = {world[0] for world in picked}, {world[1] for world in picked}
        assert extent == (min(begun), max(begun), min(ended), max(ended))


@given(*[st.integers(1, 9)] * 4)
@examples(160)
def test_tightening_twice_is_tightening_once(f1: int, f2: int, t1: int, t2: int) -> None:
    assume(f1 <= f2 and t1 <= t2)

    extent = tighten(f1, f2, t1, t2)

    assert extent is None or tighten(*extent) == extent


@pytest.mark.parametrize(
    ("from_", "to", "text"),
    [
        ("1999", "1999", ("1999-01-01", "1999-12-30", "1999-01-02", "1999-12-31")),
        ("1999-06", "1999", ("1999-06-01", "1999-06-30", "1999-06-02", "1999-12-31")),
        ("1999", "1999-06-15", ("1999-01-01", "1999-06-14", "1999-06-15", "1999-06-15")),
        ("unknown", "1999-06-15", ("0001-01-01", "1999-06-14", "1999-06-15", "1999-06-15")),
    ],
)
def test_bounds_are_tightened_so_that_from_precedes_to(from_: str, to: str, text: tuple[str, ...]) -> None:
    extent = meant(Period(read_date(from_), read_date(to)))

    assert extent == tuple(read_date(end).earliest for end in text)


@pytest.mark.parametrize(
    ("from_", "to"),
    [("1999-06-15", "1999-06-15"), ("2000", "1999"), ("[2000..]", "[..1999]"), ("2000-01-01", "1999")],
)
def test_a_period_without_a_day_means_nothing(from_: str, to: str) -> None:
    assert extent_of(Period(read_date(from_), read_date(to))) is None


@given(periods())
@examples(80)
def test_what_is_certain_and_possible_is_what_all_and_some_worlds_say(period: Period) -> None:
    extent, may_be = meant(period), histories(period)

    for window in windows():
        assert at_some_time(extent, window) == answer(may_be, window, Quantifier.SOME)
        assert throughout(extent, window) == answer(may_be, window, Quantifier.EVERY)


@given(two_sided_periods())
@examples(80)
def test_the_same_holds_where_both_ends_are_ranges(period: Period) -> None:
    extent, may_be = meant(period), histories(period)

    for window in windows():
        assert judge(fact(period), window, Quantifier.SOME) == answer(may_be, window, Quantifier.SOME)
        assert judge(fact(period), window, Quantifier.EVERY) == answer(may_be, window, Quantifier.EVERY)
    assert extent.has_core is bool(certain_days(period))


@given(periods())
@examples(80)
def test_the_core_is_the_days_that_are_certain(period: Period) -> None:
    extent = meant(period)

    core = {day for day in DAYS if extent.core.start <= day < extent.core.end}

    assert core == certain_days(period)
    assert {day for day in DAYS if extent.f1 <= day < extent.t2} == possible_days(period)


@given(precise_periods())
@examples(50)
def test_on_precise_dates_the_answer_is_the_plain_one(period: Period) -> None:
    extent = meant(period)
    from_, to = period.from_.earliest, period.to.earliest

    for window in windows():
        overlaps = from_ < window.end and to > window.start
        covers = from_ <= window.start and to >= window.end
        assert at_some_time(extent, window) == (Certainty.CERTAIN if overlaps else None)
        assert throughout(extent, window) == (Certainty.CERTAIN if covers else None)


@given(precise_periods(), precise_periods())
@examples(40)
def test_on_precise_dates_an_intersection_is_the_plain_one(a: Period, b: Period) -> None:
    both = intersect(meant(a), meant(b))
    from_ = max(a.from_.earliest, b.from_.earliest)
    to = min(a.to.earliest, b.to.earliest)

    for window in windows():
        has_day = max(from_, window.start) < min(to, window.end)
        assert meets(both, window) == (Certainty.CERTAIN if has_day else None)


def test_of_all_time_every_fact_is_certain() -> None:
    """MEANING.md, M9."""
    vague = fact(Period(read_date("unknown"), read_date("unknown")))

    assert judge(vague, None, Quantifier.SOME) is Certainty.CERTAIN
    assert judge(vague, None, Quantifier.EVERY) is Certainty.CERTAIN


def both_in_every_world(a: Period, b: Period) -> set[frozenset[int]]:
    """Return the days on which both held, for each pair of worlds of two independent facts."""
    return {x & y for x, y in product(histories(a, FEW), histories(b, FEW))}


@given(periods(FEW), periods(FEW))
@examples(80)
def test_an_intersection_is_possible_in_a_window_when_some_pair_of_worlds_meets_there(
    a: Period, b: Period
) -> None:
    both, may_be = intersect(meant(a), meant(b)), both_in_every_world(a, b)

    for window in windows(FEW):
        assert (meets(both, window) is None) is (answer(may_be, window, Quantifier.SOME) is None)


@given(periods(FEW), periods(FEW))
@examples(80)
def test_an_intersection_is_certain_only_when_every_pair_of_worlds_meets(a: Period, b: Period) -> None:
    both, may_be = intersect(meant(a), meant(b)), both_in_every_world(a, b)

    for window in windows(FEW):
        if meets(both, window) is Certainty.CERTAIN:
            assert answer(may_be, window, Quantifier.SOME) is Certainty.CERTAIN


@given(periods(FEW), periods(FEW))
@examples(80)
def test_an_intersection_of_facts_that_have_certain_days_is_judged_as_by_every_pair_of_worlds(
    a: Period, b: Period
) -> None:
    assume(meant(a).has_core and meant(b).has_core)
    both, may_be = intersect(meant(a), meant(b)), both_in_every_world(a, b)

    for window in windows(FEW):
        assert meets(both, window) == answer(may_be, window, Quantifier.SOME)


@given(two_sided_periods(FEW), periods(FEW))
@examples(160)
def test_an_intersection_calls_a_certain_meeting_possible_only_where_a_fact_has_no_certain_day(
    a: Period, b: Period
) -> None:
    """MEANING.md, M27 goes by components: it is silent on pairs that meet in every world without a common core."""
    both, may_be = intersect(meant(a), meant(b)), both_in_every_world(a, b)

    for window in windows(FEW):
        if meets(both, window) != answer(may_be, window, Quantifier.SOME):
            assert meets(both, window) is Certainty.POSSIBLE
            assert answer(may_be, window, Quantifier.SOME) is Certainty.CERTAIN
            assert not (meant(a).has_core and meant(b).has_core)


def test_a_fact_without_a_certain_day_is_only_possible_within_one_that_holds_throughout() -> None:
    vague = Period(Bound.between(1001, 1002), Bound.between(1002, 1003))
    around = Period(Bound.day(1000), Bound.day(1006))
    window = Window(1000, 1006)

    by_worlds = answer(both_in_every_world(vague, around), window, Quantifier.SOME)

    assert by_worlds is Certainty.CERTAIN
    assert meets(intersect(meant(vague), meant(around)), window) is Certainty.POSSIBLE
    assert at_some_time(meant(vague), window) is Certainty.CERTAIN


@given(periods())
@examples(40)
def test_intersecting_a_fact_with_itself_or_all_time_leaves_its_extent(period: Period) -> None:
    extent = meant(period)
    all_time = Extent(0, 0, LONG_AFTER[-1], LONG_AFTER[-1])

    assert intersect(extent, extent) == intersect(extent, all_time) == intersect(all_time, extent) == extent


@given(st.lists(st.booleans()))
@examples(40)
def test_the_oracle_calls_certain_what_always_is_and_possible_what_sometimes_is(outcomes: list[bool]) -> None:
    expected = None if not any(outcomes) else Certainty.CERTAIN if all(outcomes) else Certainty.POSSIBLE

    assert verdict(outcomes) == expected


def test_the_oracle_counts_a_small_case_as_one_would_by_hand() -> None:
    period = Period(Bound.between(1001, 1002), Bound.between(1002, 1003))

    assert worlds(period) == ((1001, 1002), (1001, 1003), (1002, 1003))
    assert histories(period) == {frozenset({1001}), frozenset({1001, 1002}), frozenset({1002})}
    assert (certain_days(period), possible_days(period)) == (frozenset(), frozenset({1001, 1002}))
    assert history([(1, 1002), (1014, LONG_AFTER[-1])]) == {1000, 1001, 1014, 1015}

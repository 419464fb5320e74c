"""Ends as sets of candidate days: how a claim says them, how they are written, and their order."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oracle.strategies import begins, ends, examples, periods
from oracle.worlds import candidates
from tempodb.model.claims import Claim, ClaimDates
from tempodb.model.kinds import Kind
from tempodb.temporal.bounds import (
    ALWAYS,
    FIRST_DAY,
    LAST_DAY,
    NEVER,
    ONGOING,
    SINCE_ALWAYS,
    UNKNOWN,
    Bound,
    earlier,
    edtf,
    later,
    shifted,
    unknown_until,
)
from tempodb.temporal.date_reader import read_date
from temporal.days import day


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("1999", "[1999-01..1999-12]"),
        ("1999", "[1999-01-01..1999-12-31]"),
        ("2002-10", "October 2002"),
        ("199X", "[1990..1999]"),
        ("[1999-04..1999-06]", "[1 April 1999..30 June 1999]"),
        ("[..2017]", "[..2017-12-31]"),
        ("[2017..]", "[2017-01-01..]"),
        ("unknown", "[0001..]"),
    ],
)
def test_two_texts_with_the_same_candidates_are_equal(one: str, other: str) -> None:
    assert read_date(one) == read_date(other)
    assert hash(read_date(one)) == hash(read_date(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [("1999", "1999-01"), ("1999", "[1999..]"), ("[..1999]", "1999"), ("unknown", "[..9999]")],
)
def test_other_candidates_make_another_date(one: str, other: str) -> None:
    assert read_date(one) != read_date(other)


@pytest.mark.parametrize(
    ("through", "to"),
    [
        ("2016-12-31", "2017-01-01"),
        ("2016-02-28", "2016-02-29"),
        ("2016-12", "[2016-12-02..2017-01-01]"),
        ("2016", "[2016-01-02..2017-01-01]"),
        ("199X", "[1990-01-02..2000-01-01]"),
        ("[..2016-12-31]", "[..2017-01-01]"),
        ("[2016..]", "[2016-01-02..]"),
        ("unknown", "unknown"),
    ],
)
def test_through_the_last_day_is_to_the_day_after(through: str, to: str) -> None:
    shown = shifted(read_date(through), 1)

    assert (shown, shown.text) == (read_date(to), to)
    assert ClaimDates(through=through).stated() == (None, shown)


@given(ends())
@examples(110)
def test_a_shift_moves_every_candidate_by_a_day(bound: Bound) -> None:
    moved = shifted(bound, 1)

    assert moved.earliest == bound.earliest + (bound.earliest not in (FIRST_DAY, NEVER))
    assert moved.latest == bound.latest + (bound.latest != NEVER)


MEMBERSHIP = Claim(Kind.MEMBERSHIP, ("uzbekistan", "csto", ""), '{"status":"member"}')


@pytest.mark.parametrize(
    ("when", "from_", "to"),
    [
        (ClaimDates(from_="1992", to="1999"), "1992", "1999"),
        (ClaimDates(from_="October 2002", through="2016"), "2002-10", "[2016-01-02..2017-01-01]"),
        (ClaimDates(observed=("2017-04-18",)), "[..2017-04-18]", "[2017-04-19..]"),
        (ClaimDates(observed=("2017-04-20", "2017-04-18")), "[..2017-04-18]", "[2017-04-21..]"),
        (ClaimDates(from_="1992"), "1992", None),
        (ClaimDates(from_="unknown", to="unknown"), "unknown", "unknown"),
    ],
)
def test_a_claim_says_its_period_in_any_of_the_written_forms(
    when: ClaimDates, from_: str, to: str | None
) -> None:
    period = Claim(MEMBERSHIP.kind, MEMBERSHIP.key, MEMBERSHIP.value, when).period(
        recorded_day=day("2020-01-01")
    )

    assert (period.from_.stated(), period.to.stated()) == (from_, to)


def test_an_absent_beginning_is_unknown_but_not_after_the_day_it_was_recorded() -> None:
    claim = Claim(MEMBERSHIP.kind, MEMBERSHIP.key, MEMBERSHIP.value, ClaimDates(to="2012"))

    from_ = claim.period(recorded_day=day("2020-01-01")).from_

    assert (from_.earliest, from_.latest, from_.text) == (FIRST_DAY, day("2020-01-01"), "unknown")


def test_an_open_end_is_no_date_that_shows() -> None:
    assert (SINCE_ALWAYS.stated(), ONGOING.stated()) == (None, None)
    assert edtf(ALWAYS, ALWAYS) == edtf(NEVER, NEVER) == ""
    assert SINCE_ALWAYS.is_open and ONGOING.is_open
    assert not any(
        end.is_open for end in (UNKNOWN, read_date("[..1999]"), read_date("[1999..]"), read_date("9999"))
    )


@pytest.mark.parametrize(
    ("text", "is_one_sided"),
    [("[..1999]", True), ("[1999..]", True), ("unknown", True), ("1999", False), ("199X", False),
     ("1999-04-01", False), ("[1998..1999]", False)],
)  # fmt: skip
def test_a_bound_is_one_sided_where_one_side_was_left_open(text: str, is_one_sided: bool) -> None:
    assert read_date(text).is_one_sided is is_one_sided


@pytest.mark.parametrize("text", ["0001-01-01", "0001", "9999", "9999-12-31", "[9998..9999]"])
def test_a_date_at_the_edge_of_the_calendar_is_not_one_sided(text: str) -> None:
    assert not read_date(text).is_one_sided


def test_only_what_was_given_as_unknown_or_not_given_is_unknown() -> None:
    assert UNKNOWN.is_unknown and unknown_until(5).is_unknown and read_date("unknown").is_unknown
    assert not (ONGOING.is_unknown or SINCE_ALWAYS.is_unknown or read_date("[..1999]").is_unknown)


days = st.integers(FIRST_DAY, LAST_DAY)
first_days = st.dates().map(lambda d: d.replace(day=1)).map(date.toordinal)
last_days = st.dates().map(lambda d: d.replace(day=monthrange(d.year, d.month)[1])).map(date.toordinal)
years = st.integers(1, 9999)
granules = st.one_of(
    years.map(Bound.year),
    st.builds(Bound.month, years, st.integers(1, 12)),
    st.integers(0, 999).map(lambda tens: Bound.decade(tens * 10)),
    days.map(Bound.day),
)
pairs = st.one_of(
    st.tuples(days, days),
    st.tuples(first_days, last_days),
    st.tuples(st.just(FIRST_DAY), days),
    st.tuples(days, st.just(NEVER)),
    st.just((FIRST_DAY, NEVER)),
    granules.map(lambda bound: (bound.earliest, bound.latest)),
    st.tuples(granules, st.integers(0, 1), st.integers(0, 1)).map(
        lambda near: (near[0].earliest + near[1], near[0].latest - near[2])
    ),
).filter(lambda pair: pair[0] <= pair[1])


@given(pairs)
@examples(330)
def test_candidates_written_as_edtf_read_back_as_the_same_candidates(pair: tuple[int, int]) -> None:
    back = read_date(edtf(*pair))

    assert (back.earliest, back.latest) == pair


@given(granules)
@examples(110)
def test_candidates_that_are_one_granule_are_written_as_that(bound: Bound) -> None:
    written = (
        bound.text
        if bound.earliest > FIRST_DAY or bound.text == "0001-01-01"
        else f"[..{edtf(bound.latest, bound.latest)}]"
    )

    assert read_date(bound.text) == bound
    assert Bound.between(bound.earliest, bound.latest).text == written


@pytest.mark.parametrize(
    ("first", "last", "text"),
    [
        ("1995-01-01", "2004-12-31", "[1995-01-01..2004-12-31]"),
        ("1990-01-01", "1998-12-31", "[1990-01-01..1998-12-31]"),
        ("1999-01-01", "2000-12-31", "[1999-01-01..2000-12-31]"),
        ("1999-04-01", "1999-06-30", "[1999-04-01..1999-06-30]"),
        ("1999-01-01", "1999-12-30", "[1999-01-01..1999-12-30]"),
        ("1999-02-01", "1999-02-28", "1999-02"),
        ("2000-02-01", "2000-02-28", "[2000-02-01..2000-02-28]"),
        ("first", "9999-12-31", "[..9999-12-31]"),
    ],
)
def test_candidates_that_are_no_granule_are_written_as_a_range_of_days(
    first: str, last: str, text: str
) -> None:
    assert edtf(day(first), day(last)) == text


either = begins() | ends()


@given(either, either)
@examples(220)
def test_one_bound_precedes_another_when_each_of_its_ends_does(a: Bound, b: Bound) -> None:
    first_of_a, last_of_a = min(candidates(a)), max(candidates(a))
    first_of_b, last_of_b = min(candidates(b)), max(candidates(b))

    assert a.precedes(b) is (first_of_a <= first_of_b and last_of_a <= last_of_b)


@given(either, either, either)
@examples(110)
def test_the_order_of_bounds_is_a_partial_order(a: Bound, b: Bound, c: Bound) -> None:
    assert a.precedes(a)
    assert (a.precedes(b) and b.precedes(a)) is (a == b)
    assert not (a.precedes(b) and b.precedes(c)) or a.precedes(c)


@given(either, either)
@examples(220)
def test_the_earlier_and_the_later_of_two_bounds_are_those_of_any_pair_of_days(a: Bound, b: Bound) -> None:
    pairs_of_days = [(x, y) for x in candidates(a) for y in candidates(b)]
    firsts, lasts = {min(pair) for pair in pairs_of_days}, {max(pair) for pair in pairs_of_days}

    assert (earlier(a, b).earliest, earlier(a, b).latest) == (min(firsts), max(firsts))
    assert (later(a, b).earliest, later(a, b).latest) == (min(lasts), max(lasts))


def test_a_year_and_a_month_of_it_have_no_order() -> None:
    year, month = read_date("1999"), read_date("1999-06")

    assert not year.precedes(month) and not month.precedes(year)


@given(periods())
@examples(50)
def test_every_drawn_period_reads_back_from_its_own_text(period: object) -> None:
    for end in period:  # type: ignore[attr-defined]
        if end.stated() is not None and not (end.is_unknown and end != UNKNOWN):
            assert read_date(end.text) == end

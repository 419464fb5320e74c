"""One office: on a day when all its seats are certainly taken, nobody else is possible."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from datetime import date
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from oracle.strategies import examples, fact, periods, precise_periods, two_sided_periods
from oracle.worlds import DAYS, answer, histories, joint_histories, windows
from tempodb.temporal.bounds import ALWAYS, ONGOING, Bound
from tempodb.temporal.date_reader import read_date
from tempodb.temporal.facts import Fact, Quantifier, judge
from tempodb.temporal.periods import Certainty, Period, Window
from tempodb.temporal.seat_plans import UNLIMITED, SeatPlan, seats_said
from tempodb.temporal.seats import all_taken, seat
from tempodb.temporal.timelines import coalesce_parties

FEW = range(1000, 1006)
QUESTIONS = [(window, quantifier) for window in windows(FEW) for quantifier in Quantifier]


def tenure(holder: str, period: Period, claim: int = 1) -> Fact:
    """Return that *holder* held the office."""
    return fact(period, "substantive", key=(holder, "csto/secretary-general", ""), claim=claim)


def tenures_of(stated: Sequence[tuple[str, Period]]) -> list[Fact]:
    """Return what is known of the holders of one office; some hold it more than once."""
    return [tenure(holder, period, claim) for claim, (holder, period) in enumerate(stated, start=1)]


one = st.one_of(precise_periods(FEW), two_sided_periods(FEW), periods(FEW))
tenures = st.lists(st.tuples(st.sampled_from("abcd"), one), min_size=1, max_size=5).map(tenures_of)
offices = st.tuples(tenures, st.integers(1, 3))


def certain_holders(facts: Sequence[Fact]) -> dict[int, set[Hashable]]:
    """Return who certainly held the office on each day, in every world of all that is said of each."""
    holders: dict[Hashable, list[Fact]] = {piece.key[0]: [] for piece in facts}
    for piece in facts:
        holders[piece.key[0]].append(piece.period)
    certain = {holder: frozenset.intersection(*(joint(periods))) for holder, periods in holders.items()}
    return {day: {holder for holder, held in certain.items() if day in held} for day in FEW}


def joint(periods: Sequence[Period]) -> set[frozenset[int]]:
    found = joint_histories(periods, FEW)
    assume(found)
    assert found is not None
    return found


def full_by_others(facts: Sequence[Fact], seats: int, holder: Hashable) -> set[int]:
    """Return the days on which the seats have certain holders, and *holder* is none of them."""
    return {
        day
        for day, present in certain_holders(facts).items()
        if len(present) >= seats and holder not in present
    }


def naively_possible(facts: Sequence[Fact], seats: int, asked: Fact) -> set[int]:
    """Return the days of those worlds of a fact in which it holds on no day that others fill."""
    full = full_by_others(facts, seats, asked.key[0])
    return set().union(*(held for held in histories(asked.period, FEW) if not held & full))


@given(offices)
@examples(160)
def test_all_seats_are_taken_on_the_days_on_which_that_many_holders_are_certain(
    office: tuple[list[Fact], int],
) -> None:
    facts, seats = office
    expected = {day: present for day, present in certain_holders(facts).items() if len(present) >= seats}

    taken = all_taken(coalesce_parties(facts), seats_said(seats))

    by_day = {day: set(t.holders) for t in taken for day in FEW if t.days.start <= day < t.days.end}
    assert by_day == expected
    assert all(t.days.start < t.days.end for t in taken)
    assert all(a.days.end <= b.days.start for a, b in pairwise(taken))


@given(offices)
@examples(110)
def test_what_is_certain_and_what_is_stated_stay_as_they_are(office: tuple[list[Fact], int]) -> None:
    facts, seats = office

    for before, after in zip(facts, seat(facts, seats_said(seats)), strict=True):
        assert after._replace(extent=before.extent, excluded=()) == before
        assert (after.extent.f2, after.extent.t1) == (before.extent.f2, before.extent.t1)
        assert after.extent.f1 >= before.extent.f1 and after.extent.t2 <= before.extent.t2
        for window, quantifier in QUESTIONS:
            old, new = judge(before, window, quantifier), judge(after, window, quantifier)
            assert new == old or (old, new) == (Certainty.POSSIBLE, None)


@given(offices)
@examples(110)
def test_nobody_else_is_possible_on_a_day_when_the_seats_have_certain_holders(
    office: tuple[list[Fact], int],
) -> None:
    facts, seats = office
    certain = certain_holders(facts)

    for seated in seat(facts, seats_said(seats)):
        for day in FEW:
            others = certain[day] - {seated.key[0]}
            if len(others) >= seats and seated.key[0] not in certain[day]:
                assert judge(seated, Window(day, day + 1), Quantifier.SOME) is None


@given(offices, st.sampled_from(list(FEW)), st.integers(1, 3))
@examples(110)
def test_seats_that_change_are_those_of_each_day(
    office: tuple[list[Fact], int], since: int, later: int
) -> None:
    """MEANING.md, M52."""
    facts, seats = office
    plan = SeatPlan((ALWAYS, since), (seats, later))
    certain = certain_holders(facts)

    taken = all_taken(coalesce_parties(facts), plan)

    by_day = {day: set(t.holders) for t in taken for day in FEW if t.days.start <= day < t.days.end}
    assert by_day == {
        day: held for day, held in certain.items() if len(held) >= (later if day >= since else seats)
    }
    for seated in seat(facts, plan):
        for day in FEW:
            if len(certain[day]) >= plan.on(day) and seated.key[0] not in certain[day]:
                assert judge(seated, Window(day, day + 1), Quantifier.SOME) is None


@pytest.mark.parametrize(
    ("said", "numbers"),
    [
        (2, {"2000-01-01": 2, "2020-01-01": 2}),
        ("many", {"2000-01-01": UNLIMITED}),
        ([{"seats": 1, "to": "2010"}, {"seats": 2, "from": "2010"}], {"2009-12-31": 1, "2010-06-01": 2, "2011-01-01": 2}),
        ([{"seats": 3, "to": "2010"}, {"seats": 2, "from": "2010"}], {"2009-12-31": 3, "2010-06-01": 3, "2011-01-01": 2}),
        ([{"seats": 3, "from": "2005-01-01", "to": "2010-01-01"}], {"2004-12-31": UNLIMITED, "2005-01-01": 3, "2010-01-01": UNLIMITED}),
        ([{"seats": 3}, {"seats": "many", "from": "2005-01-01"}], {"2004-12-31": 3, "2005-01-01": UNLIMITED}),
    ],
)  # fmt: skip
def test_of_several_numbers_the_most_that_may_be_on_a_day_count(said: Any, numbers: dict[str, int]) -> None:
    plan = seats_said(said)

    assert {day: plan.on(date.fromisoformat(day).toordinal()) for day in numbers} == numbers


@given(offices)
@examples(110)
def test_what_stays_possible_is_what_the_seats_leave(office: tuple[list[Fact], int]) -> None:
    facts, seats = office

    for asked, seated in zip(facts, seat(facts, seats_said(seats)), strict=True):
        may_be, possible = histories(asked.period, FEW), naively_possible(facts, seats, asked)
        for window, quantifier in QUESTIONS:
            enough = any if quantifier is Quantifier.SOME else all
            expected = answer(may_be, window, quantifier)
            if expected is Certainty.POSSIBLE and not enough(day in possible for day in range(*window)):
                expected = None
            got = judge(seated, window, quantifier)
            # Of pieces that make up one term, each is bounded by what bounds the whole term, too.
            is_whole = sum(other.key == asked.key for other in facts) == 1
            assert got == expected or (got is None and not is_whole), (asked.key[0], window, quantifier)


@given(tenures)
@examples(50)
def test_with_a_seat_for_everyone_nothing_is_narrowed(facts: list[Fact]) -> None:
    holders = {piece.key[0] for piece in facts}

    assert seat(facts, seats_said(len(holders))) == facts


@given(st.lists(st.tuples(st.sampled_from("abc"), precise_periods(DAYS)), max_size=5), st.integers(1, 2))
@examples(50)
def test_precise_tenures_are_left_alone(stated: list[tuple[str, Period]], seats: int) -> None:
    facts = [tenure(holder, period) for holder, period in stated]

    for before, after in zip(facts, seat(facts, seats_said(seats)), strict=True):
        assert (after.extent, after.period) == (before.extent, before.period)


@given(offices, st.randoms(use_true_random=False))
@examples(50)
def test_seats_do_not_depend_on_the_order_of_the_holders(
    office: tuple[list[Fact], int], random: object
) -> None:
    facts, seats = office
    shuffled = list(facts)
    random.shuffle(shuffled)  # type: ignore[attr-defined]

    assert set(seat(shuffled, seats_said(seats))) == set(seat(facts, seats_said(seats)))


def observed(text: str) -> Period:
    """Return the period of a holder who was seen on one day."""
    seen = read_date(text).earliest
    return Period(Bound.between(1, seen), Bound.between(seen + 1, ONGOING.latest))


def test_a_successor_seen_in_office_ends_what_a_predecessor_could_have_held() -> None:
    predecessor, successor = tenure("a", observed("2017-04-18")), tenure("b", observed("2023-04-27"))

    first, second = seat([predecessor, successor], seats_said(1))

    assert Bound.day(first.extent.t2).text == "2023-04-27"
    assert Bound.day(second.extent.f1).text == "2017-04-19"
    assert [first.period, second.period] == [predecessor.period, successor.period]


def spoken(holder: str, from_: str, to: str, claim: int) -> Fact:
    return tenure(holder, Period(read_date(from_), read_date(to)), claim)


def possible_on(seated: Fact, asked: str) -> bool:
    day = read_date(asked).earliest
    return judge(seated, Window(day, day + 1), Quantifier.SOME) is Certainty.POSSIBLE


@pytest.mark.parametrize(
    ("vague", "other", "possible", "impossible"),
    [
        (("2001", "unknown"), ("2010-01-01", "2012-01-01"), "2009-12-31", "2012-01-01"),
        (("unknown", "2020"), ("2010-01-01", "2012-01-01"), "2012-01-01", "2009-12-31"),
        (("2001", "[2001-03-01..]"), ("2010-01-01", "2012-01-01"), "2009-12-31", "2015"),
        # Before it had certainly begun, and after it may have ended, a full day leaves both sides possible.
        (("201X", "201X"), ("2017-04-18", "2017-04-19"), "2017-04-17", "2017-04-18"),
        (("unknown", "unknown"), ("2010-01-01", "2012-01-01"), "2012-01-01", "2011-12-31"),
    ],
)
def test_full_days_bound_the_term_of_one_who_is_certain_on_no_day(
    vague: tuple[str, str], other: tuple[str, str], possible: str, impossible: str
) -> None:
    first, _ = seat([spoken("a", *vague, 1), spoken("b", *other, 2)], seats_said(1))

    assert possible_on(first, possible)
    assert not possible_on(first, impossible)


def test_two_pieces_that_share_an_event_leave_no_room_for_anybody_between() -> None:
    acting = spoken("a", "2001-01-01", "[2001-01-10..2001-01-20]", 1)
    elected = spoken("a", "[2001-01-10..2001-01-20]", "2001-02-01", 2)._replace(value="elected")
    other = spoken("b", "[2001-01-05..2001-01-16]", "[2001-01-14..2001-01-25]", 3)

    *_, third = seat([acting, elected, other], seats_said(1))

    assert not any(possible_on(third, f"2001-01-{day:02}") for day in range(5, 26))


def test_what_bounds_a_term_bounds_its_pieces() -> None:
    acting = spoken("a", "2001", "2005", 1)
    elected = spoken("a", "2005", "unknown", 2)._replace(value="elected")
    other = spoken("b", "2005-06-01", "2006-01-01", 3)

    first, second, _ = seat([acting, elected, other], seats_said(1))

    assert possible_on(first, "2005-05-31") and possible_on(second, "2005-05-31")
    assert not possible_on(first, "2005-06-01") and not possible_on(second, "2006-01-01")


@pytest.mark.parametrize(
    ("seats", "asked", "expected"),
    [
        (1, "2017-04-18", None),
        (1, "2020-01-01", Certainty.POSSIBLE),
        (1, "2023-04-27", None),
        (2, "2017-04-18", Certainty.POSSIBLE),
    ],
)
def test_one_who_is_certain_on_no_day_is_barred_from_the_days_that_are_taken(
    seats: int, asked: str, expected: Certainty | None
) -> None:
    vague = tenure("c", Period(read_date("201X"), read_date("202X")))
    day = read_date(asked).earliest

    *_, third = seat(
        [tenure("a", observed("2017-04-18")), tenure("b", observed("2023-04-27")), vague], seats_said(seats)
    )

    assert judge(third, Window(day, day + 1), Quantifier.SOME) == expected


def test_one_who_holds_an_office_twice_takes_one_seat() -> None:
    twice = [tenure("a", observed("2017-04-18")), tenure("a", observed("2017-04-18"), claim=2)]
    other = tenure("b", Period(read_date("unknown"), read_date("unknown")))

    assert seat([*twice, other], seats_said(2)) == [*twice, other]


@pytest.mark.parametrize(
    ("acting", "elected", "seen"),
    [
        (("2010", "[2016..2019]"), ("[2016..2019]", "[2016-06..2021]"), "2017-04-18"),
        (("[2012..2018]", "[2016..2019]"), ("[2016..2019]", "2025"), "2014-04-18"),
    ],
)
def test_nobody_becomes_possible_on_a_barred_day_by_joining_pieces(
    acting: tuple[str, str], elected: tuple[str, str], seen: str
) -> None:
    pieces = [
        tenure("a", Period(*map(read_date, ends)), claim) for claim, ends in enumerate([acting, elected])
    ]
    other = tenure("b", observed(seen), claim=3)
    day = Window(read_date(seen).earliest, read_date(seen).earliest + 1)

    seated = seat([pieces[0], pieces[1]._replace(value="elected"), other], seats_said(1))
    (whole,) = (whole for whole in coalesce_parties(seated) if whole.key[0] == "a")

    assert [judge(piece, day, Quantifier.SOME) for piece in seated] == [None, None, Certainty.CERTAIN]
    assert judge(whole, day, Quantifier.SOME) is None

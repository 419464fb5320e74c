"""Claims of one key and value that agree tell one holding, whoever states them, in whatever order."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from itertools import permutations
from random import Random

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from oracle.agreement import Told, holdings, is_vaguer, told
from oracle.strategies import every_period, examples, fact, periods, timelines
from oracle.worlds import is_unknown
from tempodb.temporal.bounds import ONGOING, Bound
from tempodb.temporal.date_reader import read_date
from tempodb.temporal.facts import Fact, distinct
from tempodb.temporal.periods import Extent, Period
from tempodb.temporal.timelines import coalesce

FEW = range(1000, 1006)
Written = tuple[str, str | None]


def period(from_: str, to: str | None) -> Period:
    return Period(read_date(from_), ONGOING if to is None else read_date(to))


def shown(facts: Iterable[Fact]) -> set[tuple[object, ...]]:
    """Return all that can be seen of some facts."""
    return {
        (*(end.stated() for end in whole.period), whole.extent, whole.sources, whole.claims)
        for whole in facts
    }


def claims(stated: Iterable[Period]) -> list[Fact]:
    return [fact(period, claim=claim, sources={claim}) for claim, period in enumerate(stated)]


def meet(stated: Iterable[Period]) -> bool:
    """Return whether any of some periods ends with what another begins with."""
    return any(a.to == b.from_ and not is_unknown(a.to) for a, b in permutations(stated, 2))


@given(st.lists(periods(FEW), min_size=2, max_size=5))
@examples(400)
def test_claims_tell_the_holdings_that_sets_of_days_say(stated: list[Period]) -> None:
    assume(not meet(stated))
    expected = holdings((told(period, claim, FEW) for claim, period in enumerate(stated)), FEW)
    assume(not any(a.ends == b.begins for a, b in permutations(expected, 2)))

    wholes = coalesce(claims(stated))

    boxes = {
        (Extent(min(one.begins), max(one.begins), min(one.ends), max(one.ends)), one.tellers)
        for one in expected
    }
    assert {(whole.extent, whole.claims) for whole in wholes} == boxes
    assert len(wholes) == len(expected)
    assert all(whole.sources == whole.claims for whole in wholes)


@given(timelines(days=FEW, min_size=2, max_size=5, values="x"), st.randoms(use_true_random=False))
@examples(300)
def test_the_order_of_the_claims_does_not_matter(facts: list[Fact], random: Random) -> None:
    shuffled = list(facts)
    random.shuffle(shuffled)

    assert shown(coalesce(shuffled)) == shown(coalesce(facts))


@cache
def everything_told() -> list[tuple[Period, Told]]:
    return [(period, told(period, 0, FEW)) for period in every_period(FEW)]


def vaguer(exact: Period) -> list[Period]:
    """Return every period that tells more vaguely what *exact* tells."""
    told_exactly = told(exact, 0, FEW)
    return [period for period, tells in everything_told() if is_vaguer(tells, told_exactly)]


@given(st.lists(periods(FEW), min_size=1, max_size=4), st.integers(0, 3), st.integers(0, 10_000))
@examples(300)
def test_a_vaguer_claim_changes_nothing_but_who_tells_it(
    stated: list[Period], exact: int, number: int
) -> None:
    """MEANING.md, M17."""
    choices = vaguer(stated[exact % len(stated)])
    assume(choices)
    vague = choices[number % len(choices)]
    assume(not meet([*stated, vague]))

    before, after = coalesce(claims(stated)), coalesce(claims([*stated, vague]))

    assert sorted(whole.extent for whole in after) == sorted(whole.extent for whole in before)


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        # a vaguer source moves no date
        ([("2014", "2020"), ("2014-03-23", "2020-07-17")], [("2014-03-23", "2020-07-17")]),
        ([("2014", "unknown"), ("2014-03-23", "2020-07-17")], [("2014-03-23", "2020-07-17")]),
        ([("unknown", "unknown"), ("2014-03-23", "2020-07-17")], [("2014-03-23", "2020-07-17")]),
        ([("[..2017-04-18]", "[2017-04-19..]"), ("2014", "2020")], [("2014", "2020")]),
        ([("[..2017-04-18]", "[2017-04-19..]"), ("2014", None)], [("2014", None)]),
        ([("2014", "unknown"), ("2014-03", None)], [("2014-03", None)]),
        ([("unknown", "1999"), ("1992", "1999")], [("1992", "1999")]),
        ([("2001-01", "2002"), ("[..2001-01-15]", "2002")], [("[2001-01-01..2001-01-15]", "2002")]),
        ([("unknown", "2002"), ("[..2001-01-16]", "2002")], [("[..2001-01-16]", "2002")]),
        # each end by itself
        ([("1992", "1999-05"), ("1992-05", "1999")], [("1992-05", "1999-05")]),
        ([("1992-05", "2000"), ("1993-02", "2000-06")], [("1992-05", "2000-06")]),
        ([("1992", None), ("1992", "2006")], [("1992", None)]),
        ([("1992-05", "2000"), ("1993-02", "2000"), ("1992", "2000")], [("1992-05", "2000")]),
        # what may be either of two makes them no more one
        (
            [("1992", "1999"), ("2006", "2010"), ("unknown", "unknown")],
            [("1992", "1999"), ("2006", "2010")],
        ),
        # where neither allows all that the other does, and neither certainly held, they may be two
        ([("1999", "unknown"), ("1998-12", "2004")], [("1998-12", "2004"), ("1999", "unknown")]),
        # told in pieces by one, whole by another
        ([("1992", "1999"), ("1999", "2006"), ("1992-05-15", "2006-08-16")], [("1992-05-15", "2006-08-16")]),
        # two stints within one month or year
        (
            [("2001-01", "2001-01-15"), ("2001-01-21", "2001-01")],
            [("2001-01", "2001-01-15"), ("2001-01-21", "2001-01")],
        ),
        ([("1999", "1999-03"), ("1999-10-01", "1999")], [("1999", "1999-03"), ("1999-10-01", "1999")]),
        ([("199X", "1993"), ("1996", "199X")], [("199X", "1993"), ("1996", "199X")]),
        (
            [("1999", "1999-03"), ("1999-05", "1999-06"), ("1999-10", "1999")],
            [("1999", "1999-03"), ("1999-05", "1999-06"), ("1999-10", "1999")],
        ),
    ],
)
def test_what_several_claims_tell_is_shown_as_it_was_stated(
    stated: list[Written], expected: list[Written]
) -> None:
    for order in permutations(stated):
        wholes = coalesce(claims(period(*written) for written in order))
        assert sorted(str(tuple(end.stated() for end in whole.period)) for whole in wholes) == sorted(
            map(str, expected)
        )


def test_equal_candidates_are_shown_in_the_shortest_way_that_was_written() -> None:
    whole = Bound(read_date("1999").earliest, read_date("1999").latest, "[1999-01-01..1999-12-31]")
    stated = [Period(whole, ONGOING), period("1999", None)]

    for order in permutations(stated):
        (told_,) = coalesce(claims(order))
        assert told_.period.from_.text == "1999"


def test_what_is_cut_from_a_claim_is_no_claim_that_agrees_with_the_rest() -> None:
    parts = [period("1992", "unknown"), period("2006", "unknown")]

    assert len(coalesce(fact(part, claim=1) for part in parts)) == 2


def test_rows_that_differ_by_how_their_ends_are_put_alone_are_one() -> None:
    stated = fact(period("1999-04-02", "2006"), claim=1, sources="a")
    otherwise = fact(period("1999-04-02", "2006"), claim=2, sources="b")._replace(
        began=frozenset({read_date("1999")}), ended=frozenset({read_date("2006-08")})
    )

    (one,) = distinct([stated, otherwise])

    assert one == otherwise._replace(claims=frozenset({1, 2}), sources=frozenset("ab"))

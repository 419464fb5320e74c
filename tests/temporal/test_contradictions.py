"""Facts of one key contradict each other when they are disjoint in no world."""

from __future__ import annotations

from collections import Counter
from itertools import combinations

import pytest
from hypothesis import given

from oracle.strategies import examples, fact, periods, timelines
from oracle.worlds import (
    can_be_disjoint,
)
from tempodb.temporal.facts import Fact, Standing
from tempodb.temporal.periods import Period
from tempodb.temporal.timelines import contradictions
from temporal.few_facts import FEW, period


@given(periods(FEW), periods(FEW))
@examples(160)
def test_two_facts_contradict_each_other_when_they_are_disjoint_in_no_world(a: Period, b: Period) -> None:
    member, suspended = fact(a, "member"), fact(b, "suspended", claim=2)

    refused = list(contradictions([member, suspended]))

    assert refused == ([] if can_be_disjoint(a, b, FEW) else [(member, suspended)])


@given(timelines(days=FEW, max_size=4, disputes=True))
@examples(80)
def test_only_accepted_facts_of_different_values_contradict_each_other(facts: list[Fact]) -> None:
    expected = Counter(
        (a, b)
        for a, b in combinations(facts, 2)
        if a.value != b.value
        and a.standing is b.standing is Standing.ACCEPTED
        and not can_be_disjoint(a.period, b.period, FEW)
    )

    assert Counter(contradictions(facts)) == expected


@pytest.mark.parametrize(
    ("one", "other", "is_refused"),
    [
        (("1992", "1999"), ("1999", "2006"), False),
        (("1992", "1999"), ("1999-06", "2006"), False),
        (("1992", "2000"), ("1999", "2006"), True),
        (("1992", None), ("1999", "2006"), True),
        (("1992", "unknown"), ("1999", "2006"), False),
        (("unknown", "2012"), ("1999", "2006"), False),
        (("unknown", "unknown"), ("1999", "2006"), False),
        (("[..1999]", "[2003..]"), ("2000", "2002"), True),
        (("1999", "1999"), ("1999", "1999"), False),
        (("1992-05-15", "1999-04-02"), ("1999-04-02", "2006-08-16"), False),
        (("1992-05-15", "1999-04-03"), ("1999-04-02", "2006-08-16"), True),
    ],
)
def test_unknown_ends_make_no_contradiction_and_certain_overlaps_do(
    one: tuple[str, str | None], other: tuple[str, str | None], is_refused: bool
) -> None:
    facts = [fact(period(*one), "member"), fact(period(*other), "suspended")]

    assert bool(list(contradictions(facts))) is is_refused


@pytest.mark.xfail(
    reason="facts are compared two by two: no two contradict each other, all three do", strict=True
)
def test_facts_that_are_disjoint_in_no_world_together_contradict_each_other() -> None:
    whole, suspended = (
        fact(period("1992", "2006"), "member"),
        fact(period("1999", "1999"), "suspended", claim=2),
    )
    pieces = [
        fact(period("1992", "1999-07-01"), "member"),
        fact(period("1999-07-01", "2006"), "member", claim=3),
    ]

    assert list(contradictions([whole, suspended]))
    assert list(contradictions([*pieces, suspended]))

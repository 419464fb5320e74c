"""Seats are looked at wherever one can take a day from somebody, and only there."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import event, given
from hypothesis import strategies as st

from execution.columns.facts_in_columns import columns_of
from oracle.strategies import examples, fact, timelines
from oracle.worlds import DAYS
from tempodb.execution.columns.sharing import where_seats_matter
from tempodb.execution.columns.timelines import pieces_of
from tempodb.execution.evidence import by_key
from tempodb.temporal.bounds import ONGOING, UNKNOWN, Bound
from tempodb.temporal.facts import Fact, Standing
from tempodb.temporal.periods import Period
from tempodb.temporal.seat_plans import seats_said
from tempodb.temporal.seats import seat
from tempodb.temporal.timelines import coalesce, narrow

DAY = [Bound.day(day) for day in DAYS]
VAGUE = Bound.between(DAYS[1], DAYS[4])
OFFICES = {
    "one after the other": ([(DAY[0], DAY[2]), (DAY[2], ONGOING)], False),
    "exact ones at once": ([(DAY[0], DAY[4]), (DAY[2], ONGOING), (DAY[1], DAY[5])], False),
    "one event, whenever it was": ([(DAY[0], VAGUE), (VAGUE, ONGOING)], False),
    "a vague end before the next": ([(DAY[0], VAGUE), (DAY[5], ONGOING)], False),
    "a vague end while another holds": ([(DAY[0], VAGUE), (DAY[2], ONGOING)], True),
    "a vague beginning while another holds": ([(DAY[0], DAY[2]), (VAGUE, ONGOING)], True),
    "an unknown end": ([(DAY[0], UNKNOWN), (DAY[2], DAY[3])], True),
    "nobody is certain": ([(VAGUE, VAGUE), (VAGUE, UNKNOWN)], False),
}


def whose_seats_matter(facts: Sequence[Fact]) -> bool:
    columns = columns_of(facts)
    pieces = pieces_of(columns, np.arange(len(columns.key)), lambda _: None)
    at = where_seats_matter(pieces, np.ones(len(columns.values.values), np.bool_))
    assert len(at) in (0, len(pieces))
    return len(at) > 0


@pytest.mark.parametrize(("terms", "matters"), OFFICES.values(), ids=OFFICES)
def test_seats_matter_where_one_may_hold_while_another_surely_does(
    terms: list[tuple[Bound, Bound]], matters: bool
) -> None:
    told = [fact(Period(*ends), "x", key=(holder,)) for holder, ends in zip("klm", terms, strict=False)]

    assert whose_seats_matter(told) == matters


@given(timelines(keys="klm", max_size=7, disputes=True), st.integers(1, 3))
@examples(600)
def test_where_seats_do_not_matter_they_take_no_day(facts: list[Fact], seats: int) -> None:
    if whose_seats_matter(facts):
        event("seats matter")
        return
    told = [piece for timeline in by_key(facts) for piece in coalesce(narrow(coalesce(timeline)))]
    held = [piece for piece in told if piece.standing is Standing.ACCEPTED]

    assert seat(held, seats_said(seats)) == held


def test_seats_matter_while_a_term_surely_lasts_of_which_no_piece_does() -> None:
    """Whoever changes capacity on a day that is not known holds the office on all of them (MEANING.md, M25)."""
    told = [
        fact(Period(DAY[0], VAGUE), "x", key=("k",)),
        fact(Period(VAGUE, ONGOING), "y", key=("k",)),
        fact(Period(Bound.between(DAYS[1], DAYS[3]), Bound.between(DAYS[2], DAYS[3])), "x", key=("l",)),
    ]

    assert seat(told, seats_said(1)) != told
    assert whose_seats_matter(told)

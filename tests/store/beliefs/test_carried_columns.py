"""What rows in columns carry over is what their claims do one after the other."""

from __future__ import annotations

from itertools import groupby

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oracle.strategies import examples
from tempodb.store.beliefs import carried_columns
from tempodb.store.beliefs.carried_columns import carried_rows
from tempodb.store.beliefs.carrying import Held, carried
from tempodb.store.beliefs.columns_of_rows import StoredRow, as_stored, rows_as_columns
from tempodb.store.beliefs.row_periods import StoredPeriod
from tempodb.store.schema.layout import BeliefRow
from tempodb.temporal.bounds import ALWAYS, NEVER
from tempodb.temporal.instants import FOREVER

FIRST = 720_000
DAYS = st.integers(FIRST, FIRST + 12)
EXACT = st.tuples(DAYS | st.just(ALWAYS), DAYS | st.just(NEVER)).filter(lambda ends: ends[0] < ends[1])
VAGUE = st.tuples(DAYS, st.integers(0, 3), DAYS, st.integers(0, 3))
CORRECTED = [
    ((FIRST, FIRST + 9), (FIRST + 2, FIRST + 5), (FIRST, FIRST + 12), (FIRST + 1, FIRST + 3)),
    ((FIRST, FIRST + 9),) * 4,
]


@st.composite
def periods(draw: st.DrawFn) -> StoredPeriod:
    if draw(st.integers(0, 4)):
        first, end = draw(EXACT)
        return first, first, None, end, end, None
    first, vague, end, vaguer = draw(VAGUE)
    return first, first + vague, draw(st.sampled_from([None, "x"])), end, end + vaguer, None


@st.composite
def beliefs(draw: st.DrawFn) -> list[BeliefRow]:
    """Draw rows as claims open them, many of which another claim of the same follows at once."""
    rows = []
    for claim in range(1, draw(st.integers(0, 14)) + 1):
        at, lasts = draw(st.integers(1, 9)), draw(st.sampled_from([1, 1, 1, 2, FOREVER]))
        rows.append(belief(draw(st.integers(1, 3)), claim, draw(periods()), (at, min(at + lasts, FOREVER))))
    return sorted(rows, key=lambda row: (row.recorded_from, row.claim))


def belief(party: int, claim: int, period: StoredPeriod, recorded: tuple[int, int]) -> BeliefRow:
    f1, f2, from_text, t1, t2, to_text = period
    since = recorded[0]
    return BeliefRow(
        **dict.fromkeys(BeliefRow._fields, 0)
        | {"party": party, "claim": claim, "since": since, "recorded_from": since, "recorded_to": recorded[1]}
        | {"f1": f1, "f2": f2, "from_text": from_text, "t1": t1, "t2": t2, "to_text": to_text}
    )


def one_by_one(rows: list[BeliefRow]) -> list[BeliefRow]:
    """Return the parts of rows as each claim after the other has them."""
    found = []
    for _, of_one in groupby(sorted(rows, key=lambda row: row.party), key=lambda row: row.party):
        claims = list(of_one)
        held = [
            Held(
                (row.f1, row.f2, row.from_text, row.t1, row.t2, row.to_text),
                row.recorded_from,
                row.recorded_to,
            )
            for row in claims
        ]
        for row, parts in zip(claims, carried(held), strict=True):
            for number, (period, since) in enumerate(parts):
                cut = belief(row.party, row.claim, period, (row.recorded_from, row.recorded_to))
                found.append(cut._replace(since=since, id=number))
    return found


def in_columns(rows: list[BeliefRow]) -> list[StoredRow]:
    return sorted(as_stored(carried_rows(rows_as_columns(rows))), key=repr)


@examples(300)
@given(beliefs())
def test_random_claims(rows: list[BeliefRow]) -> None:
    assert in_columns(rows) == sorted(map(tuple, one_by_one(rows)), key=repr)


@pytest.mark.parametrize("looked_back", [1, 2, 50])
@pytest.mark.parametrize("spells", CORRECTED, ids=["others", "the same"])
def test_a_claim_that_is_corrected_again_and_again(
    spells: tuple[tuple[int, int], ...], looked_back: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(carried_columns, "LOOKED_BACK", looked_back)
    rows = [
        belief(1, number, (first, first, None, end, end, None), (number, number + 1))
        for number, (first, end) in enumerate(spells, 1)
    ]

    found = in_columns(rows)

    assert found == sorted(map(tuple, one_by_one(rows)), key=repr)
    assert {row[BeliefRow._fields.index("since")] for row in found} > {1} or len(found) == len(rows)


def test_claims_of_exact_days_that_go_on_from_one_are_not_gone_through(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("it is gone through")

    rows = [
        belief(1, number, (first, first, None, end, end, None), (number, number + 1))
        for number, (first, end) in enumerate(CORRECTED[0], 1)
    ]
    due = sorted(map(tuple, one_by_one(rows)), key=repr)
    monkeypatch.setattr(carried_columns, "carried", refuse)

    assert in_columns(rows) == due

"""The operators over columns give what those over facts give, whatever the timelines are like."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from execution.columns.facts_in_columns import columns_of
from oracle.strategies import examples, timelines
from oracle.worlds import DAYS, windows
from tempodb.execution.columns.timelines import Pieces, joined_by_party, pieces_of
from tempodb.execution.columns.windowing import judge_pieces
from tempodb.execution.evidence import by_key
from tempodb.temporal.facts import Fact, Quantifier
from tempodb.temporal.facts import judge as judge_fact
from tempodb.temporal.periods import Certainty
from tempodb.temporal.timelines import coalesce, coalesce_parties, narrow

MIXED = timelines(keys="klm", max_size=9, disputes=True)
PLAIN = timelines(keys="kl", max_size=6, is_precise=True)
FACTS = st.one_of(MIXED, PLAIN)


def pieces(facts: list[Fact]) -> Pieces:
    columns = columns_of(facts)
    return pieces_of(columns, np.arange(len(columns.key)), lambda _: None)


def in_full(facts: Iterable[Fact]) -> Counter[tuple[object, ...]]:
    """Return facts with all that they say, in which words too."""
    return Counter((fact, *(end.text for end in fact.period)) for fact in facts)


def every(found: Pieces) -> list[Fact]:
    return found.facts(np.arange(len(found)))


def by_rows(facts: list[Fact]) -> list[Fact]:
    return [piece for timeline in by_key(facts) for piece in coalesce(narrow(coalesce(timeline)))]


@given(FACTS)
@examples(400)
def test_pieces_are_those_of_rows(facts: list[Fact]) -> None:
    assert in_full(every(pieces(facts))) == in_full(by_rows(facts))


@given(FACTS, st.sampled_from(["x", "y", "xy"]))
@examples(300)
def test_pieces_of_some_values_are_joined_by_party_as_rows_are(facts: list[Fact], values: str) -> None:
    found = pieces(facts)
    kept = np.array([value in values for value in found.columns.values.values], np.bool_)

    whole = joined_by_party(found.where(kept[found.spans.value]), lambda _: None)

    wanted = [piece for piece in by_rows(facts) if str(piece.value) in values]
    expected = [one for timeline in by_key(wanted) for one in coalesce_parties(timeline)]
    assert in_full(of_no_value(every(whole))) == in_full(of_no_value(expected))


def of_no_value(wholes: list[Fact]) -> list[Fact]:
    """Return what was joined whatever its values, without the one that it happens to have."""
    return [whole._replace(value="") for whole in wholes]


@given(FACTS, st.sampled_from(windows()), st.sampled_from(Quantifier), st.sampled_from([None, *Certainty]))
@examples(300)
def test_pieces_are_judged_as_rows_are(
    facts: list[Fact], window: tuple[int, int], quantifier: Quantifier, only: Certainty | None
) -> None:
    found = judge_pieces(pieces(facts), windows()[windows().index(window)], quantifier, only)

    got = Counter(zip(found.pieces.facts(found.at), found.certain.tolist(), strict=True))

    verdicts = {(fact, judge_fact(fact, window, quantifier)) for fact in by_rows(facts)}
    expected = Counter(
        (fact, certainty is Certainty.CERTAIN)
        for fact, certainty in verdicts
        if certainty is not None and only in (None, certainty)
    )
    assert got == expected


@given(FACTS)
@examples(200)
def test_what_tells_of_a_piece_is_what_tells_of_its_rows(facts: list[Fact]) -> None:
    found = pieces(facts)
    at = np.arange(len(found))

    told = [found.columns.source_sets.values[place] for place in found.sources(at).tolist()]

    assert told == [fact.sources for fact in found.facts(at)]


def test_a_plain_timeline_takes_no_function_of_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    from oracle.strategies import fact
    from tempodb.execution.columns import timelines as under_test
    from tempodb.temporal.bounds import ONGOING, Bound
    from tempodb.temporal.periods import Period

    ends = [Bound.day(DAYS[0]), Bound.between(DAYS[2], DAYS[4]), Bound.day(DAYS[6]), ONGOING]
    told = [
        fact(Period(*ends[i : i + 2]), value, key=("k",), claim=i, sources=[str(i)])
        for i, value in enumerate("xxy")
    ]
    monkeypatch.setattr(under_test, "pieces_of_keys", None)

    assert in_full(every(pieces(told))) == in_full(by_rows(told))
    assert len(pieces(told)) == 2

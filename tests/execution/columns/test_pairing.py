"""Pairs over columns are those of every two facts, each for as long as the other holds."""

from __future__ import annotations

from collections import Counter
from itertools import combinations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from execution.columns.facts_in_columns import columns_of
from oracle.strategies import examples, timelines
from oracle.worlds import windows
from tempodb.execution.columns.ends import earlier_ends, later_ends
from tempodb.execution.columns.pairing import pairs, runs_of
from tempodb.execution.columns.timelines import joined_by_party, pieces_of
from tempodb.execution.columns.windowing import judge_pieces
from tempodb.temporal.facts import Fact, Quantifier, intersection, judge
from tempodb.temporal.periods import Certainty, Window

FACTS = timelines(keys="klmn", max_size=10)


@given(FACTS, st.sampled_from([None, *windows()]))
@examples(300)
def test_pairs_are_those_of_which_one_holds_while_the_other_does(
    facts: list[Fact], window: Window | None
) -> None:
    columns = columns_of(facts)
    pieces = joined_by_party(pieces_of(columns, np.arange(len(columns.key)), lambda _: None), lambda _: None)
    found = judge_pieces(pieces, None, Quantifier.SOME, None)

    runs = runs_of(found, window)
    blocks = [(*np.zeros((2, 0), np.intp), np.zeros(0, np.bool_)), *pairs(runs, None)]
    a, b, certain = map(np.concatenate, zip(*blocks, strict=True))

    wholes = pieces.facts(np.arange(len(pieces)))
    ends = (later_ends, pieces.spans.from_), (earlier_ends, pieces.spans.to)
    periods = [choose(columns.ends, told[runs.at], a, b).tolist() for choose, told in ends]
    got = Counter(
        (frozenset((wholes[x], wholes[y])), *(columns.ends.values[end].bound for end in period), is_certain)
        for x, y, is_certain, *period in zip(
            *(column.tolist() for column in (runs.at[a], runs.at[b], certain)), *periods, strict=True
        )
    )
    expected: Counter[object] = Counter()
    for one, other in combinations(wholes, 2):
        both = intersection(one, other)
        certainty = judge(both, window, Quantifier.SOME)
        if one.key != other.key and certainty is not None:
            expected[frozenset((one, other)), *both.period, certainty is Certainty.CERTAIN] += 1
    assert got == expected
    assert len(runs) >= len(a)

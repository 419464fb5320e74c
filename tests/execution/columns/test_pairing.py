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
from tempodb.execution.columns.pairing import number_of_pairs, pairs
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

    together = pairs(found, window)

    wholes = pieces.facts(np.arange(len(pieces)))
    got = Counter(
        (frozenset((wholes[row[0]], wholes[row[1]])), row[2:6], row[6])
        for row in zip(*(column.tolist() for column in together), strict=True)
    )
    expected: Counter[object] = Counter()
    for a, b in combinations(wholes, 2):
        both = intersection(a, b)
        certainty = judge(both, window, Quantifier.SOME)
        if a.key != b.key and certainty is not None:
            expected[frozenset((a, b)), tuple(both.extent), certainty is Certainty.CERTAIN] += 1
    assert got == expected
    assert number_of_pairs(found) >= len(together.first)

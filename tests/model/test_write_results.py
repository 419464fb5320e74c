"""What a write did is put into words once, and when somebody looks."""

from __future__ import annotations

import pickle
from collections.abc import Callable

import pytest

from tempodb.model.write_results import WordedFacts, WriteResult

FACTS = WordedFacts(("`a` member in `o` from 1992 onwards",), ("b",), ("c",))
LOOKS: list[Callable[[WriteResult], object]] = [
    lambda result: result.added,
    lambda result: result.replaced,
    lambda result: result.left,
    lambda result: result.is_empty,
    lambda result: list(result.lines()),
    repr,
    hash,
    pickle.dumps,
]


def test_nothing_is_put_into_words_before_somebody_looks_and_then_once() -> None:
    told: list[WordedFacts] = []
    result = WriteResult("end x", lambda: told.append(FACTS) or FACTS, "w")  # type: ignore[func-returns-value]

    assert (result.said, result.warning, told) == ("end x", "w", [])
    for look in LOOKS:
        look(result)
    assert told == [FACTS]


def test_results_that_say_the_same_are_equal_and_can_be_sent() -> None:
    result = WriteResult("end x", lambda: FACTS)

    assert pickle.loads(pickle.dumps(result)) == result == WriteResult("end x", lambda: FACTS)
    assert hash(result) == hash(WriteResult("end x", lambda: FACTS))
    assert result != WriteResult("end x", WordedFacts)
    assert repr(result).startswith("WriteResult(said='end x', added=('`a` member")


@pytest.mark.parametrize(("facts", "is_empty"), [(WordedFacts(), True), (FACTS, False)])
def test_what_adds_and_replaces_nothing_is_empty(facts: WordedFacts, is_empty: bool) -> None:
    assert WriteResult("end x", lambda: facts).is_empty is is_empty

"""The whole log derived at once comes to what was written transaction by transaction."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import tempodb
from oracle.strategies import examples
from store.histories import dump, run, verified
from store.written_histories import WrittenHistory
from tempodb.store.schema.layout import DERIVED


@given(st.integers(0, 2**32))
@examples(25)
def test_what_is_written_one_by_one_follows_from_the_whole_log(
    tmp_path_factory: pytest.TempPathFactory, seed: int
) -> None:
    path = tmp_path_factory.mktemp("history") / "x.db"
    WrittenHistory(seed, path).write()
    before = dump(path)
    run(path, *(f"DELETE FROM {table}" for table in DERIVED))
    lacking = verified(path)

    with tempodb.open(path) as db:
        db.rebuild()

    assert len(lacking) == len(DERIVED)
    assert dump(path) == before
    assert verified(path) == []


def test_random_histories_have_all_that_changes_beliefs(tmp_path: Path) -> None:
    found: Counter[str] = Counter()
    for seed in range(6):
        path = tmp_path / f"{seed}.db"
        WrittenHistory(seed, path).write()
        found.update(operation for _, _, operation, *_ in dump(path)["assertion"])

    assert {"state", "withdraw", "clear", "say", "erase"} <= found.keys()


def test_a_write_that_comes_to_nothing_leaves_the_others_their_numbers(tmp_path: Path) -> None:
    path = tmp_path / "x.db"
    WrittenHistory(0, path).write(0)
    with tempodb.open(path) as db:
        with db.transaction() as tx:
            tx.record_membership("a", "o", from_="1992")
        with db.transaction() as tx:
            tx.record_membership("a", "o", from_="1992")
            tx.record_membership("b", "u", from_="1992")
            tx.record_membership("b", "o", from_="1993")

    assert verified(path) == []

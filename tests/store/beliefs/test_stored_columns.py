"""Rows that are stored are held against those that are due without a look at each."""

from __future__ import annotations

from pathlib import Path

import pytest

from store.histories import run
from store.written_histories import WrittenHistory
from tempodb.store.beliefs import stored_columns
from tempodb.store.beliefs.replay import derive
from tempodb.store.engines.locations import storage
from tempodb.store.schema.layout import COLUMNS

TEXTS = ("from_text", "to_text")
NUMBERS = [column for column in COLUMNS["belief"] if column not in TEXTS]
LAST = "WHERE id = (SELECT max(id) FROM belief)"
HALF = 1 << stored_columns.ROOM_BITS
WRONG = {
    **{
        f"{name} and {more}": f"{name} = {name} {'-' if name == 'recorded_to' else '+'} {more}"
        for name in NUMBERS
        for more in (1, HALF, 1 << 61)
    },
    **{f"-{name} - 1": f"{name} = -{name} - 1" for name in NUMBERS},
    **{
        f"{low} of the {high} before": f"{high} = {high} - 1, {low} = {low} + {HALF}"
        for high, low in stored_columns.TWO_AS_ONE
    },
    **{name: f"{name} = coalesce({name}, '') || 'x'" for name in TEXTS},
    "texts change places": "from_text = coalesce(to_text, 'x'), to_text = from_text",
}


def are_stored(path: Path) -> bool:
    with storage(str(path)).snapshot() as snapshot:
        return derive(snapshot)["belief"].are_stored(snapshot)


@pytest.mark.parametrize("count", [1, 2, 7, 50_000])
@pytest.mark.parametrize("seed", range(3))
def test_what_was_written_is_stored_however_many_rows_are_read_at_once(
    tmp_path: Path, seed: int, count: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stored_columns, "HELD_AT_ONCE", count)
    WrittenHistory(seed, tmp_path / "x.db").write()

    assert are_stored(tmp_path / "x.db")


@pytest.mark.parametrize("wrong", WRONG.values(), ids=WRONG)
def test_a_row_that_says_something_else_is_none_of_those(copy: Path, wrong: str) -> None:
    before = are_stored(copy)
    run(copy, f"UPDATE belief SET {wrong} {LAST}")

    assert before
    assert not are_stored(copy)


@pytest.mark.parametrize("count", [1, 50_000])
def test_no_row_may_be_missing_and_none_too_many(
    copy: Path, count: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stored_columns, "HELD_AT_ONCE", count)
    columns = ", ".join(COLUMNS["belief"])
    more = columns.replace("id,", "id + 1,", 1).replace("scope", "scope + 99", 1)
    run(copy, f"INSERT INTO belief ({columns}) SELECT {more} FROM belief {LAST}")
    with_more = are_stored(copy)
    run(copy, f"DELETE FROM belief {LAST}")
    as_before = are_stored(copy)
    run(copy, f"DELETE FROM belief {LAST}")

    assert (with_more, as_before, are_stored(copy)) == (False, True, False)

"""What tables write in the place of no date is taken for one neither in files nor in writes."""

from __future__ import annotations

import pytest

import tempodb

PLACEHOLDERS = ["9999-12-31", "9999-01-01", "9999", "31.12.9999", "[2017..9999-12-31]", "2999-12-31"]
EXACT = tempodb.bundled_fixture("csto-exact.yaml")


@pytest.mark.parametrize("written", PLACEHOLDERS)
@pytest.mark.parametrize(
    "statement",
    [
        "record membership of Serbia in CSTO as observer from 2013 to {}",
        "retract membership of Uzbekistan in CSTO from 2012-06-28 to {}",
        "correct membership of Armenia in CSTO to {}",
        "end membership of Serbia in CSTO from {}",
    ],
)
def test_no_write_says_that_it_ends_on_one(statement: str, written: str) -> None:
    with tempodb.open(":memory:") as db:
        db.load(EXACT)
        before = db.export("csto-exact")

        with pytest.raises(tempodb.InputError, match="stands for no day") as refusal:
            db.run(statement.format(written))

        assert "onwards" in str(refusal.value)
        assert db.export("csto-exact") == before


@pytest.mark.parametrize("written", ["0001-01-01", *PLACEHOLDERS])
def test_no_transaction_says_that_it_begins_on_one(written: str) -> None:
    with tempodb.open(":memory:") as db:
        db.load(EXACT)

        with pytest.raises(tempodb.InputError, match="stands for no day"), db.transaction() as tx:
            tx.record_membership("serbia", "csto", status="observer", from_=written)


def test_questions_may_name_any_day() -> None:
    with tempodb.open(":memory:") as db:
        db.load(EXACT)

        assert len(db.query("members as of 9999-12-31")) > 0
        assert len(db.query("members as of 0001-01-01")) == 0

"""What a question that stops being one says of what would fit there."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

import tempodb


@pytest.fixture(scope="module")
def db() -> Iterator[tempodb.Database]:
    with tempodb.open(":memory:", now="2026-01-02") as database:
        database.load(tempodb.bundled_fixture("csto.yaml"), recorded_at="2026-01-01")
        yield database


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("history of", "a question about parties, or a party in an organization would fit"),
        ("history of Uzbekistan that left", "`in` would fit"),
        ("count CSTO", "a question about parties would fit"),
        ("members that were suspended", "`joined`, `left`, `began`, `ended` or `returned`"),
        (
            "count members by week",
            "`day`, `month`, `quarter`, `year`, `decade`, `representing`, `for`, `status` or `party`",
        ),
        ("compare members as of 2010 and 2020", "`with` and what differs would fit, as in `with as of 2006`"),
        ("members as of 2012 note", "a clause would fit, such as `as of 2006` or `limit 10`"),
        ("tell me", "changes, history, overlaps"),
        # other quotes than the double ones
        ("members as of '2012'", "write `members as of 2012`"),
        ("members as of “1 May 2012”", "write `members as of 1 May 2012`"),
    ],
)
def test_a_question_that_stops_says_what_would_fit(db: tempodb.Database, text: str, hint: str) -> None:
    with pytest.raises(tempodb.QueryError) as caught:
        db.query(text)

    assert hint in (caught.value.problems[0].hint or "")

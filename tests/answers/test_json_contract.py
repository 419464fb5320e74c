"""What an answer is as JSON: its keys, their kinds, and what was asked."""

from __future__ import annotations

import json

import pytest

import tempodb
from answers.csto import KEYS
from tempodb.output.data import as_json


@pytest.mark.parametrize(("question", "fixed", "added"), KEYS, ids=[question for question, _, _ in KEYS])
def test_the_keys_of_a_row_are_those_of_the_contract(
    csto: tempodb.Database, question: str, fixed: set[str], added: set[str]
) -> None:
    answer = json.loads(as_json(csto.query(question)))

    assert set(answer) == {"query", "columns", "rows", "valid", "known_at"}
    assert answer["rows"]
    assert set(answer["columns"]) == fixed | added
    for row in answer["rows"]:
        assert list(row) == answer["columns"]


@pytest.mark.parametrize(("question", "_fixed", "_added"), KEYS, ids=[question for question, _, _ in KEYS])
def test_the_values_of_a_row_are_of_the_kinds_that_the_contract_says(
    csto: tempodb.Database, question: str, _fixed: set[str], _added: set[str]
) -> None:
    kinds = {
        "sources": list, "participants": list, "number": int | None, "ordinal": int | None,
        **dict.fromkeys(["from", "to", "short", "language", "body", "body_name", "place", "outcome", "date", "title", "detail", "detail_name"], str | None),
        **dict.fromkeys(["holder", "holder_name", "capacity", "representing", "representing_name", "for", "for_name", "kind", "end_reason"], str | None),
    }  # fmt: skip
    for row in json.loads(as_json(csto.query(question)))["rows"]:
        for key, value in row.items():
            assert isinstance(value, kinds.get(key, str)), key
        assert row.get("certainty", "certain") in ("certain", "possible")
        assert row.get("standing", "accepted") in ("accepted", "disputed")
        assert row.get("state", "held") in ("held", "planned")


@pytest.mark.parametrize(
    ("question", "from_", "to"),
    [
        ("periods of Georgia", "1993", "1999-04"),
        ("periods of Armenia", "1992", None),
        ("observers of un-general-assembly", "[..2017-04-21]", "[2017-04-22..]"),
        ("names of Uzbekistan", None, None),
        ("bodies of Russia as of 2000 limit 1", None, None),
    ],
)
def test_from_and_to_are_edtf_and_null_is_open(
    csto: tempodb.Database, question: str, from_: str | None, to: str | None
) -> None:
    (row,) = json.loads(as_json(csto.query(question)))["rows"]

    assert (row["from"], row["to"]) == (from_, to)


@pytest.mark.parametrize(
    ("question", "from_", "to"),
    [
        ("periods of Serbia according to news-24kg-287523", "[..2024-02]", "[2024-02-02..]"),
        ("periods of Uzbekistan according to cow-igo-3", "2002", "[2011-01-02..2012-01-01]"),
        (
            "periods of Uzbekistan according to lenta-2006-12-13 order by from desc limit 1",
            "2006-12",
            "unknown",
        ),
    ],
)
def test_what_is_stated_is_shown_as_stated(
    exact: tempodb.Database, question: str, from_: str, to: str
) -> None:
    (row,) = exact.query(question)

    assert (row.from_, row.to) == (from_, to)


LAST = "2024-01-01T00:00:00.000000Z"


@pytest.mark.parametrize(
    ("question", "canonical", "valid", "known_at"),
    [
        ("MEMBERS of  csto", "members of csto", "2025-06-01", LAST),
        ("members in 2006", "members as of 2006", "2006", LAST),
        ("members as of today", "members as of today", "2025-06-01", LAST),
        ("members between 1998 and today", "members between 1998 and today", "1998/2025-06-01", LAST),
        ("members during October 2002", "members during 2002-10", "2002-10", LAST),
        ("periods of Uzbekistan", "periods of Uzbekistan", None, LAST),
        ("names", "names", None, LAST),
        ("names as of 2006", "names as of 2006", "2006", LAST),
        ("events", "events", None, LAST),
        ("bodies", "bodies", "2025-06-01", LAST),
        ("show states", "show states", None, LAST),
        ("count members", "count members", "2025-06-01", LAST),
        ("count members as of 2006", "count members as of 2006", "2006", LAST),
        ("count members by decade", "count members by decade", None, LAST),
        (
            "count members known at 2024 by year",
            "count members known at 2024 by year",
            None,
            LAST,
        ),
        ("explain count members by decade", "explain count members by decade", None, LAST),
        ("count members between 1992 and 1995 by year",) * 2 + ("1992/1995", LAST),
        ("count members as of 2006 by month",) * 2 + ("2006", LAST),
        ("count members between 1992 and 1995 known at 2024 by year",) * 2 + ("1992/1995", LAST),
        ("members known at 2024", "members known at 2024", "2025-06-01", LAST),
        ("members known at 2099", "members known at 2099", "2025-06-01", LAST),
        ("members known at 2023", "members known at 2023", "2025-06-01", None),
        ("members known at 2025", "members known at 2025", "2025-06-01", LAST),
        (
            "members known at 2024-03-01T01:00+01:00",
            "members known at 2024-03-01T00:00:00.000000Z",
            "2025-06-01",
            LAST,
        ),
    ],
)
def test_an_answer_says_what_was_asked_and_at_which_instants(
    csto: tempodb.Database, question: str, canonical: str, valid: str | None, known_at: str | None
) -> None:
    answer = csto.query(question).as_dict()

    assert (answer["query"], answer["valid"], answer["known_at"]) == (canonical, valid, known_at)

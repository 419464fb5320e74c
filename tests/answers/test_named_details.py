"""What stands beside a change, and what two answers say, in ids and beside that in names; by rows and by columns."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import tempodb
from tempodb.execution import view

DATASET = """
tempodb: 1
dataset: halls
persons: {ada: {name: Ada Alder}, bo: {name: Bo Birch}}
states: {norland: {name: Norland}}
organizations:
  hall: {name: Hall}
  house: {name: House}
  green: {names: [{name: Greens, to: 2010}, {name: Green Party, from: 2010}]}
  red: {name: Red Party}
offices:
  chair: {title: Chair, organization: [{organization: hall, to: 2008}, {organization: house, from: 2008}]}
tenures:
  - {holder: ada, office: chair, from: 2001, to: 2004-05, representing: green, end_reason: resigned}
  - {holder: bo, office: chair, capacity: acting, from: 2004-05, to: 2006, representing: red, for: North}
memberships:
  - {member: norland, of: hall, from: 2001, to: 2005, representing: green, for: North, end_reason: to new shores}
  - {member: ada, of: hall, from: 2001}
  - {member: norland, of: house, from: 2012, representing: green}
  - {member: norland, of: house, from: 2012, status: observer, representing: red}
"""
CHANGED = [
    (
        "changes in every organization where organization is hall and change is joined and party is norland",
        "member representing green for North",
        "member representing Greens for North",
    ),
    (
        "changes in every organization where change is left",
        "member representing green for North (to new shores)",
        "member representing Greens for North (to new shores)",
    ),
    (
        "changes in every organization where change is took office and party is ada",
        "representing green",
        "representing Greens",
    ),
    (
        "changes in every organization where change is left office and party is ada",
        "representing green (resigned)",
        "representing Greens (resigned)",
    ),
    (
        "changes in hall where change is took office and party is bo",
        "acting representing red for North",
        "acting representing Red Party for North",
    ),
    ("changes in every organization where change is office added and date is 2008", "from hall", "from Hall"),
    ("changes in hall where change is office removed", "to house", "to House"),
]
COMPARED = [
    (
        "compare members of every organization as of 2003 with as of 2007",
        ("member (for North, representing green)", None),
        ("member (for North, representing Greens)", None),
    ),
]


@pytest.fixture(params=["rows", "columns"])
def db(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[tempodb.Database]:
    """Yield a database whose questions about everything are answered by rows, or by columns."""
    (tmp_path / "halls.yaml").write_text(DATASET, encoding="utf-8")
    monkeypatch.setattr(view, "FEW_CLAIMS", 0 if request.param == "columns" else 10**9)
    with tempodb.open(":memory:", now="2009-01-01") as database:
        database.load(tmp_path / "halls.yaml", recorded_at="2008-01-01")
        yield database


@pytest.mark.parametrize(("question", "in_ids", "in_names"), CHANGED)
def test_what_stands_beside_a_change_has_names_too(
    db: tempodb.Database, question: str, in_ids: str, in_names: str
) -> None:
    (row,) = db.query(question)

    assert (row.detail, row.detail_name) == (in_ids, in_names)


@pytest.mark.parametrize(("question", "in_ids", "in_names"), COMPARED)
def test_what_two_answers_say_has_names_too(
    db: tempodb.Database, question: str, in_ids: tuple[str | None, ...], in_names: tuple[str | None, ...]
) -> None:
    rows = [row for row in db.query(question) if row.party == "norland"]

    assert [((row.before, row.after), (row.before_name, row.after_name)) for row in rows] == [
        (in_ids, in_names)
    ]


def test_several_words_are_named_in_one_order(db: tempodb.Database) -> None:
    (row,) = [
        row
        for row in db.query(
            "compare members of every organization including any status as of 2007 with as of 2013"
        )
        if row.party == "norland"
    ]

    assert row.after == "member (representing green); observer (representing red)"
    assert row.after_name == "member (representing Greens); observer (representing Red Party)"


def test_people_read_names_and_machines_have_both(db: tempodb.Database) -> None:
    changes = db.query("changes in hall between 2001 and 2006")

    assert "representing green" not in str(changes)
    assert "representing Greens for North" in str(changes)
    assert changes.columns[8:10] == ("detail", "detail_name")
    assert changes.text().splitlines()[0] == (
        "In 2001 Ada Alder joined Hall, Norland joined representing Greens for North, and Ada Alder became Chair representing Greens."
    )

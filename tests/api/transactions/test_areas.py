"""Python writes for which area somebody stands, and whom somebody represents."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import tempodb

WORLD = """\
tempodb: 1
dataset: d
states: {a: {name: A}, red: {name: Red}, blue: {name: Blue}}
persons: {p: {name: P}}
organizations: {o: {name: O}}
offices: {o/c: {title: Chair}}
"""


@pytest.fixture
def db(tmp_path: Path) -> Iterator[tempodb.Database]:
    file = tmp_path / "d.yaml"
    file.write_text(WORLD, encoding="utf-8")
    with tempodb.open(":memory:") as db:
        db.load(file)
        yield db


@pytest.mark.parametrize(
    ("area", "columns", "said"),
    [
        ("Scotland", ("Scotland", "Scotland"), 'for "Scotland"'),
        ({"name": "Scotland"}, ("Scotland", "Scotland"), 'for "Scotland"'),
        ({"id": "sct"}, ("sct", "sct"), 'for "sct"'),
        ({"id": "sct", "name": "Scotland"}, ("sct", "Scotland"), 'for "Scotland" id "sct"'),
    ],
)
def test_an_area_is_a_text_or_has_an_id(
    db: tempodb.Database, area: Any, columns: tuple[str, str], said: str
) -> None:
    with db.transaction() as tx:
        done = tx.record_membership("a", "o", representing="Red", for_=area, from_="2001")
        tx.record_tenure("p", "o/c", for_=area, from_="2001")

    (member,), (holder,) = db.query("periods of a in o"), db.query("holders of o/c as of 2005")
    assert (member.for_, member.for_name) == (holder.for_, holder.for_name) == columns
    assert (member.representing, member.representing_name) == ("red", "Red")
    assert said in done.said


def test_a_correction_gives_another_area_and_forgets_the_name_of_the_old_one(db: tempodb.Database) -> None:
    with db.transaction() as tx:
        tx.record_membership("a", "o", for_={"id": "sct", "name": "Scotland"}, from_="2001")
        tx.correct_membership("a", "o", for_="Wales")

    (row,) = db.query("periods of a in o")
    assert (row.for_, row.for_name) == ("Wales", "Wales")


def test_whom_a_party_represents_tells_which_membership_is_meant(db: tempodb.Database) -> None:
    with db.transaction() as tx:
        tx.record_membership("a", "o", representing="red", from_="2001")
        tx.record_membership("a", "o", representing="blue", from_="2003")
        tx.end_membership("a", "o", representing="red", from_="2003")

    found = [(row.representing, row.from_, row.to) for row in db.query("periods of a in o")]
    assert found == [("red", "2001", "2003"), ("blue", "2003", None)]


@pytest.mark.parametrize("area", [{}, {"id": "x", "kind": "y"}, 7, "", {"name": 7}])
def test_what_is_no_area_is_refused(db: tempodb.Database, area: Any) -> None:
    with pytest.raises(tempodb.InputError), db.transaction() as tx:
        tx.record_membership("a", "o", for_=area, from_="2001")

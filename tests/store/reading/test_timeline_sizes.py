"""How much is believed of a party, and between which days its timeline changes, is counted without looking at it."""

from __future__ import annotations

from datetime import date

import pytest

import tempodb

WORLD = """
tempodb: 1
dataset: d
persons: {p: {name: P}, q: {name: Q}}
states: {a: {name: A}}
organizations: {o: {name: O, founded: 2000-02-03}, u: {name: U}, empty: {name: Empty}}
offices: {o/chair: {title: Chair, organization: o}, a/head: {title: Head, organization: a}}
memberships:
  - {member: a, of: o, from: 2001-05-01, to: 2009-01-01}
  - {member: o, of: u, from: 1990-07-01}
tenures:
  - {holder: p, office: o/chair, from: 2003, to: 2012-04-01}
  - {holder: q, office: a/head, from: "[..1980]", to: 1985}
"""


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> tempodb.Database:
    file = tmp_path_factory.mktemp("spans") / "d.yaml"
    file.write_text(WORLD, encoding="utf-8")
    database = tempodb.open(":memory:")
    database.load(file, recorded_at="2020-01-01")
    return database


ENDS = {
    "o": ("1990-07-01", "2012-04-01"),
    "a": ("1985-01-01", "2009-01-01"),
    "p": ("2003-01-01", "2012-04-01"),
    "u": ("1990-07-01", "1990-07-01"),
    "empty": (None, None),
    "nobody": (None, None),
}


@pytest.mark.parametrize(("party", "ends"), ENDS.items(), ids=ENDS)
def test_all_that_changes_lies_between_the_ends(
    database: tempodb.Database, party: str, ends: tuple[str | None, str | None]
) -> None:
    """Members, memberships, offices held and those of an organization count; a year does from its first day on."""
    span = database.timeline_size(party, database.now())
    assert tuple(day and date.fromordinal(day).isoformat() for day in span[1:]) == ends
    assert (span.number > 0) is (party != "nobody")


def test_what_was_not_known_then_does_not_count(database: tempodb.Database) -> None:
    """Before anything was recorded there is nothing."""
    assert database.timeline_size("o", 0) == (0, None, None)


@pytest.mark.parametrize("party", ["o", "a", "u", "p", "q"])
def test_no_change_of_a_timeline_lies_outside(database: tempodb.Database, party: str) -> None:
    """A timeline has no more rows than there are beliefs, and no known day outside of the ends."""
    rows = database.query(f"timeline of {party}")
    span = database.timeline_size(party, database.now())
    days = [
        date.fromisoformat(day).toordinal()
        for row in rows
        for day in (row.possible_from, row.certain_to)
        if day
    ]
    assert 0 < len(rows) <= span.number
    assert days
    assert span.first is not None
    assert span.last is not None
    assert span.first <= min(days)
    assert max(days) <= span.last

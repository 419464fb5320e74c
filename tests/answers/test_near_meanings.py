"""Answers on small worlds, each made to tell the right meaning from one that is near it."""

from __future__ import annotations

from pathlib import Path

import pytest

import tempodb
from answers.small_world import SMALL, brief


def test_two_beliefs_compare_by_their_dates(tmp_path: Path) -> None:
    file = tmp_path / "small.yaml"
    with tempodb.open(":memory:", now="2010-06-01T12:00:00Z") as database:
        file.write_text(SMALL, encoding="utf-8")
        database.load(file, recorded_at="2010-01-01T00:00:00Z")
        file.write_text(
            SMALL.replace("2004-07-01", "2004-08-01").replace("member: d, of: union", "member: e, of: union")
        )
        database.load(file, recorded_at="2010-02-01T00:00:00Z")

        answer = database.query("compare members as of 2004 known at 2010-01-15 with known at 2010-02-15")

    assert brief(answer) == [
        "c changed member 2004-07-01 to [2007-01-01..] member 2004-08-01 to [2007-01-01..]",
        "d removed member 2004 to 2005",
        "e added member 2004 to 2005",
    ]


def test_a_party_is_judged_by_its_joined_pieces_before_they_are_cut(tmp_path: Path) -> None:
    """In 2005 it was certainly one or the other, though neither for certain."""
    file = tmp_path / "joined.yaml"
    file.write_text("""\
tempodb: 1
dataset: joined
focus: o
states: {a: {name: A}, b: {name: B}}
organizations: {o: {name: O}, x: {name: X, part_of: [{of: o, from: 2003-01-01, to: 2007-01-01}]}}
memberships:
  - {member: a, of: o, from: 2000-01-01, to: "[2004-01-01..2006-01-01]"}
  - {member: a, of: o, status: observer, from: "[2004-01-01..2006-01-01]", to: 2010-01-01}
  - {member: b, of: o, from: 2003-01-01, to: 2007-01-01}
  - {member: a, of: x, from: 2000-01-01, to: "[2004-01-01..2006-01-01]"}
  - {member: a, of: x, status: observer, from: "[2004-01-01..2006-01-01]", to: 2010-01-01}
""", encoding="utf-8")  # fmt: skip
    with tempodb.open(":memory:", now="2010-06-01T12:00:00Z") as database:
        database.load(file, recorded_at="2010-01-01T00:00:00Z")

        for clause in ("", "while b is member"):
            for more in ("", ", bodies"):
                asked = f"members including observer{more} {clause} as of 2005-01-01"
                rows, (count,) = database.query(asked), database.query(f"count {asked}")

                alone = [row.certainty for row in rows if row.member == "a"]
                assert set(alone) == {"possible"}
                assert (count.certain, count.possible) == (2, 2)


def test_equal_candidates_that_cannot_be_one_day_join_nothing(tmp_path: Path) -> None:
    """It was an observer until 11 January, a member from the 13th on, and an observer again in January."""
    file = tmp_path / "january.yaml"
    file.write_text("""\
tempodb: 1
dataset: january
focus: o
states: {a: {name: A}}
organizations: {o: {name: O}}
memberships:
  - {member: a, of: o, status: observer, from: 2001-01, to: 2001-01-11}
  - {member: a, of: o, from: 2001-01-13, to: 2001-01}
  - {member: a, of: o, status: observer, from: 2001-01, to: 2001-02-26}
""", encoding="utf-8")  # fmt: skip
    with tempodb.open(":memory:", now="2010-06-01T12:00:00Z") as database:
        database.load(file, recorded_at="2010-01-01T00:00:00Z")

        assert database.query("whether a is member including observer as of 2001-01-10")[0].answer == "yes"
        assert brief(database.query("changes")) == [
            "2001-01 joined a observer",
            "2001-01-11 left a observer",
            "2001-01-13 joined a member",
            "2001-01 became observer a observer",
            "2001-02-26 left a observer",
        ]


def test_a_predecessor_that_was_once_a_body_counts_all_its_time(tmp_path: Path) -> None:
    file = tmp_path / "league.yaml"
    file.write_text("""\
tempodb: 1
dataset: league
focus: union
states: {a: {name: A}}
organizations:
  union: {name: Union, succeeds: league}
  league: {name: League, part_of: [{of: union, from: 2000-01-01, to: 2001-01-01}]}
memberships:
  - {member: a, of: league, from: 1990-01-01, to: 2001-01-01}
""", encoding="utf-8")  # fmt: skip
    with tempodb.open(":memory:", now="2010-06-01T12:00:00Z") as database:
        database.load(file, recorded_at="2010-01-01T00:00:00Z")

        assert brief(database.query("members including predecessors as of 1995")) == [
            "a member 1990-01-01 2001-01-01"
        ]
        assert brief(database.query("members including bodies as of 1995")) == []


def test_what_is_retracted_in_the_middle_is_a_time_between_leaving_and_joining() -> None:
    with tempodb.open(":memory:") as db:
        db.load(tempodb.bundled_fixture("csto.yaml"))
        db.run("retract membership of Armenia in CSTO from 1999 to 2003")
        changes = [(row.date, row.change) for row in db.query("changes in CSTO") if row.party == "armenia"]

    assert changes == [("1992", "joined"), ("1999", "left"), ("2003", "joined")]


@pytest.mark.parametrize(
    ("question", "change"),
    [
        ("history of members of union between 2000 and 2003", "+A, +B|-B"),
        ("history of (members as of 2002 union (observers as of 2002)) limit 1", "+A, +B, +C"),
        ("history of names of union", "+Union"),
        ("history of offices of p", "+Chair|-Chair|+Deputy"),
        ("history of events of union", ""),
    ],
)
def test_a_history_tells_changes_in_names_too(small: tempodb.Database, question: str, change: str) -> None:
    assert "|".join(row.change_names for row in small.query(question)) == change

"""What was asked before is shown with the names of the day and the instant that are asked for now."""

from __future__ import annotations

from itertools import product
from pathlib import Path
from random import Random

import pytest

import tempodb

VERSIONS = ("2011-01-01", "2012-01-01", "2013-01-01")
NAMES = {
    "once": ("{name: Once}", "{name: Once}", "{name: Once}"),
    "back": ("{name: Here}", "{name: There}", "{name: Here}"),
    "anew": ("{name: Old}", "{name: Old}", "{name: New}"),
    "twin": (*["{names: [{name: First, to: 2005}, {name: Second, from: 2005}]}"] * 3,),
}
"""What states are called, version by version."""
BODIES = "o: {name: O}", "o: {names: [{name: O, to: 2005}, {name: P, from: 2005}]}", "o: {name: R}"
PEOPLE = "{name: Ann}", "{name: Ann}", "{name: Anna}"
OFFICES = (
    "head: {title: Head, organization: p}, p/chair: {title: Chair}, clerk: {title: Clerk, organization: o}",
    "head: {title: Head, organization: q}, p/chair: {title: Chairman}, clerk: {title: Clerk, organization: o}",
    "head: {title: Head, organization: [{organization: p, to: 2005}, {organization: q, from: 2005}]}, "
    "p/chair: {titles: [{title: Chair, to: 2005}, {title: President, from: 2005}]}, "
    "clerk: {title: Clerk, organization: o}",
)
"""What offices are called, and whose they are."""


def version(number: int) -> str:
    """Return the dataset as it is stated at first, second or last."""
    states = "".join(f"\n  {state}: {said[number]}" for state, said in NAMES.items())
    members = "".join(f"\n  - {{member: {state}, of: o, from: 2000}}" for state in NAMES)
    beside = "\n  - {member: once, of: p, representing: twin, from: 2000}"
    held = "".join(
        f"\n  - {{holder: {who}, office: {office}, representing: {whom}, from: 2000}}"
        for who, office, whom in (
            ("bob", "head", "once"),
            ("bob", "p/chair", "once"),
            ("ann", "clerk", "twin"),
        )
    )
    return (
        f"tempodb: 1\ndataset: names\norganizations:\n  {BODIES[number]}\n  p: {{name: Q}}\n  q: {{name: Z}}"
        f"\nstates:{states}\nmemberships:{members}{beside}\n"
        f"persons: {{ann: {PEOPLE[number]}, bob: {{name: Bob}}}}\noffices: {{{OFFICES[number]}}}\ntenures:{held}\n"
    )


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return where a database is in which names were corrected."""
    folder = tmp_path_factory.mktemp("names")
    with tempodb.open(folder / "x.db") as db:
        for number, recorded_at in enumerate(VERSIONS):
            (folder / "names.yaml").write_text(version(number), encoding="utf-8")
            db.load(folder / "names.yaml", recorded_at=recorded_at)
    return folder / "x.db"


def test_names_are_those_of_the_day_and_of_what_was_known(path: Path) -> None:
    offices = "head", "p/chair", "clerk"
    about = (
        *("members of o", "members of p", *(f"organizations of {state}" for state in NAMES)),
        *("offices of ann", "holders of any office of o", *(f"holders of {office}" for office in offices)),
    )
    days, instants = ("2001", "2004", "2006"), ("2011-06-01", "2012-06-01", "2013-06-01")
    questions = [f"{what} as of {day} known at {at}" for what, day, at in product(about, days, instants)] * 2
    Random(1).shuffle(questions)

    with tempodb.open(path) as db:
        for question in questions:
            with tempodb.open(path) as new:
                assert db.query(question).as_dict() == new.query(question).as_dict(), question
        shown = [
            [row.member_name for row in db.query(f"members of o as of {day} known at {at}")]
            for day, at in product(("2004", "2006"), instants)
        ]
        held = [
            [" ".join(row[1:6:2]) for row in db.query(f"holders of {office} as of {day} known at {at}")]
            for office, day, at in product(offices, ("2004", "2006"), instants)
        ]
    assert shown == [
        ["First", "Here", "Old", "Once"],
        ["First", "Old", "Once", "There"],
        ["First", "Here", "New", "Once"],
        ["Here", "Old", "Once", "Second"],
        ["Old", "Once", "Second", "There"],
        ["Here", "New", "Once", "Second"],
    ]
    assert [" ".join(row) for row in held] == [
        *("Bob Head Q", "Bob Head Z", "Bob Head Q"),
        *("Bob Head Q", "Bob Head Z", "Bob Head Z"),
        *("Bob Chair Q", "Bob Chairman Q", "Bob Chair Q"),
        *("Bob Chair Q", "Bob Chairman Q", "Bob President Q"),
        *("Ann Clerk O", "Ann Clerk O", "Anna Clerk R"),
        *("Ann Clerk O", "Ann Clerk P", "Anna Clerk R"),
    ]

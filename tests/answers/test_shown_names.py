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
    "both": (*["{names: [{name: First, to: 2005}, {name: Second, from: 2005}]}"] * 3,),
}
"""What states are called, version by version."""
BODIES = "o: {name: O}", "o: {names: [{name: O, to: 2005}, {name: P, from: 2005}]}", "o: {name: R}"


def version(number: int) -> str:
    """Return the dataset as it is stated at first, second or last."""
    states = "".join(f"\n  {state}: {said[number]}" for state, said in NAMES.items())
    members = "".join(f"\n  - {{member: {state}, of: o, from: 2000}}" for state in NAMES)
    beside = "\n  - {member: once, of: p, representing: both, from: 2000}"
    return (
        f"tempodb: 1\ndataset: names\norganizations:\n  {BODIES[number]}\n  p: {{name: Q}}"
        f"\nstates:{states}\nmemberships:{members}{beside}\n"
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
    about = ("members of o", "members of p", *(f"organizations of {state}" for state in NAMES))
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
    assert shown == [
        ["First", "Here", "Old", "Once"],
        ["First", "Old", "Once", "There"],
        ["First", "Here", "New", "Once"],
        ["Here", "Old", "Once", "Second"],
        ["Old", "Once", "Second", "There"],
        ["Here", "New", "Once", "Second"],
    ]

"""No question goes on after its time: each form of it looks at the clock wherever it makes rows."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

import tempodb
from tempodb import database
from tempodb.errors import QueryError
from tempodb.query.allowance import STEPS_A_SECOND
from tempodb.query.executor import STEPS_OF_A_CLAIM

MANY = 600
CALLS = 400
"""How many calls one fact may take between two looks at the clock."""


def _day(number: int) -> str:
    return (date(1500, 1, 1) + timedelta(days=number)).isoformat()


def _spells(**same: Any) -> list[dict[str, Any]]:
    return [{**same, "from": _day(9 * i), "to": _day(9 * i + 5)} for i in range(MANY)]


WORLD = {
    "tempodb": 1,
    "dataset": "d",
    "focus": "o",
    "sources": {f"s{i}": {"title": f"S{i}", "published": "2001"} for i in range(MANY)},
    "states": {f"a{i}": {"name": f"A{i}"} for i in range(MANY)},
    "persons": {f"p{i}": {"name": f"P{i}"} for i in range(MANY)},
    "organizations": {
        "o": {"names": [{"name": f"O{i}", "from": _day(9 * i), "to": _day(9 * i + 9)} for i in range(MANY)]},
        **{f"b{i}": {"name": f"B{i}", "part_of": "o"} for i in range(MANY)},
    },
    "offices": {f"o/c{i}": {"title": f"C{i}"} for i in range(MANY)},
    "memberships": [
        *({"member": f"a{i}", "of": "o", "from": _day(9 * i), "source": f"s{i}"} for i in range(MANY)),
        *({"member": "a0", "of": f"b{i}", "from": _day(9 * i)} for i in range(MANY)),
        *_spells(member="a1", of="b1"),
    ],
    "tenures": [{"holder": "p0", "office": f"o/c{i}", "from": _day(9 * i), "to": _day(9 * i + 5)} for i in range(MANY)]
    + _spells(holder="p1", office="o/c1"),
    "events": [{"id": f"e{i}", "body": "o", "date": _day(9 * i)} for i in range(MANY)],
}  # fmt: skip
QUESTIONS = [
    "members of o", "members of o throughout 1990", "members of o as of 1990 published by 2002",
    "members of o that joined in 1510", "members of o that held for more than 10 years", "members of o as of 1400",
    "members of o including bodies as of 1990", "members of o while a0 is member of b1", "organizations of a0",
    "members of o intersect (members of o as of 1990)", "offices of p0", "offices in o", "offices in o as of 1400",
    "vacancies of any office in o", "count members of o", "count members of o by year between 1500 and 1600",
    "count members of every organization as of 1510", "count members of every organization by year between 1500 and 1502",
    "changes in o", "compare members of o as of 1500 with as of 1600",
    "bodies of o", "events of o", "timeline of a0", "timeline of p0", "conflicts in o",
    "show states", "show sources", "describe a0",
]  # fmt: skip
OF_ONE_KEY = [
    *("periods of a1 in b1", "whether a1 is member of b1", "when a1 is member of b1", "holders of o/c1"),
    *("why a1 in b1", "conflicts in b1", "names of o", "history of (members of b1)", "changes in b1"),
    *(
        "vacancies of o/c1",
        "count members of b1 by year between 1500 and 1502",
        "timeline of o",
        "describe a1",
    ),
]


class Clock:
    """A clock that stands still until it was looked at so often, and then is far ahead."""

    def __init__(self) -> None:
        self.looks = 0
        self.late = sys.maxsize
        self.gap = self.calls = self._before = 0

    def __call__(self) -> float:
        self.looks += 1
        self.gap, self._before = max(self.gap, self.calls - self._before), self.calls
        return 0.0 if self.looks < self.late else 1e9


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    made = Clock()
    monkeypatch.setattr(database, "timer", made)
    return made


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    folder = tmp_path_factory.mktemp("many")
    (folder / "d.json").write_text(json.dumps(WORLD), encoding="utf-8")
    with tempodb.open(folder / "x.db") as db:
        db.load(folder / "d.json")
    yield folder / "x.db"


@pytest.mark.parametrize("question", QUESTIONS)
def test_each_form_of_question_looks_at_the_clock_wherever_it_makes_rows(
    file: Path, clock: Clock, question: str
) -> None:
    def seen(_frame: object, event: str, _argument: object) -> None:
        clock.calls += event in ("call", "c_call")

    with tempodb.open(file) as db:
        db.query(question)
        sys.setprofile(seen)
        try:
            db.query(question)
        finally:
            sys.setprofile(None)

    # What is done to the facts of one key is not interrupted.
    assert clock.gap < MANY * CALLS


@pytest.mark.parametrize("question", [*QUESTIONS, *OF_ONE_KEY, "revisions of a1 in b1"])
def test_each_look_at_the_clock_is_obeyed(file: Path, clock: Clock, question: str) -> None:
    with tempodb.open(file) as db:
        db.query(question)
        looks = clock.looks
        # The first look is that from which on time is counted.
        for late in {2, (looks + 2) // 2, looks - 1, looks}:
            clock.looks, clock.late = 0, late
            with pytest.raises(QueryError, match="took longer than 30 seconds"):
                db.query(question)
            # Where the driver was interrupted, it is looked at once more for what to say.
            assert clock.looks <= late + 1


@pytest.mark.parametrize("question", OF_ONE_KEY)
def test_what_one_key_would_take_too_long_for_is_not_begun(file: Path, clock: Clock, question: str) -> None:
    seconds = (MANY * STEPS_OF_A_CLAIM - 1) / STEPS_A_SECOND
    with (
        tempodb.open(file, deadline=seconds) as db,
        pytest.raises(QueryError, match=f"would take {MANY * STEPS_OF_A_CLAIM} steps"),
    ):
        db.query(question)


def test_a_history_is_as_large_as_what_it_tells(file: Path) -> None:
    with tempodb.open(file, memory=10) as db:
        assert len(db.query("history of (members of b1)")) > MANY
        with pytest.raises(QueryError, match="MB are allowed"):
            db.query("history of (members of o)")

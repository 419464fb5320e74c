"""No question goes on after its time: whatever its form, little is done to each fact between two looks at the clock."""

from __future__ import annotations

import json
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

import tempodb
from tempodb.api import engine
from tempodb.base.errors import QueryError
from tempodb.execution import allowance
from tempodb.execution.allowance import STEPS_A_SECOND, STEPS_OF_A_CLAIM

pytestmark = pytest.mark.surroundings

MANY = 300
BETWEEN = 8
"""How many facts are looked at between two looks at the clock, so few that it is seen where none is taken."""
CALLS = 40
"""How many calls a fact may take, in what is done to all of a question without a look at the clock."""
CALLS_OF_A_CLAIM = 400
"""How many a claim may take, in what is done to all of one key or office, which nothing interrupts."""


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
        "o": {"name": "O"},
        "k": {"names": [{"name": f"K{i}", "from": _day(9 * i), "to": _day(9 * i + 9)} for i in range(MANY)]},
        **{f"b{i}": {"name": f"B{i}", "part_of": "o"} for i in range(MANY)},
    },
    "offices": {"k/c": {"title": "C"}, **{f"o/c{i}": {"title": f"C{i}"} for i in range(MANY)}},
    "memberships": [
        *({"member": f"a{i}", "of": "o", "from": _day(9 * i), "source": f"s{i}"} for i in range(MANY)),
        *({"member": "a0", "of": f"b{i}", "from": _day(9 * i)} for i in range(MANY)),
        *_spells(member="a1", of="k"),
    ],
    "tenures": [{"holder": "p0", "office": f"o/c{i}", "from": _day(9 * i), "to": _day(9 * i + 5)} for i in range(MANY)]
    + _spells(holder="p1", office="k/c"),
    "events": [{"id": f"e{i}", "body": "o", "date": _day(9 * i)} for i in range(MANY)],
}  # fmt: skip
QUESTIONS = [
    "members of o", "members of o throughout 1990", "members of o as of 1990 published by 2002",
    "members of o that joined in 1510", "members of o that held for more than 10 years", "members of o as of 1400",
    "members of o including bodies as of 1990", "members of o while a0 is member of b1", "organizations of a0",
    "members of o intersect (members of o as of 1990)", "offices of p0", "offices in o", "offices in o as of 1400",
    "vacancies of any office in o", "count members of o", "count members of o by year between 1500 and 1600",
    "compare members of o as of 1500 with as of 1600", "bodies of o", "events of o", "timeline of a0", "timeline of p0",
    "show states", "show sources", "describe a0",
]  # fmt: skip
LAID_SIDE_BY_SIDE = ["changes in o", "conflicts in o"]
"""Questions that look at each claim beside the others of its key."""
OF_ONE_KEY = [
    "periods of a1 in k", "whether a1 is member of k", "when a1 is member of k", "holders of k/c as of 1500", "why a1 in k",
    "conflicts in k", "names of k", "history of (members of k)", "changes in k", "vacancies of k/c",
    "count members of k by year between 1500 and 1502", "timeline of k", "describe a1",
]  # fmt: skip
AMONG_OTHERS = [
    "count members of every organization as of 1510", "count members of every organization by year between 1500 and 1502",
    "revisions of a1 in k",
]  # fmt: skip
"""Questions that come by that one key, too."""


class Clock:
    """A clock that stands still until it was looked at so often, and then is far ahead."""

    def __init__(self) -> None:
        self.looks = 0
        self.late = sys.maxsize
        self.gap = self.calls = self._before = 0

    def __call__(self) -> float:
        self.looks += 1
        # The first look is that from which on time is counted.
        gap = self.calls - self._before if self.looks > 1 else 0
        self.gap, self._before = max(self.gap, gap), self.calls
        return 0.0 if self.looks < self.late else 1e9

    @contextmanager
    def counting(self) -> Iterator[None]:
        def seen(_frame: object, event: str, _argument: object) -> None:
            self.calls += event in ("call", "c_call")

        sys.setprofile(seen)
        try:
            yield
        finally:
            sys.setprofile(None)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    made = Clock()
    monkeypatch.setattr(engine, "timer", made)
    return made


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    folder = tmp_path_factory.mktemp("many")
    (folder / "d.json").write_text(json.dumps(WORLD), encoding="utf-8")
    with tempodb.open(folder / "x.db") as db:
        db.load(folder / "d.json")
    yield folder / "x.db"


@pytest.mark.parametrize(
    ("question", "calls"),
    [
        *((question, CALLS) for question in QUESTIONS),
        *((question, 2 * CALLS) for question in LAID_SIDE_BY_SIDE),
        *((question, CALLS_OF_A_CLAIM) for question in (*OF_ONE_KEY, *AMONG_OTHERS)),
    ],
)
def test_little_is_done_to_each_fact_between_two_looks_at_the_clock(
    file: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch, question: str, calls: int
) -> None:
    monkeypatch.setattr(allowance, "BETWEEN_CHECKS", BETWEEN)

    with tempodb.open(file) as db:
        db.query(question)
        clock.looks = 0
        with clock.counting():
            db.query(question)
            clock()

    assert clock.gap < MANY * calls


def looks_of(db: tempodb.Database, question: str, clock: Clock) -> int:
    clock.looks = 0
    db.query(question)
    return clock.looks


@pytest.mark.parametrize("question", [*QUESTIONS, *LAID_SIDE_BY_SIDE, *OF_ONE_KEY, *AMONG_OTHERS])
def test_each_look_at_the_clock_is_obeyed(file: Path, clock: Clock, question: str) -> None:
    with tempodb.open(file) as db:
        db.query(question)
        # What was read is kept, and not looked at again; and SQLite looks at times of its own.
        looks = min(looks_of(db, question, clock) for _ in range(2))
        # The first look is that from which on time is counted.
        for late in {2, (looks + 2) // 2, max(2, looks - 1), looks}:
            clock.looks, clock.late = 0, late
            with pytest.raises(QueryError, match="took longer than 30 seconds") as refusal:
                db.query(question)
            # SQLite, which cannot raise it, only stops; it is looked again for what to say.
            is_of_sqlite = isinstance(refusal.value.__context__, sqlite3.OperationalError)
            assert clock.looks == late + is_of_sqlite


@pytest.mark.parametrize("question", OF_ONE_KEY)
def test_what_one_key_would_take_too_long_for_is_not_begun(file: Path, clock: Clock, question: str) -> None:
    seconds = (MANY * STEPS_OF_A_CLAIM - 1) / STEPS_A_SECOND
    with tempodb.open(file) as db:
        db.query(question)
    with tempodb.open(file, deadline=seconds) as db, clock.counting():
        clock.looks = 0
        with pytest.raises(QueryError, match=f"would take {MANY * STEPS_OF_A_CLAIM} steps"):
            db.query(question)
        clock()

    assert clock.gap < MANY * CALLS


def test_a_history_is_as_large_as_what_it_tells(file: Path) -> None:
    with tempodb.open(file, memory=2) as db:
        assert len(db.query("history of (members of k)")) > MANY
        with pytest.raises(QueryError, match="MB are allowed"):
            db.query("history of (members of o)")

"""What would run away is refused before it starts or given up, and what is asked often is done once."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest

import tempodb
from counting import OF_PYTHON, calls
from tempodb.api import engine
from tempodb.base.errors import InputError, QueryError
from tempodb.execution.allowance import ROW_BYTES, STEPS_A_SECOND, Allowance

WHILE = " while uzbekistan is suspended in csto"


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return where the fixture with exact dates is loaded."""
    path = tmp_path_factory.mktemp("bounds") / "x.db"
    with tempodb.open(path) as db:
        db.load(tempodb.bundled_fixture("csto-exact.yaml"))
    return path


def loaded(**sections: Any) -> tempodb.Database:
    """Return a database of one dataset."""
    db = tempodb.open(":memory:")
    loads(db, sections)
    return db


def loads(db: tempodb.Database, sections: dict[str, Any]) -> None:
    from tempfile import TemporaryDirectory

    with TemporaryDirectory() as folder:
        file = Path(folder) / "d.json"
        file.write_text(json.dumps({"tempodb": 1, "dataset": "d", **sections}), encoding="utf-8")
        db.load(file)


# ── while ────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("question", ["members of csto", "holders of any office in csto"])
def test_the_same_condition_many_times_says_what_it_says_once(path: Path, question: str) -> None:
    db = tempodb.open(path)

    assert db.query(question + WHILE * 22).rows == db.query(question + WHILE).rows


def test_a_chain_of_conditions_takes_as_many_steps_as_it_has(path: Path) -> None:
    db = tempodb.open(path)
    few, many = (calls(lambda n=n: db.query("members of csto" + WHILE * n), OF_PYTHON) for n in (9, 90))

    assert many < 15 * few


def test_rows_of_equal_dates_are_one_with_the_sources_of_both() -> None:
    spells = [("1990", "1995", "s1"), ("2000", "2005", "s2")]
    db = loaded(
        sources={source: {"title": source} for _, _, source in spells},
        states={"a": {"name": "A"}, "b": {"name": "B"}},
        organizations={"o": {"name": "O"}},
        memberships=[
            {"member": "a", "of": "o", "from": "199X", "to": "200X"},
            *({"member": "b", "of": "o", "from": f, "to": t, "source": s} for f, t, s in spells),
        ],
    )
    once = db.query("members of o while b is member of o")
    twice = db.query("members of o while b is member of o while b is member of o")

    assert len(set(once)) == len(once)
    assert {(row.member, row.from_, row.to) for row in twice} >= {(r.member, r.from_, r.to) for r in once}
    assert len({row._replace(sources=()) for row in twice}) == len(twice)


# ── time and room ────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("members of every organization", "15 rows or more"),
        ("members of csto", "rows or more"),
        ("show persons", "rows or more"),
        ("changes in csto", "rows or more"),
        ("history of members of csto", "rows or more"),
        ("conflicts in csto", "rows or more"),
        ("timeline of csto", "rows or more"),
        ("members of csto union (members of csto)", "rows or more"),
    ],
)
def test_what_takes_too_much_memory_is_refused(path: Path, question: str, said: str) -> None:
    with tempodb.open(path, memory=0.0001) as db, pytest.raises(QueryError) as refusal:
        db.query(question)

    (problem,) = refusal.value.problems
    assert problem.code == "too-large"
    assert "0.0001 MB are allowed" in problem.message
    assert "--memory" in str(problem.hint)


@pytest.mark.parametrize("question", [
    "members of csto while uzbekistan is member of csto", "count members while uzbekistan is member of csto by day",
    "count members of every organization while uzbekistan is member of csto by year",
    "count (members union (observers)) by day",
])  # fmt: skip
def test_work_that_is_not_done_in_time_is_refused_before_it_starts(
    path: Path, question: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "timer", lambda: 0.0)
    with (
        tempodb.open(path, deadline=1 / STEPS_A_SECOND) as db,
        pytest.raises(QueryError, match=r"would take [0-9]+ steps, and 1 are the most"),
    ):
        db.query(question)


def test_time_is_looked_at_while_things_are_made() -> None:
    ticks = count()
    allowance = Allowance(3, 300, lambda: float(next(ticks)))
    made: list[int] = []

    with pytest.raises(QueryError, match="longer than 3 seconds"):
        made.extend(allowance.each(iter(range(100_000))))
    assert len(made) < 1_000


def test_room_is_looked_at_while_things_are_made() -> None:
    allowance = Allowance(3, 1_000 * ROW_BYTES / 1_000_000, lambda: 0)

    assert len(list(allowance.each(range(1_000)))) == 1_000
    with pytest.raises(QueryError, match="rows or more"):
        list(allowance.each(range(2_000)))


def test_the_work_of_sqlite_is_given_up_too(path: Path) -> None:
    ended: Iterator[float] = iter([0.0, 0.0])
    with tempodb.open(path) as db:
        storage = db.engine.storage
        allowance = Allowance(1, 300, lambda: next(ended, 2.0))
        with (
            storage.snapshot() as snapshot,
            pytest.raises(QueryError, match="longer than"),
            storage.interrupted(allowance),
        ):
            snapshot.execute(
                "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT max(x) FROM n"
            )
        assert db.query("members as of 2006")


@pytest.mark.parametrize(
    "limits", [{"deadline": -1}, {"memory": -1}, {"memory": float("inf")}, {"deadline": float("nan")}]
)
def test_what_is_no_limit_is_refused(limits: dict[str, float]) -> None:
    with pytest.raises(InputError, match="are no limit"):
        tempodb.open(":memory:", **limits)


# ── many ways to one thing ───────────────────────────────────────────────────────────────────────


def layered(layers: int) -> tempodb.Database:
    """Return a database of bodies in layers of two, each of which is part of both of the next."""
    organizations: dict[str, Any] = {"top": {"name": "Top"}}
    for layer in range(layers):
        for side in "ab":
            above = [f"{other}{layer - 1}" for other in "ab"] if layer else ["top"]
            parts = [{"of": parent, "from": "2000"} for parent in above]
            organizations[f"{side}{layer}"] = {"name": f"Body {side}{layer}", "part_of": parts}
    last = f"a{layers - 1}"
    return loaded(
        states={"s": {"name": "State"}},
        organizations=organizations,
        memberships=[{"member": "s", "of": last, "from": "1990", "to": "2010"}],
    )


def test_bodies_that_are_reached_by_many_ways_are_gone_through_once() -> None:
    question = "members of top including bodies as of 2005"
    few, many = layered(3), layered(24)

    assert [(row.from_, row.to) for row in many.query(question)] == [("2000", "2010")]
    assert calls(lambda: many.query(question), OF_PYTHON) < 15 * calls(lambda: few.query(question), OF_PYTHON)

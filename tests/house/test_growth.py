"""Checks take no more than 15 times as long for ten times as much: counted in calls, not in seconds."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from datetime import date, timedelta
from itertools import combinations, groupby
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import tempodb
from counting import calls, operations
from oracle.strategies import fact
from tempodb.api import engine
from tempodb.base.errors import DatasetError
from tempodb.store.engines.sqlite import driver
from tempodb.store.rules.consistency import MOST_HINTS
from tempodb.temporal.bounds import ONGOING, SINCE_ALWAYS, UNKNOWN, Bound, agreed
from tempodb.temporal.clashes import overlapping
from tempodb.temporal.disagreement import disagreements
from tempodb.temporal.facts import Fact, Standing
from tempodb.temporal.lives import contradictory_lives
from tempodb.temporal.periods import Extent, Period, Window
from tempodb.temporal.steps import Holder, Step, steps
from tempodb.temporal.timelines import can_precede, coalesce, coalesce_parties, narrow

MEMBER = {"states": {"a": {"name": "A"}}, "organizations": {"o": {"name": "O"}}}


def _day(number: int) -> str:
    return (date(1000, 1, 1) + timedelta(days=number)).isoformat()


def _spells(count: int, **same: Any) -> list[dict[str, Any]]:
    statuses = ("member", "observer")
    return [
        {**same, "from": _day(2 * i), "to": _day(2 * i + 1), "status": statuses[i % 2]} for i in range(count)
    ]


SHAPES: dict[str, Callable[[int], dict[str, Any]]] = {
    "names of one party": lambda n: {
        "organizations": {"o": {"names": [{"name": f"N{i}", "from": _day(i), "to": _day(i + 1)} for i in range(n)]}}
    },
    "periods of one key": lambda n: {**MEMBER, "memberships": _spells(n, member="a", of="o")},
    "claims of one value": lambda n: {
        **MEMBER, "memberships": [{"member": "a", "of": "o", "from": "2000", "note": str(i)} for i in range(n)]
    },
    "unknown keys of one entry": lambda n: {"states": {"a": {"name": "A", **{f"key{i}": "x" for i in range(n)}}}},
    "an unknown key in each entry": lambda n: {"states": {f"a{i}": {"name": "A", f"key{i}": "x"} for i in range(n)}},
    "ids that nothing defines": lambda n: {
        "states": {f"a{i}": {"name": f"A{i}"} for i in range(n)}, "organizations": {"o": {"name": "O"}},
        "memberships": [{"member": f"b{i}", "of": "o", "from": "2000"} for i in range(n)],
    },
    "bodies in a row": lambda n: {
        "organizations": {f"o{i}": {"name": f"O{i}", **({"part_of": f"o{i - 1}"} if i else {})} for i in range(n)}
    },
    "tenures for many parties": lambda n: {
        "states": {f"a{i}": {"name": f"A{i}"} for i in range(n)}, "persons": {"p": {"name": "P"}},
        "organizations": {"o": {"name": "O", "founded": "1900"}},
        "offices": {"o/c": {"title": "C", "seats": "many"}},
        "tenures": [
            {"holder": "p", "office": "o/c", "representing": f"a{i}", "from": _day(i), "to": _day(2 * i + 2)} for i in range(n)
        ],
    },
    "look-alike ids and aliases": lambda n: {
        "persons": {f"р{i}": {"name": f"p{i}", "aliases": [f"о{i}", f"o{i}", "q", "q"]} for i in range(n)}
    },
    "contradictions of one key": lambda n: {
        **MEMBER,
        "memberships": [
            {"member": "a", "of": "o", "from": _day(i), "to": "2020", "status": ("member", "observer")[i % 2]}
            for i in range(n)
        ],
    },
}  # fmt: skip


def _load(file: Path) -> None:
    with tempodb.open(":memory:") as db, suppress(DatasetError):
        db.load(file)


def _file(folder: Path, content: dict[str, Any]) -> Path:
    file = folder / "d.json"
    file.write_text(json.dumps({"tempodb": 1, "dataset": "d", **content}), encoding="utf-8")
    return file


@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES)
def test_ten_times_as_much_takes_no_more_than_fifteen_times(
    tmp_path: Path, shape: Callable[[int], dict[str, Any]]
) -> None:
    counted = []
    # The first time, what all have in common is imported and read.
    for size in (10, 100, 1_000):
        file = _file(tmp_path, shape(size))
        counted.append(calls(lambda file=file: _load(file)))

    assert counted[2] < 15 * counted[1]


QUESTIONS = {
    "changes in o": lambda n: {**MEMBER, "memberships": _apart(n, member="a", of="o")},
    "history of (members of o)": lambda n: {**MEMBER, "memberships": _apart(n, member="a", of="o")},
    "vacancies of c of o": lambda n: {
        "persons": {"p": {"name": "P"}}, "organizations": {"o": {"name": "O"}}, "offices": {"o/c": {"title": "C"}},
        "tenures": _apart(n, holder="p", office="o/c"),
    },
}  # fmt: skip


def _apart(count: int, **same: Any) -> list[dict[str, Any]]:
    return [{**same, "from": _day(9 * i), "to": _day(9 * i + 5)} for i in range(count)]


@pytest.mark.parametrize(("question", "shape"), QUESTIONS.items(), ids=QUESTIONS)
def test_ten_times_as_many_facts_are_answered_in_no_more_than_fifteen_times(
    tmp_path: Path, question: str, shape: Callable[[int], dict[str, Any]]
) -> None:
    counted = []
    for size in (5, 50, 500):
        with tempodb.open(":memory:") as db:
            db.load(_file(tmp_path, shape(size)))
            counted.append(operations(lambda db=db: db.query(question)))

    assert counted[2] < 15 * counted[1]


def test_ten_times_as_many_claims_are_traced_in_no_more_than_fifteen_times_the_steps_of_sqlite(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    looks = 0

    def look() -> float:
        nonlocal looks
        looks += 1
        return 0.0

    monkeypatch.setattr(driver, "STEPS_BETWEEN_CHECKS", 10)
    monkeypatch.setattr(engine, "timer", look)
    counted = []
    for size in (50, 500):
        with tempodb.open(":memory:") as db:
            db.load(_file(tmp_path, {**MEMBER, "memberships": _apart(size, member="a", of="o")}))
            looks = 0
            db.query("why a in o")
            counted.append(looks)

    assert counted[1] < 15 * counted[0]


def test_the_nearest_is_looked_for_of_the_first_wrong_ids(tmp_path: Path) -> None:
    file = _file(tmp_path, SHAPES["ids that nothing defines"](2 * MOST_HINTS))

    hints = [str(problem.hint) for problem in tempodb.check(file) if problem.code == "undefined"]

    assert len(hints) == 2 * MOST_HINTS
    assert sum("the nearest is" in hint for hint in hints) == MOST_HINTS


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9), st.sampled_from("ab"))))
def test_what_overlaps_is_found_as_by_looking_at_every_pair(found: list[tuple[int, int, str]]) -> None:
    facts = [
        Fact((i,), value, Period(None, None), Extent(0, f2, t1, 9)) for i, (f2, t1, value) in enumerate(found)
    ]
    expected = {
        (a.key, b.key)
        for a, b in combinations(facts, 2)
        if a.value != b.value and not can_precede(a.extent, b.extent) and not can_precede(b.extent, a.extent)
    }

    pairs = [(a.key, b.key) for a, b in overlapping(facts)]

    assert set(pairs) == expected
    assert len(pairs) == len(expected)


def bounds() -> st.SearchStrategy[Bound]:
    days = st.tuples(st.integers(1, 9), st.integers(1, 9)).map(lambda pair: Bound.between(*sorted(pair)))
    return st.one_of(days, st.sampled_from([UNKNOWN, SINCE_ALWAYS, ONGOING]))


@given(st.lists(st.tuples(bounds(), bounds(), st.sampled_from(Standing))))
def test_contradictory_lives_are_found_as_by_looking_at_every_pair(
    told: list[tuple[Bound, Bound, Standing]],
) -> None:
    facts = [
        Fact((i,), "", Period(from_, to), Extent(0, 0, 9, 9), standing)
        for i, (from_, to, standing) in enumerate(told)
    ]
    expected = [
        (a, b)
        for a, b in combinations(facts, 2)
        if a.standing is b.standing is Standing.ACCEPTED
        and any(agreed(x, y) is None for x, y in zip(a.period, b.period, strict=True))
    ]

    assert list(contradictory_lives(facts)) == expected


def test_many_lives_that_agree_are_looked_at_in_no_more_than_fifteen_times() -> None:
    facts = [
        Fact((i,), "", Period(Bound.between(i, 2_000), UNKNOWN), Extent(0, 0, 9, 9)) for i in range(1_000)
    ]

    few, many = (calls(lambda size=size: list(contradictory_lives(facts[:size]))) for size in (100, 1_000))

    assert many < 15 * few


@st.composite
def held(draw: st.DrawFn) -> Holder:
    f1, f2, t1, t2 = (draw(st.integers(0, 20)) for _ in range(4))
    extent = Extent(min(f1, f2), max(f1, f2), min(t1, t2), max(t1, t2))
    bars = draw(st.lists(st.tuples(st.integers(0, 20), st.integers(1, 5)), max_size=3))
    excluded = tuple(Window(start, start + length) for start, length in bars)
    return Holder(
        draw(st.sampled_from("abc")), Fact(("x",), "", Period(None, None), extent, excluded=excluded)
    )


@given(st.lists(held(), max_size=8), st.integers(0, 10), st.integers(0, 15))
def test_stretches_are_found_as_by_looking_at_every_day(
    everyone: list[Holder], start: int, length: int
) -> None:
    def on(day: int) -> tuple[frozenset[object], frozenset[object]]:
        sure = frozenset(
            who
            for who, fact in everyone
            if fact.extent.is_certain_once and fact.extent.f2 <= day < fact.extent.t1
        )
        some = frozenset(
            who
            for who, fact in everyone
            if fact.extent.f1 <= day < fact.extent.t2 and not any(day in range(*bar) for bar in fact.excluded)
        )
        return sure, some - sure

    expected = []
    for present, same in groupby(range(start, start + length), key=on):
        days = list(same)
        expected.append(Step(Window(days[0], days[-1] + 1), *present))

    assert list(steps(everyone, Window(start, start + length))) == expected


SINCE = 700_000
ONE_KEY: dict[str, Callable[[int], Iterator[tuple[Bound, Bound, str]]]] = {
    "apart": lambda n: ((_range(9 * i), _range(9 * i + 5), "m") for i in range(n)),
    "meeting": lambda n: ((_range(9 * i, 3), _range(9 * i + 9, 3), "m") for i in range(n)),
    "meeting by turns": lambda n: ((_range(9 * i, 3), _range(9 * i + 9, 3), "mo"[i % 2]) for i in range(n)),
    "each vaguer around one day": lambda n: ((_range(-i, 2 * i), _range(9000 - i, 2 * i), "m") for i in range(n)),
    "each vaguer than the one before": lambda n: ((_range(0, 5000 + i), _range(100, 9000 + i), "m") for i in range(n)),
    "ending where others begin": lambda n: (
        (_range(-i), _range(100), "m") if i % 2 else (_range(100), _range(200 + i), "m") for i in range(n)
    ),
}  # fmt: skip
"""Claims of one key, as many as are asked for: from, to and value."""


def _range(first: int, more: int = 0) -> Bound:
    return Bound.between(SINCE + first, SINCE + first + more)


@pytest.mark.parametrize("work", [coalesce, narrow, coalesce_parties, disagreements])
@pytest.mark.parametrize("shape", ONE_KEY.values(), ids=ONE_KEY)
def test_ten_times_as_many_claims_of_one_key_take_no_more_than_fifteen_times(
    shape: Callable[[int], Iterator[tuple[Bound, Bound, str]]], work: Callable[[list[Fact]], Iterable[object]]
) -> None:
    counted = []
    for size in (30, 300):
        facts = [fact(Period(*dates), value, claim=i) for i, (*dates, value) in enumerate(shape(size))]
        counted.append(operations(lambda facts=facts: list(work(facts))))

    assert counted[1] < 15 * counted[0]

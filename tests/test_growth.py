"""Checks take no more than 15 times as long for ten times as much: counted in calls, not in seconds."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from datetime import date, timedelta
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import tempodb
from tempodb.errors import DatasetError
from tempodb.store.consistency import MOST_HINTS
from tempodb.temporal.facts import Fact
from tempodb.temporal.overlaps import overlapping
from tempodb.temporal.periods import Extent, Period
from tempodb.temporal.timelines import can_precede

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
    "contradictions of one key": lambda n: {
        **MEMBER,
        "memberships": [
            {"member": "a", "of": "o", "from": _day(i), "to": "2020", "status": ("member", "observer")[i % 2]}
            for i in range(n)
        ],
    },
}  # fmt: skip


def _calls(file: Path) -> int:
    counted = 0

    def seen(_frame: object, event: str, _argument: object) -> None:
        nonlocal counted
        counted += event in ("call", "c_call")

    sys.setprofile(seen)
    try:
        with tempodb.open(":memory:") as db:
            db.load(file)
    except DatasetError:
        pass
    finally:
        sys.setprofile(None)
    return counted


@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES)
def test_ten_times_as_much_takes_no_more_than_fifteen_times(
    tmp_path: Path, shape: Callable[[int], dict[str, Any]]
) -> None:
    counted = []
    # The first time, what all have in common is imported and read.
    for size in (100, 100, 1_000):
        file = tmp_path / "d.json"
        file.write_text(json.dumps({"tempodb": 1, "dataset": "d", **shape(size)}), encoding="utf-8")
        counted.append(_calls(file))

    assert counted[2] < 15 * counted[1]


def test_the_nearest_is_looked_for_of_the_first_wrong_ids(tmp_path: Path) -> None:
    file = tmp_path / "d.json"
    content = SHAPES["ids that nothing defines"](2 * MOST_HINTS)
    file.write_text(json.dumps({"tempodb": 1, "dataset": "d", **content}), encoding="utf-8")

    hints = [str(problem.hint) for problem in tempodb.check(file) if problem.code == "undefined"]

    assert len(hints) == 2 * MOST_HINTS
    assert sum("the nearest is" in hint for hint in hints) == MOST_HINTS


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9), st.sampled_from("ab"))))
def test_what_overlaps_is_found_as_by_looking_at_every_pair(found: list[tuple[int, int, str]]) -> None:
    facts = [
        Fact((i,), value, Period(None, None), Extent(0, f2, t1, 9))  # type: ignore[arg-type]
        for i, (f2, t1, value) in enumerate(found)
    ]
    expected = {
        (a.key, b.key)
        for a, b in combinations(facts, 2)
        if a.value != b.value and not can_precede(a.extent, b.extent) and not can_precede(b.extent, a.extent)
    }

    pairs = [(a.key, b.key) for a, b in overlapping(facts)]

    assert set(pairs) == expected
    assert len(pairs) == len(expected)

"""Sums on random worlds are what the figures of each organization, period and status come to (MEANING.md, M72)."""

from __future__ import annotations

from collections import Counter

import pytest

from oracle import operators as naive
from oracle.asked_world import Loaded, figures, parties
from oracle.random_world import ORGANIZATIONS, STATUSES, World
from oracle.thoroughness import rounds
from tempodb.execution import view

Figures = tuple[int, int]


@pytest.fixture(params=["by rows", "by columns"], autouse=True)
def executor(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(view, "FEW_CLAIMS", 10**9 if request.param == "by rows" else 0)


def _added(figures: list[Figures]) -> Figures:
    return sum(certain for certain, _ in figures), sum(possible for _, possible in figures)


def _of_all(seen: World, statuses: frozenset[str], days: range) -> Figures:
    """Return the sum of the figures of each organization."""
    return _added([figures(parties(seen, each, statuses, days)) for each in ORGANIZATIONS])


@pytest.mark.parametrize("period", ["", " by month"])
def test_organizations_are_added_up(world: Loaded, period: str) -> None:
    told_of = Counter[Figures]()
    for _ in rounds(15):
        seen, known = world.known()
        window, when = world.window()
        status = world.random.choice(STATUSES)

        got = world.ask(f"sum of {status} members of every organization{period} {when} {known}")
        alike = world.ask(
            f"sum of (count {status} members of every organization {when} {known}{period}){period}"
        )

        asked = [days for _, days in naive.buckets("month", window)] if period else [window]
        expected = [_of_all(seen, frozenset([status]), days) for days in asked]
        assert [(row["certain"], row["possible"]) for row in got] == expected
        assert alike == got
        told_of.update(expected)
    assert max(possible for _, possible in told_of)


def test_the_groups_of_all_organizations_are_added_up(world: Loaded) -> None:
    told_of = 0
    for _ in rounds(15):
        seen, known = world.known()
        window, when = world.window()

        got = world.ask(
            f"sum of members of every organization including any status by status by month {when} {known}"
        )

        buckets = [*naive.buckets("month", window)]
        expected = {
            (status, month): _of_all(seen, frozenset([status]), days)
            for status in STATUSES
            for month, days in buckets
        }
        there = {status for (status, _), (_, possible) in expected.items() if possible}
        assert {(row["group"], row["period"]): (row["certain"], row["possible"]) for row in got} == {
            key: of for key, of in expected.items() if key[0] in there
        }
        told_of += len(got)
    assert told_of


def _apart(by: str, status: str | None, month: str) -> str | None:
    """Return what a figure is kept apart by."""
    return {"": None, " by status": status, " by month": month}[by]


@pytest.mark.parametrize("kept", ["", " by status", " by month"])
def test_what_is_not_kept_apart_is_added_up(world: Loaded, kept: str) -> None:
    told_of = 0
    for _ in rounds(15):
        seen, known = world.known()
        window, when = world.window()
        place = world.random.choice([*ORGANIZATIONS, "every organization"])
        counted = f"count members of {place} including any status by status by month {when} {known}"

        got = world.ask(f"sum of ({counted}){kept}")

        places = ORGANIZATIONS if place == "every organization" else [place]
        cells = {
            (status, month): _added(
                [figures(parties(seen, each, frozenset([status]), days)) for each in places]
            )
            for status in STATUSES
            for month, days in naive.buckets("month", window)
        }
        expected = {
            key: _added([figures for cell, figures in cells.items() if _apart(kept, *cell) == key])
            for key in dict.fromkeys(_apart(kept, *cell) for cell in cells)
        }
        if kept == " by status":
            expected = {key: figures for key, figures in expected.items() if figures[1]}
        told = {
            _apart(kept, row.get("group"), row["period"]): (row["certain"], row["possible"]) for row in got
        }
        assert told == expected
        told_of += sum(possible for _, possible in expected.values())
    assert told_of

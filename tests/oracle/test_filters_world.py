"""`where` and `having` on random worlds keep what their words say of each row (MEANING.md, M62)."""

from __future__ import annotations

import pytest

from oracle import operators as naive
from oracle.asked_world import Loaded, figures, of, same
from oracle.filters import Drawn, drawn
from oracle.random_world import ORGANIZATIONS, STATES, STATUSES, Timeline, rows
from oracle.thoroughness import rounds

DATED = {"from": ["2001-01", "2001", "2002-03-04"], "to": ["ongoing", "2001-02", "2003"]}
SAID = {"member": STATES[:3], "status": [*STATUSES], "representing": ["s1"]}


@pytest.mark.parametrize("place", ["one", "every organization"])
def test_where_keeps_the_rows_that_its_words_are_true_of(world: Loaded, place: str) -> None:
    kept = 0
    for _ in rounds(40):
        seen, known = world.known()
        window, when = world.window()
        organization = world.random.choice(ORGANIZATIONS)
        asked = organization if place == "one" else place
        filter_ = drawn(world.random, {**SAID, **DATED, "certainty": ["certain", "possible"]})

        got = world.ask(f"members of {asked} including any status {when} where {filter_.text} {known}")

        expected = []
        for where in [organization] if place == "one" else ORGANIZATIONS:
            for member, told in of(seen, where).items():
                for row in rows(told):
                    if certainty := naive.on_some_day(row, window):
                        shown = {"member": member, "status": row.value, "from": row.from_, "to": row.to}
                        shown |= {"certainty": certainty, "representing": None}
                        if filter_.keeps(shown):
                            expected.append((member, where, *list(shown.values())[1:5]))
        kept += len(expected)
        columns = ("member", "organization", "status", "from", "to", "certainty")
        same([tuple(row[name] for name in columns) for row in got], expected, filter_.text)
    assert kept


def _parties(told: dict[str, Timeline], filter_: Drawn, window: range) -> dict[str, str]:
    """Return how surely each party is something that a filter keeps on some day of *window*."""
    found = {}
    for member, timeline in told.items():
        said = {"member": member, "representing": None}
        values = frozenset(status for status in STATUSES if filter_.keeps({**said, "status": status}))
        wholes = naive.wholes(timeline, values) if values else ()
        found[member] = naive.best(naive.on_some_day(whole, window) for whole, _ in wholes)
    return {member: certainty for member, certainty in found.items() if certainty}


@pytest.mark.parametrize("granule", ["", "month"])
def test_a_count_is_of_those_that_are_kept(world: Loaded, granule: str) -> None:
    for _ in rounds(20):
        seen, known = world.known()
        window, when = world.window()
        organization = world.random.choice(ORGANIZATIONS)
        filter_ = drawn(world.random, SAID)
        by = f"by {granule}" if granule else ""
        question = f"members of {organization} including any status {when} where {filter_.text} {known}"

        got = world.ask(f"count {question} {by}")
        both = world.ask(f"{question} union ({question})")

        periods = naive.buckets(granule, window) if granule else [("", window)]
        told = of(seen, organization)
        expected = [figures(_parties(told, filter_, days)) for _, days in periods]
        assert [(row["certain"], row["possible"]) for row in got] == expected, question
        assert {row["party"]: row["certainty"] for row in both} == _parties(told, filter_, window), question


def test_having_keeps_the_figures_that_its_words_are_true_of(world: Loaded) -> None:
    for _ in rounds(12):
        _, known = world.known()
        least, most = sorted(world.random.sample(range(8), 2))
        place = world.random.choice([*ORGANIZATIONS, "every organization"])
        question = f"count members of {place} by month between 2001 and 2002"

        every = world.ask(f"{question} {known}")
        got = world.ask(f"{question} {known} having certain >= {least} and not possible > {most}")

        assert got == [row for row in every if row["certain"] >= least and row["possible"] <= most]

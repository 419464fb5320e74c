"""Shares on random worlds are the least and the most of every state that each party can be in (MEANING.md, M69)."""

from __future__ import annotations

import pytest

from oracle import operators as naive
from oracle.asked_world import Loaded, of
from oracle.filters import drawn
from oracle.random_world import ORGANIZATIONS, STATES, STATUSES, Timeline
from oracle.shares import share
from oracle.thoroughness import rounds


def _sure(timeline: Timeline, statuses: frozenset[str], window: range) -> naive.Verdict:
    """Return how surely a party has one of some statuses on some day."""
    wholes = naive.wholes(timeline, statuses) if statuses else []
    return naive.best(naive.on_some_day(whole, window) for whole, _ in wholes)


def _shares(
    told: dict[str, Timeline], kept: dict[str, frozenset[str]], all_: frozenset[str], window: range
) -> object:
    return share(
        (
            _sure(timeline, kept[member], window),
            _sure(timeline, all_ - kept[member], window),
            _sure(timeline, all_, window),
        )
        for member, timeline in told.items()
    )


@pytest.mark.parametrize("period", ["", "by month"])
def test_a_status_is_a_share_of_it_and_the_members(world: Loaded, period: str) -> None:
    told_of = 0
    for _ in rounds(25):
        seen, known = world.known()
        window, when = world.window()
        organization = world.random.choice(ORGANIZATIONS)
        status = world.random.choice([status for status in STATUSES if status != "member"])

        got = world.ask(f"share of {status} members of {organization} {when} {known} {period}")

        told = of(seen, organization)
        kept = {member: frozenset([status]) for member in told}
        asked = [days for _, days in naive.buckets("month", window)] if period else [window]
        expected = [_shares(told, kept, frozenset([status, "member"]), days) for days in asked]
        told_of += sum(each not in (None, (0, 0)) for each in expected)
        shown = [
            None if row["least_percent"] is None else (row["least_percent"], row["most_percent"])
            for row in got
        ]
        assert shown == (expected if period else [each for each in expected if each])
    assert told_of


def test_what_a_filter_keeps_is_a_share_of_what_is_asked_for_without_it(world: Loaded) -> None:
    told_of = 0
    for _ in rounds(25):
        seen, known = world.known()
        window, when = world.window()
        organization = world.random.choice(ORGANIZATIONS)
        filter_ = drawn(world.random, {"member": STATES[:3], "status": [*STATUSES]})

        question = (
            f"share of members of {organization} including any status {when} where {filter_.text} {known}"
        )
        got = world.ask(question)

        told = of(seen, organization)
        kept = {
            member: frozenset(s for s in STATUSES if filter_.keeps({"member": member, "status": s}))
            for member in told
        }
        expected = _shares(told, kept, frozenset(STATUSES), window)
        told_of += expected is not None
        assert [(row["least_percent"], row["most_percent"]) for row in got] == (
            [expected] if expected else []
        ), question
    assert told_of


def test_each_status_is_a_share_of_all(world: Loaded) -> None:
    told_of = 0
    for _ in rounds(25):
        seen, known = world.known()
        window, when = world.window()
        organization = world.random.choice(ORGANIZATIONS)

        got = world.ask(f"share of members of {organization} including any status by status {when} {known}")

        told = of(seen, organization)
        expected = {}
        for status in STATUSES:
            if any(_sure(timeline, frozenset([status]), window) for timeline in told.values()):
                kept = {member: frozenset([status]) for member in told}
                expected[status] = _by_status(told, kept, window)
        told_of += len(expected)
        assert {row["group"]: (row["least_percent"], row["most_percent"]) for row in got} == expected
    assert told_of


def _by_status(told: dict[str, Timeline], kept: dict[str, frozenset[str]], window: range) -> object:
    return share(
        (
            _sure(timeline, kept[member], window),
            naive.best(
                _sure(timeline, frozenset([other]), window) for other in STATUSES if other not in kept[member]
            ),
            _sure(timeline, frozenset(STATUSES), window),
        )
        for member, timeline in told.items()
    )

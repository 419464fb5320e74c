"""Questions about two parties, or two places, on random worlds, as their plain meanings say."""

from __future__ import annotations

from itertools import product
from typing import Any

import pytest

from oracle import operators as naive
from oracle.asked_world import Loaded, held_in, parties, same
from oracle.operators import Together
from oracle.random_world import OFFICES, ORGANIZATIONS, PERSONS, STATES, STATUSES
from oracle.structure import spans
from oracle.thoroughness import rounds

Found = tuple[str, tuple[tuple[int, int], tuple[int, int]], str]


def found_in(got: list[dict[str, Any]]) -> list[Found]:
    return [(row["organization"], spans(row["from"], row["to"]), row["certainty"]) for row in got]


def both(one: list[tuple[str, Together]], other: list[tuple[str, Together]], window: range) -> list[Found]:
    """Return the days that each two stretches in one place share, each of them once."""
    shared = {
        (place, mine.while_(theirs))
        for (place, mine), (there, theirs) in product(one, other)
        if place == there
    }
    return [
        (place, (pair.starts, pair.ends), certainty)
        for place, pair in shared
        if (certainty := pair.judged(window))
    ]


@pytest.mark.parametrize("number", [2, 3])
def test_who_is_in_both_is_in_each(world: Loaded, number: int) -> None:
    """MEANING.md, M65."""
    for _ in rounds(20):
        (seen, known), (window, when) = world.known(), world.window()
        status = world.random.choice(STATUSES)
        *first, last = world.random.sample(ORGANIZATIONS, number)
        question = f"{status} members of both {', '.join(first)} and {last} {when} {known}"

        got = world.ask(question)

        each = [parties(seen, place, frozenset([status]), window) for place in (*first, last)]
        verdicts = {id_: naive.weakest(*(found.get(id_) for found in each)) for id_ in STATES}
        expected = [(id_, certainty) for id_, certainty in verdicts.items() if certainty]
        same([(row["party"], row["certainty"]) for row in got], expected, question)


def test_of_what_both_are_each_is(world: Loaded) -> None:
    for _ in rounds(20):
        (seen, known), (window, when) = world.known(), world.window()
        pair = world.random.sample(STATES, 2)
        question = f"organizations of both {' and '.join(pair)} {when} {known}"

        got = world.ask(question)

        expected = []
        for place in ORGANIZATIONS:
            found = parties(seen, place, frozenset(["member"]), window)
            if certainty := naive.weakest(*(found.get(id_) for id_ in pair)):
                expected.append((place, certainty))
        same([(row["party"], row["certainty"]) for row in got], expected, question)


@pytest.mark.parametrize("where", ["one", "any"])
def test_two_members_overlap_while_both_are(world: Loaded, where: str) -> None:
    """MEANING.md, M66."""
    for _ in rounds(25):
        (seen, known), (window, when) = world.known(), world.window()
        one, other = world.random.sample(STATES, 2)
        place = world.random.choice(ORGANIZATIONS) if where == "one" else None
        values = frozenset(["member", world.random.choice(STATUSES)])
        question = f"overlap of {one} and {other} {f'in {place} ' if place else ''}including {', '.join(values)} {when} {known}"

        got = world.ask(question)

        held: dict[str, list[tuple[str, Together]]] = {
            party: [
                (organization, Together.of(whole))
                for (member, organization), told in seen.memberships.items()
                if member == party and place in (None, organization)
                for whole, _ in naive.wholes(told, values)
            ]
            for party in (one, other)
        }
        same(found_in(got), both(held[one], held[other], window), question)


@pytest.mark.parametrize("where", ["an office", "an organization", "any"])
def test_two_holders_overlap_while_both_hold_offices_there(world: Loaded, where: str) -> None:
    asked = 0
    for _ in rounds(60):
        (seen, known), (window, when) = world.known(), world.window()
        one, other = world.random.sample(PERSONS, 2)
        office = world.random.choice(list(OFFICES))
        organization = office.partition("/")[0]
        place = {"an office": f"in {office}", "an organization": f"in {organization}", "any": ""}[where]
        question = f"overlap of {one} and {other} {place} {when} {known}"

        got = world.ask(question)

        held: dict[str, list[tuple[str, Together]]] = {one: [], other: []}
        for each, seats in OFFICES.items():
            there = each.partition("/")[0]
            if where == "any" or each == office or (where == "an organization" and there == organization):
                for holder, term, possible in naive.terms(held_in(seen, each), seats):
                    if holder in held:
                        held[holder].append((there, Together.of(term, possible)))
        expected = both(held[one], held[other], window)
        asked += bool(expected)
        same(sorted(set(found_in(got)), key=str), sorted(set(expected), key=str), question)
    assert asked or len(rounds(60)) < 60

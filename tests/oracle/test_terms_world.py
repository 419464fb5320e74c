"""Order, succession and duration of terms on random worlds, as their plain meanings say."""

from __future__ import annotations

from datetime import date

import pytest

from oracle import operators as naive
from oracle.asked_world import NOW, Loaded, held_in, of, same
from oracle.random_world import (
    FIRST,
    OFFICES,
    ORGANIZATIONS,
    STATUSES,
    Row,
    rows,
)
from oracle.thoroughness import rounds

TODAY = date.fromisoformat(NOW).toordinal()


@pytest.mark.parametrize("by", ["first", "last", "longest serving", "shortest serving"])
def test_of_the_foremost_few_others_come_before(world: Loaded, by: str) -> None:
    for _ in rounds(20):
        seen, known = world.known()
        random = world.random
        organization, status = random.choice(ORGANIZATIONS), random.choice(STATUSES)
        number = random.choice([1, 1, 2, 3])
        window, when = world.window() if random.random() < 0.5 else (None, "")
        question = f"{by} {number} {status} members of {organization} {when} {known}"

        got = world.ask(question)

        terms: list[tuple[str, Row, list[tuple[Row, str]]]] = []
        for member, told in of(seen, organization).items():
            values = frozenset(fact.value for fact in told) if status == "member" else frozenset([status])
            for term, pieces in naive.wholes(told, values):
                answering = [
                    (row, certainty)
                    for row in rows(told)
                    if row.value == status and naive.is_part(row, pieces)
                    if (certainty := "certain" if window is None else naive.on_some_day(row, window))
                ]
                if answering:
                    terms.append((member, term, answering))
        expected = []
        for member, term, answering in terms:
            surest = naive.best(certainty for _, certainty in answering)
            others = [
                (other, naive.best(certainty for _, certainty in part))
                for _, other, part in terms
                if other is not term
            ]
            place = naive.foremost(term, others, by, number, TODAY)
            if by in ("first", "last"):
                answering = [part for part in answering if part[1] == surest][:: 1 if by == "first" else -1][
                    :1
                ]
            for row, certainty in answering:
                if verdict := naive.weakest(place, certainty):
                    expected.append((member, row.from_, row.to, verdict))
        same([(row["member"], row["from"], row["to"], row["certainty"]) for row in got], expected, question)


@pytest.mark.parametrize("lies", ["before", "after", "predecessor", "successor"])
def test_who_held_an_office_before_and_after_somebody(world: Loaded, lies: str) -> None:
    asked = 0
    for _ in rounds(60):
        seen, known = world.known()
        person, office = world.random.choice(list(seen.tenures))
        is_after = lies in ("after", "successor")
        is_next = lies in ("predecessor", "successor")
        question = (
            f"{lies} of {person} in {office} {known}"
            if is_next
            else f"holders of {office} {lies} {person} {known}"
        )
        sign = 1 if is_after else -1
        seats = OFFICES[office]
        terms = [
            (holder, term, pieces)
            for holder, told in held_in(seen, office).items()
            for term, pieces in naive.wholes(told, frozenset(fact.value for fact in told))
        ]
        clear = {
            id(term): naive.seated_worlds(term, naive.full_days(held_in(seen, office), seats)[holder])
            for holder, term, _ in terms
        }
        if not all(clear.values()):
            # Who had a seat on no day at all has no place among the others.
            continue
        asked += 1

        got = world.ask(question)

        starts, ends = (
            {
                id(term): [sign * day for day in naive.between(world_[end] for world_ in clear[id(term)])]
                for _, term, _ in terms
            }
            for end in (0, 1)
        )
        expected = []
        for holder, term, pieces in terms:
            if holder == person:
                continue
            verdicts = []
            for whose, other, _ in terms:
                if whose != person:
                    continue
                rest = [each for _, each, _ in terms if each is not term and each is not other]
                if not is_next:
                    verdicts.append(naive.comes_next(starts[id(term)], starts[id(other)], []))
                elif seats == 1:
                    days = [starts[id(each)] for each in rest]
                    verdicts.append(naive.comes_next(starts[id(term)], starts[id(other)], days))
                else:
                    mine, theirs = (starts, ends) if is_after else (ends, starts)
                    days = [mine[id(each)] for each in rest]
                    since = [day - 1 for day in theirs[id(other)]]
                    verdicts.append(naive.comes_next(mine[id(term)], since, days))
            if certainty := naive.best(verdicts):
                expected += [
                    (holder, row.from_, row.to, certainty)
                    for row in rows(held_in(seen, office)[holder])
                    if naive.is_part(row, pieces)
                ]
        same([(row["holder"], row["from"], row["to"], row["certainty"]) for row in got], expected, question)
    assert asked


@pytest.mark.parametrize("lies", ["before", "after"])
def test_who_joined_before_and_after_somebody(world: Loaded, lies: str) -> None:
    """MEANING.md, M67."""
    asked = 0
    for _ in rounds(30):
        seen, known = world.known()
        party, organization = world.random.choice(list(seen.memberships))
        status = world.random.choice(STATUSES)
        window, when = world.window() if world.random.random() < 0.3 else (None, "")
        question = f"{status} members of {organization} {lies} {party} {when} {known}"

        got = world.ask(question)

        sign = 1 if lies == "after" else -1
        runs = [
            (member, told, pieces, {sign * start for start, _ in run.worlds})
            for member, told in of(seen, organization).items()
            for run, pieces in naive.wholes(told, frozenset(fact.value for fact in told))
        ]
        theirs = [days for member, _, _, days in runs if member == party]
        expected = []
        for member, told, pieces, days in runs:
            place = naive.best(naive.comes_next(days, since, []) for since in theirs)
            for row in rows(told) if place and member != party else ():
                if row.value == status and naive.is_part(row, pieces):
                    there = "certain" if window is None else naive.on_some_day(row, window)
                    if certainty := naive.weakest(place, there):
                        expected.append((member, row.from_, row.to, certainty))
        asked += bool(expected)
        same([(row["member"], row["from"], row["to"], row["certainty"]) for row in got], expected, question)
    assert asked


@pytest.mark.parametrize("measure", ["average", "median", "total"])
def test_durations_are_the_least_and_the_most_of_any_world(world: Loaded, measure: str) -> None:
    asked = 0
    for _ in rounds(20):
        seen, known = world.known()
        organization, status = (
            world.random.choice(ORGANIZATIONS),
            world.random.choice(["observer", "suspended"]),
        )
        window, when = world.window()
        question = f"{measure} duration of {status} members of {organization} {when} {known}"

        got = world.ask(question)

        terms = []
        for told in of(seen, organization).values():
            for term, pieces in naive.wholes(told, frozenset([status])):
                parts = [
                    naive.on_some_day(row, window)
                    for row in rows(told)
                    if row.value == status and naive.is_part(row, pieces)
                ]
                if part := naive.best(parts):
                    terms.append((term, part))
        if any(start < FIRST - 1000 for term, _ in terms for start, _ in term.worlds):
            # Of whom nobody knows when it began: told by hand.
            continue
        asked += bool(terms)
        expected = naive.measured(terms, measure, TODAY)
        assert [(row["least_days"], row["most_days"]) for row in got] == (
            [] if expected is None else [expected]
        ), question
    assert asked


def test_by_duration_comes_first_who_held_longest_for_certain(world: Loaded) -> None:
    for _ in rounds(20):
        seen, known = world.known()
        organization = world.random.choice([*ORGANIZATIONS, None])
        place = organization or "every organization"

        got = world.ask(
            f"members of {place} including any status between 0001 and 9999 {known} order by duration desc, member"
        )

        held = {
            (member, where, row.from_, row.to): naive.days_held(naive.alone(row), TODAY)
            for (member, where), told in seen.memberships.items()
            if organization in (None, where)
            for row in rows(told)
        }
        found = [(row["member"], row["organization"], row["from"], row["to"]) for row in got]
        assert sorted(found, key=str) == sorted(held, key=str)
        assert [held[key] for key in found] == sorted(held.values(), reverse=True)

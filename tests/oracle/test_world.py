"""A random world, loaded in two versions at two recorded times, answers as enumerating its days does."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from random import Random
from typing import Any

import pytest

from oracle.loaded_world import VERSIONS, loaded_world
from oracle.operators import seated
from oracle.random_world import (
    DAYS,
    OFFICES,
    ORGANIZATIONS,
    STATUSES,
    Row,
    World,
    changed_versions,
    judged,
    rows,
    text,
)
from oracle.thoroughness import rounds

SEEDS = (1, 2)


@pytest.fixture(scope="module", params=SEEDS)
def loaded(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    random = Random(request.param)
    versions = changed_versions(random)
    with loaded_world(versions, tmp_path_factory.mktemp("world")) as db:
        yield random, versions, db


class Question:
    """A random window, some or every day of it, and one of the two recorded times."""

    def __init__(self, random: Random, versions: tuple[World, World]) -> None:
        start = random.choice(DAYS)
        end = min(start + random.choice([0, 0, 0, 3, 20]), DAYS.stop - 1)
        self.window = range(start, end + 1)
        self.throughout = random.random() < 0.4
        known = random.randrange(2)
        self.world = versions[known]
        month = date.fromordinal(start).isoformat()[:7]
        if random.random() < 0.1:
            self.window = range(
                date.fromisoformat(f"{month}-01").toordinal(),
                min(date.fromisoformat(f"{month}-01").toordinal() + 31, DAYS.stop),
            )
        if start == end and len(self.window) == 1:
            when = f"{'throughout' if self.throughout else 'as of'} {text(start)}"
        else:
            when = f"{'throughout ' if self.throughout else ''}between {text(self.window[0])} and {text(self.window[-1])}"
        self.clauses = f"{when} known at {VERSIONS[known]}"


def answered(result: Any, *columns: str) -> list[tuple[Any, ...]]:
    return sorted((tuple(row[column] for column in columns) for row in result.to_dicts()), key=str)


def sure(row: Row, question: Question) -> str | None:
    return judged(row, question.window, question.throughout)


def test_memberships_answer_as_enumerated(loaded: Any) -> None:
    random, versions, db = loaded
    for _ in rounds(80):
        question, organization = Question(random, versions), random.choice(ORGANIZATIONS)
        status, more = random.sample(STATUSES, 2)

        result = db.query(f"{status} members of {organization} including {more} {question.clauses}")

        expected = [
            (member, row.value, row.from_, row.to, certainty)
            for (member, of), timeline in question.world.memberships.items()
            if of == organization
            for row in rows(timeline)
            if row.value in (status, more) and (certainty := sure(row, question))
        ]
        got = answered(result, "member", "status", "from", "to", "certainty")
        assert got == sorted(expected, key=str), result.query


def test_statuses_answer_as_enumerated(loaded: Any) -> None:
    random, versions, db = loaded
    for _ in rounds(80):
        question = Question(random, versions)
        member, of = random.choice(list(versions[0].memberships))

        result = db.query(f"status of {member} in {of} {question.clauses}")

        expected = [
            (row.value, row.from_, row.to, certainty)
            for row in rows(question.world.memberships[member, of])
            if (certainty := sure(row, question))
        ]
        assert answered(result, "status", "from", "to", "certainty") == sorted(expected, key=str), (
            result.query
        )


def test_holders_answer_as_enumerated(loaded: Any) -> None:
    random, versions, db = loaded
    for _ in rounds(80):
        question, office = Question(random, versions), random.choice(list(OFFICES))

        result = db.query(f"holders of {office} {question.clauses}")

        held = {p: t for (p, o), t in question.world.tenures.items() if o == office}
        expected = []
        for holder, row, still in seated(held, OFFICES[office]):
            certainty = sure(row, question)
            days = set(question.window)
            kept = days <= still if question.throughout else bool(days & still)
            if certainty == "certain" or (certainty and kept):
                expected.append((holder, row.value, row.from_, row.to, certainty))
        got = answered(result, "holder", "capacity", "from", "to", "certainty")
        assert got == sorted(expected, key=str), result.query


def test_whether_answers_as_enumerated(loaded: Any) -> None:
    random, versions, db = loaded
    for _ in rounds(80):
        question, status = Question(random, versions), random.choice(STATUSES)
        member, of = random.choice(list(versions[0].memberships))

        result = db.query(f"whether {member} is {status} of {of} {question.clauses}")

        found = {
            sure(row, question) for row in rows(question.world.memberships[member, of]) if row.value == status
        }
        expected = "yes" if "certain" in found else "possibly" if "possible" in found else "no"
        assert result[0].answer == expected, result.query


def test_both_versions_follow_from_the_log(loaded: Any) -> None:
    """MEANING.md, M37, M43."""
    _, _, db = loaded

    assert db.verify() == []

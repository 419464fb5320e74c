"""A random world that was loaded, and what is asked of it."""

from __future__ import annotations

from random import Random
from typing import Any, NamedTuple

import tempodb
from oracle import operators as naive
from oracle.loaded_world import VERSIONS
from oracle.random_world import (
    DAYS,
    Timeline,
    World,
    rows,
    text,
)

NOW = "2012-06-01"


class Loaded(NamedTuple):
    """A random world in two versions, and the database that was told both."""

    random: Random
    versions: tuple[World, World]
    db: tempodb.Database

    def known(self) -> tuple[World, str]:
        """Return one version, and the clause that asks for it."""
        at = self.random.randrange(2)
        return self.versions[at], f"known at {VERSIONS[at]}"

    def window(self) -> tuple[range, str]:
        """Return a few days, and the clause that asks for them."""
        start = self.random.choice(DAYS)
        end = min(start + self.random.choice([0, 0, 3, 20]), DAYS.stop - 1)
        if start == end:
            return range(start, end + 1), f"as of {text(start)}"
        return range(start, end + 1), f"between {text(start)} and {text(end)}"

    def ask(self, question: str) -> list[dict[str, Any]]:
        """Return the rows, whose canonical text gives the same."""
        result = self.db.query(question)
        assert self.db.query(result.query).query == result.query
        found: list[dict[str, Any]] = result.to_dicts()
        return found


def of(world: World, organization: str) -> dict[str, Timeline]:
    return {member: told for (member, where), told in world.memberships.items() if where == organization}


def parties(world: World, organization: str, values: frozenset[str], window: range) -> dict[str, str]:
    """Return how surely each party has one of some statuses on some day of *window*."""
    found = {
        member: naive.best(naive.on_some_day(whole, window) for whole, _ in naive.wholes(told, values))
        for member, told in of(world, organization).items()
    }
    return {member: certainty for member, certainty in found.items() if certainty}


def figures(certainties: dict[str, str]) -> tuple[int, int]:
    return sum(certainty == "certain" for certainty in certainties.values()), len(certainties)


def same(got: list[tuple[Any, ...]], expected: list[tuple[Any, ...]], question: str) -> None:
    assert sorted(got, key=str) == sorted(expected, key=str), question


def held_in(seen: World, office: str) -> dict[str, Timeline]:
    return {person: told for (person, where), told in seen.tenures.items() if where == office}


def said(seen: World, organization: str, status: str, window: range, with_dates: bool) -> dict[str, str]:
    """Return what a row says of each party."""
    words: dict[str, set[str]] = {}
    for member, told in of(seen, organization).items():
        for row in rows(told):
            certainty = naive.on_some_day(row, window) if row.value == status else None
            if certainty:
                dates = f" {row.from_} to {row.to or 'ongoing'}" if with_dates else ""
                unsure = " (possible)" if certainty == "possible" else ""
                words.setdefault(member, set()).add(f"{row.value}{dates}{unsure}")
    return {member: "; ".join(sorted(pieces)) for member, pieces in words.items()}

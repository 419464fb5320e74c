"""What is asked of every organization of a random world is told by a lake as it is counted out the long way."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

import tempodb
from lake.asking.opened import NOW, AtOnce, opened
from lake.lakes import published
from oracle import operators as naive
from oracle.asked_world import Loaded, figures, parties
from oracle.loaded_world import VERSIONS, dataset
from oracle.random_world import (
    ORGANIZATIONS,
    STATUSES,
    World,
    changed_versions,
    precise_versions,
    short_versions,
)
from oracle.thoroughness import rounds
from tempodb.execution import view

ROUNDS = 4
DRAWN = {"imprecise": changed_versions, "precise": precise_versions, "short": short_versions}


def publish_world(drawn: str, folder: Path) -> tuple[World, World]:
    """Publish two versions of a random world to a lake in a folder, and return them."""
    versions = DRAWN[drawn](Random(f"a lake, {drawn}"))
    with tempodb.open(":memory:", now=NOW) as db:
        for version, recorded_at in zip(versions, VERSIONS, strict=True):
            (folder / "world.yaml").write_text(dataset(version), encoding="utf-8")
            db.load(folder / "world.yaml", recorded_at=recorded_at)
        # What is recorded later lets the lake know all of the days on which the versions were.
        db.load(tempodb.bundled_fixture("csto.yaml"), recorded_at="2013-01-01")
        published(db, folder / "lake", 3)
    return versions


@pytest.fixture(scope="module", params=DRAWN)
def published_world(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[tuple[World, World], Path]:
    """Return two versions of a random world, and a lake of both."""
    folder = tmp_path_factory.mktemp("world")
    return publish_world(request.param, folder), folder / "lake"


@pytest.fixture(params=["by rows", "by columns"])
def world(
    request: pytest.FixtureRequest,
    published_world: tuple[tuple[World, World], Path],
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Loaded]:
    monkeypatch.setattr(view, "FEW_CLAIMS", 10**9 if request.param == "by rows" else 0)
    versions, folder = published_world
    with opened(folder, AtOnce()) as lake:
        yield Loaded(Random(request.node.name), versions, lake)


def test_members(world: Loaded) -> None:
    told_of = 0
    for _ in rounds(ROUNDS):
        seen, known = world.known()
        window, when = world.window()
        status = world.random.choice(STATUSES)

        got = world.ask(f"{status} members of every organization {when} {known}")

        expected = {
            (organization, member): certainty
            for organization in ORGANIZATIONS
            for member, certainty in parties(seen, organization, frozenset([status]), window).items()
        }
        found: dict[tuple[str, str], set[str]] = {}
        for row in got:
            found.setdefault((row["organization"], row["member"]), set()).add(row["certainty"])
        assert found.keys() == expected.keys()
        assert {key for key, said in found.items() if "certain" in said} <= {
            key for key, certainty in expected.items() if certainty == "certain"
        }
        told_of += len(got)
    assert told_of


def test_counts_and_their_sums(world: Loaded) -> None:
    told_of = 0
    for _ in rounds(ROUNDS):
        seen, known = world.known()
        window, when = world.window()
        status = world.random.choice(STATUSES)
        asked = f"{status} members of every organization by month {when} {known}"

        counted, added = world.ask(f"count {asked}"), world.ask(f"sum of {asked}")

        months = dict(naive.buckets("month", window))
        expected = {
            (organization, month): figures(parties(seen, organization, frozenset([status]), days))
            for organization in ORGANIZATIONS
            for month, days in months.items()
        }
        cells = {(row["organization"], row["period"]): (row["certain"], row["possible"]) for row in counted}
        nothing = dict.fromkeys(expected, (0, 0))
        assert nothing | cells == expected
        assert [(row["period"], row["certain"], row["possible"]) for row in added] == [
            (month, *map(sum, zip(*(expected[each, month] for each in ORGANIZATIONS), strict=True)))
            for month in months
        ]
        told_of += sum(possible for _, possible in expected.values())
    assert told_of

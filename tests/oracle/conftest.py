"""Random worlds that are asked, and nobody writes to."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

import pytest

import tempodb
from oracle.asked_world import NOW, Loaded
from oracle.loaded_world import loaded_world
from oracle.random_world import (
    World,
    changed_versions,
    precise_versions,
    short_versions,
)

Told = tuple[tuple[World, World], tempodb.Database]


@pytest.fixture(scope="session", params=["imprecise", "imprecise again", "precise", "short"])
def told(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Told]:
    """Return two versions of a random world, and a database that was told both."""
    random = Random(request.param)
    of_kind = {"precise": precise_versions, "short": short_versions}.get(request.param, changed_versions)
    versions = of_kind(random)
    with loaded_world(versions, tmp_path_factory.mktemp("world"), f"{NOW}T12:00:00Z") as db:
        yield versions, db


@pytest.fixture
def world(request: pytest.FixtureRequest, told: Told) -> Loaded:
    """Return a world of which each test asks the same, whatever ran before it."""
    return Loaded(Random(request.node.name), *told)

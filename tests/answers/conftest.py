"""The databases that are asked, and nobody writes to."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

import tempodb
from answers.csto import LOADED, NOW
from answers.small_world import small_database


def opened(*names: str) -> tempodb.Database:
    """Return a database with these datasets, loaded at the start of 2024 and asked in June 2025."""
    database = tempodb.open(":memory:", now=NOW)
    database.load(*(tempodb.bundled_fixture(name) for name in names), recorded_at=LOADED)
    return database


@pytest.fixture(scope="session")
def csto() -> Iterator[tempodb.Database]:
    with opened("csto.yaml") as database:
        yield database


@pytest.fixture(scope="session")
def exact() -> Iterator[tempodb.Database]:
    with opened("csto-exact.yaml") as database:
        yield database


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tempodb.Database]:
    with small_database(tmp_path_factory.mktemp("small")) as database:
        yield database

"""The databases that are asked, and nobody writes to."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import tempodb
from answers.csto import LOADED, NOW
from answers.small_world import SMALL


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
    file: Path = tmp_path_factory.mktemp("small") / "small.yaml"
    file.write_text(SMALL, encoding="utf-8")
    with tempodb.open(":memory:", now="2010-06-01T12:00:00Z") as database:
        database.load(file, recorded_at="2010-01-01T00:00:00Z")
        yield database

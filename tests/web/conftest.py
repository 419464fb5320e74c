"""The explorer over one database, which no test writes to."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from web.exploring import Client, csto, exploring


@pytest.fixture(scope="session")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a database of two transactions."""
    return csto(tmp_path_factory.mktemp("web"))


@pytest.fixture(scope="session")
def client(place: Path) -> Iterator[Client]:
    """Give what asks its pages."""
    with exploring(place) as client:
        yield client

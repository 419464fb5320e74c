"""A schema of the test's own on the server, and a database in it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

import tempodb
from postgres_server import new_schema


@pytest.fixture
def url() -> str:
    """Return the URL of a new, empty schema."""
    return new_schema()


@pytest.fixture
def db(url: str) -> Iterator[tempodb.Database]:
    """Return a database on the server, in which the CSTO is loaded."""
    with tempodb.open(url) as db:
        db.load(tempodb.bundled_fixture("csto.yaml"))
        yield db

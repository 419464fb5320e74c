"""What is told of a few things out of very many is what `show` tells of them among all."""

from __future__ import annotations

import pytest

import tempodb
from tempodb.model.kinds import EntityType

SORTS = {
    "organizations": EntityType.PARTY,
    "states": EntityType.PARTY,
    "persons": EntityType.PARTY,
    "offices": EntityType.OFFICE,
    "sources": EntityType.SOURCE,
    "datasets": EntityType.DATASET,
}


@pytest.fixture(scope="module")
def database() -> tempodb.Database:
    database = tempodb.open(":memory:")
    database.load(tempodb.bundled_fixture("csto.yaml"), recorded_at="2020-01-01")
    database.load(tempodb.bundled_fixture("au.yaml"), recorded_at="2021-01-01")
    return database


@pytest.mark.parametrize("known_at", ["2020-06-01", "2022"])
@pytest.mark.parametrize("sort", SORTS)
def test_a_thing_is_told_alike_among_all_and_by_its_id(
    database: tempodb.Database, sort: str, known_at: str
) -> None:
    """The same name, sort and details, as known at the instant."""
    shown = {row.id: row for row in database.query(f"show {sort} known at {known_at}")}
    instant = tempodb.open(":memory:", now=f"{known_at[:4]}-12-31").now()
    ids = [row.id for row in database.query(f"show {sort}")]
    told = database.entities(SORTS[sort], [*ids, "nobody"], instant)
    assert shown
    assert dict(told) == shown

"""What is known of the organizations that come along is what their datasets answer, and each fact has its source."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

import tempodb
from tempodb import Database

FIXTURES = Path(__file__).parents[2] / "fixtures"
WORLDS = ("eu",)
SECTIONS = ("states", "persons", "organizations", "offices", "memberships", "tenures", "events")


@pytest.fixture(scope="module", params=WORLDS)
def world(request: pytest.FixtureRequest) -> dict[str, object]:
    """Return the file of a world, as it is written."""
    text = (FIXTURES / f"{request.param}.yaml").read_text(encoding="utf-8")
    return dict(yaml.load(text, yaml.BaseLoader))


def database_of(*names: str) -> Database:
    """Return a database with these worlds."""
    database = tempodb.open(":memory:")
    database.load(*(FIXTURES / f"{name}.yaml" for name in names))
    return database


@pytest.fixture(scope="module")
def eu() -> Iterator[Database]:
    with database_of("eu") as database:
        yield database


def entries(world: dict[str, object]) -> Iterator[tuple[str, dict[str, object]]]:
    """Yield what tells each entry apart, and the entry."""
    for section in SECTIONS:
        content = world.get(section, {})
        if isinstance(content, dict):
            yield from ((f"{section} {key}", entry) for key, entry in content.items())
        elif isinstance(content, list):
            yield from ((f"{section} {entry}", entry) for entry in content)


# ── sources ──────────────────────────────────────────────────────────────────────────────────────


def test_every_fact_has_a_source(world: dict[str, object]) -> None:
    default = world.get("defaults", {})
    assert isinstance(default, dict)
    for told, entry in entries(world):
        if not told.startswith("states"):
            assert entry.get("source"), told
        assert entry.get("source") or default.get("source"), told


def test_every_source_can_be_looked_up(world: dict[str, object]) -> None:
    sources = world["sources"]
    assert isinstance(sources, dict)
    for id_, source in sources.items():
        assert source.get("title"), id_
        assert source.get("url") or source.get("published"), id_


def test_a_disputed_claim_says_why(world: dict[str, object]) -> None:
    disputed = [entry for _, entry in entries(world) if entry.get("standing") == "disputed"]

    assert disputed
    assert [entry for entry in disputed if not entry.get("note")] == []


def test_every_world_says_what_it_covers(world: dict[str, object]) -> None:
    assert world["coverage"] and world["focus"] in dict(world["coverage"])  # type: ignore[call-overload]


# ── the European Union ───────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("first", "last", "members"),
    [
        (1958, 1972, 6),
        (1973, 1980, 9),
        (1981, 1985, 10),
        (1986, 1994, 12),
        (1995, 2003, 15),
        (2004, 2006, 25),
        (2007, 2012, 27),
        (2013, 2020, 28),
        (2021, 2024, 27),
    ],
)
def test_the_union_had_so_many_members(eu: Database, first: int, last: int, members: int) -> None:
    counted = eu.query(f"count members of EU by year between {first} and {last}")

    assert {(row.certain, row.possible) for row in counted} == {(members, members)}


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("whether United Kingdom is member of EU as of 2020-01-31", ["yes"]),
        ("whether United Kingdom is member of EU as of 2020-02-01", ["no"]),
        ("whether Greenland is territory of EU as of 1985-01-31", ["yes"]),
        ("whether Greenland is territory of EU as of 1985-02-01", ["no"]),
        ("whether Croatia is candidate of EU as of 2013-06-30", ["yes"]),
        ("whether Croatia is member of EU as of 2013-07-01", ["yes"]),
        ("whether Malta is candidate of EU as of 1999-01", ["possibly"]),
        ("whether Bosnia and Herzegovina is candidate of EU as of 2023-01", ["yes"]),
        ("whether Iceland is member of EEC as of 2012", ["no"]),
    ],
)
def test_the_union_answers(eu: Database, question: str, answer: list[str]) -> None:
    assert [row.answer for row in eu.query(question)] == answer


@pytest.mark.parametrize(
    ("asked", "holders"),
    [
        ("holders of president of European Commission as of 1962", ["walter-hallstein"]),
        ("holders of president of European Commission as of 1972-06", ["sicco-mansholt"]),
        ("holders of president of European Commission as of 1999-06", ["manuel-marin"]),
        ("acting holders of president of European Commission between 1958 and 2025", ["manuel-marin"]),
        ("holders of president of European Commission as of 2004-11-21", ["romano-prodi"]),
        ("holders of president of European Commission as of 2019-11-30", ["jean-claude-juncker"]),
        ("holders of president of High Authority as of 1954", ["jean-monnet"]),
        ("holders of president of Euratom Commission as of 1960", ["etienne-hirsch"]),
    ],
)
def test_the_communities_were_headed_by(eu: Database, asked: str, holders: list[str]) -> None:
    assert [row.holder for row in eu.query(asked)] == holders


def test_the_union_bears_the_name_of_its_time(eu: Database) -> None:
    names = {year: eu.query(f"members of EU as of {year}")[0].organization_name for year in (1970, 2000)}

    assert names == {1970: "European Economic Community", 2000: "European Union"}

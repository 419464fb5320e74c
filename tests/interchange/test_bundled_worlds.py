"""What is known of the organizations that come along is what their datasets answer, and each fact has its source."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

import tempodb
from tempodb import Database

FIXTURES = Path(__file__).parents[2] / "fixtures"
WORLDS = ("au", "eu", "un")
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
def au() -> Iterator[Database]:
    with database_of("au") as database:
        yield database


@pytest.fixture(scope="module")
def eu() -> Iterator[Database]:
    with database_of("eu") as database:
        yield database


@pytest.fixture(scope="module")
def un() -> Iterator[Database]:
    with database_of("un") as database:
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


# ── the African Union ────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("day", "suspended"),
    [
        ("2002-12-31", {"madagascar"}),
        ("2005-03-01", {"central-african-republic", "togo"}),
        ("2005-12-31", {"mauritania"}),
        ("2007-12-31", set()),
        ("2009-01-01", {"guinea", "mauritania"}),
        ("2010-06-30", {"guinea", "madagascar", "niger"}),
        ("2011-01-01", {"cote-divoire", "madagascar", "niger"}),
        ("2011-03-15", {"cote-divoire", "madagascar", "niger"}),
        ("2011-03-16", {"cote-divoire", "madagascar"}),
        ("2012-05-01", {"guinea-bissau", "madagascar", "mali"}),
        ("2013-12-31", {"central-african-republic", "egypt", "guinea-bissau", "madagascar"}),
        ("2015-09-20", {"burkina-faso", "central-african-republic"}),
        ("2018-01-01", set()),
        ("2019-07-01", {"sudan"}),
        ("2020-09-01", {"mali"}),
        ("2022-02-01", {"burkina-faso", "guinea", "mali", "sudan"}),
        ("2023-12-31", {"burkina-faso", "gabon", "guinea", "mali", "niger", "sudan"}),
        ("2025-12-31", {"burkina-faso", "guinea", "guinea-bissau", "madagascar", "mali", "niger", "sudan"}),
        ("2026-01-31", {"burkina-faso", "guinea-bissau", "madagascar", "mali", "niger", "sudan"}),
    ],
)
def test_these_were_suspended(au: Database, day: str, suspended: set[str]) -> None:
    assert {row.member for row in au.query(f"suspended members of AU certainly as of {day}")} == suspended


@pytest.mark.parametrize(
    ("organization", "day", "members"),
    [
        ("OAU", "1963-05-25", 32),
        ("OAU", "1965-12-31", 36),
        ("OAU", "1975-12-31", 47),
        ("OAU", "1984-12-31", 50),
        ("OAU", "1994-12-31", 53),
        ("OAU", "2002-07-08", 53),
        ("AU", "2002-07-09", 53),
        ("AU", "2012-12-31", 54),
        ("AU", "2017-12-31", 55),
    ],
)
def test_the_african_organizations_had_so_many_members(
    au: Database, organization: str, day: str, members: int
) -> None:
    (row,) = au.query(f"count members of {organization} including suspended as of {day}")

    assert (row.certain, row.possible) == (members, members)


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("whether Morocco is member of OAU as of 1984-11-11", ["yes"]),
        ("whether Morocco is member of OAU as of 1984-11-12", ["no"]),
        ("whether Morocco is member of AU as of 2010", ["no"]),
        ("whether Morocco is member of AU as of 2017-01-31", ["yes"]),
        ("whether Western Sahara is member of OAU as of 1982-02-22", ["yes"]),
        ("whether Mali is member of AU as of 2001", ["possibly"]),
    ],
)
def test_the_african_organizations_answer(au: Database, question: str, answer: list[str]) -> None:
    assert [row.answer for row in au.query(question)] == answer


@pytest.mark.parametrize(
    ("asked", "holders"),
    [
        ("acting holders of secretary-general of OAU between 1963 and 2002", ["kifle-wodajo", "peter-onu"]),
        ("holders of secretary-general of OAU as of 1970", ["diallo-telli"]),
        ("holders of secretary-general of OAU as of 2002-07-08", ["amara-essy"]),
        ("holders of chairperson of AU Commission as of 2003-01", ["amara-essy"]),
        ("holders of chairperson of AU Commission as of 2010", ["jean-ping"]),
        ("holders of chairperson of AU Commission as of 2025-06", ["mahmoud-ali-youssouf"]),
    ],
)
def test_the_african_organizations_were_headed_by(au: Database, asked: str, holders: list[str]) -> None:
    assert [row.holder for row in au.query(asked)] == holders


# ── the United Nations ───────────────────────────────────────────────────────────────────────────

MEMBERS_AT_THE_END_OF = {
    1945: 51,
    1946: 55,
    1947: 57,
    1948: 58,
    1949: 59,
    1950: 60,
    1955: 76,
    1956: 80,
    1957: 82,
    1958: 82,
    1960: 99,
    1961: 104,
    1962: 110,
    1963: 113,
    1964: 115,
    1965: 117,
    1966: 122,
    1967: 123,
    1968: 126,
    1970: 127,
    1971: 132,
    1973: 135,
    1974: 138,
    1975: 144,
    1976: 147,
    1977: 149,
    1978: 151,
    1979: 152,
    1980: 154,
    1981: 157,
    1983: 158,
    1984: 159,
    1990: 159,
    1991: 166,
    1992: 179,
    1993: 184,
    1994: 185,
    1999: 188,
    2000: 189,
    2002: 191,
    2006: 192,
    2011: 193,
    2025: 193,
}
"""How many members the United Nations says it had."""


@pytest.mark.parametrize(("year", "members"), MEMBERS_AT_THE_END_OF.items())
def test_the_united_nations_had_so_many_members(un: Database, year: int, members: int) -> None:
    (row,) = un.query(f"count members of UN as of {year}-12-31")

    assert (row.certain, row.possible) == (members, members)


@pytest.mark.parametrize("year", range(1946, 2027))
def test_every_seat_of_the_security_council_is_taken(un: Database, year: int) -> None:
    seats = 11 if year < 1966 else 15
    for day in (f"{year}-02-01", f"{year}-12-31"):
        (row,) = un.query(f"count members of Security Council as of {day}")
        assert (row.certain, row.possible) == (seats, seats), day
        assert un.query(f"count members of P5 as of {day}")[0].certain == 5, day


def test_a_seat_stood_empty_until_the_155th_round(un: Database) -> None:
    counted = {
        day: un.query(f"count members of Security Council as of {day}")[0].certain
        for day in ("1980-01-06", "1980-01-07")
    }

    assert counted == {"1980-01-06": 14, "1980-01-07": 15}


@pytest.mark.parametrize(
    ("asked", "holders"),
    [
        ("as of 1945-12", ["gladwyn-jebb"]),
        ("as of 1953-01", ["trygve-lie"]),
        ("as of 1961-09-18", ["dag-hammarskjold"]),
        ("as of 1961-10", []),
        ("as of 1965", ["u-thant"]),
        ("as of 1971-12-31", ["u-thant"]),
        ("as of 1999", ["kofi-annan"]),
        ("as of 2024", ["antonio-guterres"]),
    ],
)
def test_the_united_nations_were_headed_by(un: Database, asked: str, holders: list[str]) -> None:
    assert [row.holder for row in un.query(f"holders of secretary-general of UN {asked}")] == holders


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("whether Syria is member of UN as of 1960", ["no"]),
        ("whether Syria is member of UN as of 1961-10-13", ["yes"]),
        ("whether Indonesia is member of UN as of 1965-02-01", ["possibly"]),
        ("whether Indonesia is member of UN as of 1965-12-31", ["no"]),
        ("whether Indonesia is member of UN as of 1966-09-28", ["yes"]),
        ("whether China is member of P5 as of 1960", ["yes"]),
        ("whether Russia is member of P5 as of 1991-12-23", ["no"]),
        ("whether Soviet Union is member of P5 as of 1991-12-23", ["yes"]),
        ("whether Yugoslavia is member of UN as of 1995", ["yes"]),
        ("whether Holy See is observer of UN as of 1970", ["yes"]),
    ],
)
def test_the_united_nations_answer(un: Database, question: str, answer: list[str]) -> None:
    assert [row.answer for row in un.query(question)] == answer


def test_members_bear_the_names_of_their_time(un: Database) -> None:
    names = {row.member_name for row in un.query("members of Security Council as of 1961")}

    assert {"Ceylon", "United Arab Republic", "Turkey", "Soviet Union"} <= names


# ── together ─────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("csto", ["csto", "csto-exact"])
def test_all_worlds_can_be_loaded_beside_each_other(csto: str) -> None:
    files = [FIXTURES / f"{name}.yaml" for name in (csto, *WORLDS)]

    assert tempodb.check(*files) == []
    with database_of(csto, *WORLDS) as database:
        assert len(database.query("show datasets")) == len(files)

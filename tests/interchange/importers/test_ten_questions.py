"""Of each format, ten questions are answered as a few lines of Python answer them over the file itself."""

from __future__ import annotations

import csv
import json
import random
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any, NamedTuple

import pytest

import tempodb
from interchange.importers.wikidata.entity_files import HUMAN, entity, item, statement, time

DAYS = ["2001-05-06", "2004-02-29", "2007-12-31", "2010-01-01", "2013-08-09"]
YEARS = range(2000, 2015)


class Held(NamedTuple):
    """What a row of a file says: who was what, from one day up to, but not including, another; None: still."""

    who: str
    what: str
    start: str
    end: str | None

    def on(self, day: str) -> bool:
        return self.start <= day and (self.end is None or day < self.end)


def spells(chance: random.Random) -> Iterator[tuple[date, date | None]]:
    """Yield one to three spells, none of which touches another."""
    day = date(2000, 3, 1) + timedelta(chance.randrange(2000))
    for _ in range(chance.choice((1, 2, 3))):
        end = day + timedelta(chance.randrange(1, 1500))
        yield day, None if end > date(2014, 1, 1) else end
        day = end + timedelta(chance.randrange(30, 900))
        if day > date(2013, 1, 1):
            return


def rows(chance: random.Random, what: tuple[str, ...]) -> list[tuple[str, str, date, date | None]]:
    return [
        (f"P{who}", each, start, end)
        for who in range(12)
        for each in what
        if chance.random() < 0.8
        for start, end in spells(chance)
    ]


def next_day(text: str | None) -> str | None:
    return None if not text else (date.fromisoformat(text) + timedelta(1)).isoformat()


# ── each format: a file is written, and read by a few lines ──────────────────────────────────────


def popolo(path: Path, chance: random.Random) -> Iterator[Held]:
    path = path.with_suffix(".json")
    memberships = [
        {"person_id": who, ("post_id" if what == "chair" else "organization_id"): what,
         "start_date": f"{start}", **({"end_date": f"{end}"} if end else {})}
        for who, what, start, end in rows(chance, ("club", "board", "chair"))
    ]  # fmt: skip
    posts = [{"id": "chair", "label": "Chair", "organization_id": "board"}]
    path.write_text(json.dumps({"memberships": memberships, "posts": posts}), encoding="utf-8")
    for each in json.loads(path.read_text())["memberships"]:
        what = each.get("post_id") or each["organization_id"]
        yield Held(each["person_id"], what, each["start_date"], next_day(each.get("end_date")))


def ftm(path: Path, chance: random.Random) -> Iterator[Held]:
    path = path.with_suffix(".json")
    lines = [
        {"id": "chair", "schema": "Position", "properties": {"name": ["Chair"], "organization": ["board"]}}
    ]
    for i, (who, what, start, end) in enumerate(rows(chance, ("club", "board", "chair"))):
        ends = {"endDate": [f"{end}"]} if end else {"status": ["current"]}
        keys = ("holder", "post") if what == "chair" else ("member", "organization")
        said = {keys[0]: [who], keys[1]: [what], "startDate": [f"{start}"], **ends}
        lines.append(
            {"id": f"{i}", "schema": "Occupancy" if what == "chair" else "Membership", "properties": said}
        )
        lines.append({"id": who, "schema": "Person", "properties": {"name": [who]}})
    path.write_text("".join(f"{json.dumps(each)}\n" for each in lines), encoding="utf-8")
    for line in path.read_text().splitlines():
        said = json.loads(line)["properties"]
        if "startDate" in said:
            who, what = (
                (said.get("holder") or said["member"])[0],
                (said.get("post") or said["organization"])[0],
            )
            yield Held(who, what, said["startDate"][0], next_day(said.get("endDate", [None])[0]))


def wikidata(path: Path, chance: random.Random) -> Iterator[Held]:
    path = path.with_suffix(".json")
    items = {"club": "Q101", "board": "Q102", "chair": "Q103"}
    claims: dict[str, dict[str, list[Any]]] = {}
    for who, what, start, end in rows(chance, ("club", "board", "chair")):
        dates = {"P580": time(f"+{start}T00:00:00Z"), **({"P582": time(f"+{end}T00:00:00Z")} if end else {})}
        held = claims.setdefault(who.replace("P", "Q9"), {}).setdefault(
            "P39" if what == "chair" else "P463", []
        )
        held.append(statement(item(items[what]), **dates))
    entities = [entity(who, who, P31=HUMAN, **each) for who, each in claims.items()]
    entities += [entity(id_, what) for what, id_ in items.items()]
    path.write_text(json.dumps({"entities": {each["id"]: each for each in entities}}), encoding="utf-8")
    for id_, each in json.loads(path.read_text())["entities"].items():
        for claim in [*each["claims"].get("P39", []), *each["claims"].get("P463", [])]:
            qualifiers = claim["qualifiers"]
            begun, ended = (
                qualifiers[key][0]["datavalue"]["value"]["time"][1:11] if key in qualifiers else None
                for key in ("P580", "P582")
            )
            yield Held(id_, claim["mainsnak"]["datavalue"]["value"]["id"], str(begun), ended)


def congress(path: Path, chance: random.Random) -> Iterator[Held]:
    path = path.with_suffix(".json")
    people: dict[str, list[Any]] = {}
    for who, what, start, end in rows(chance, ("rep", "sen", "prez")):
        term = {"type": what, "start": f"{start}", **({"end": f"{end}"} if end else {})}
        people.setdefault(who, []).append({**term, "state": "NY", "party": "Party P"})
    path.write_text(
        json.dumps(
            [
                {"id": {"bioguide": who}, "name": {"first": "A", "last": who}, "terms": terms}
                for who, terms in people.items()
            ]
        ),
        encoding="utf-8",
    )
    names = {"rep": "us-house", "sen": "us-senate", "prez": "united-states/president"}
    for person in json.loads(path.read_text()):
        for term in person["terms"]:
            yield Held(person["id"]["bioguide"], names[term["type"]], term["start"], term.get("end"))


Reads = Callable[[Path, random.Random], Iterator[Held]]
FORMATS: dict[str, tuple[Reads, str, str, str]] = {
    "popolo": (popolo, "club", "chair", "P3"),
    "ftm": (ftm, "board", "chair", "P4"),
    "wikidata": (wikidata, "Q101", "Q103", "Q95"),
    "congress": (congress, "us-house", "united-states/president", "P6"),
}
"""Each format with a body, an office and a person to be asked about."""


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("name", FORMATS)
def test_ten_questions_are_answered_alike(name: str, seed: int, tmp_path: Path) -> None:
    write, body, office, person = FORMATS[name]
    held = list(write(tmp_path / "x", random.Random(seed)))
    in_body, in_office = ([each for each in held if each.what == what] for what in (body, office))
    source = tempodb.read_foreign(name, tmp_path / "x.json")
    day, other = random.Random(seed).sample(DAYS, 2)
    year = other[:4]

    with tempodb.open(":memory:") as db:
        db.load_foreign(source)

        def ask(question: str) -> Any:
            return db.query(question)

        def members(question: str) -> set[str]:
            return {row.member for row in ask(question)}

        on_day = {each.who for each in in_body if each.on(day)}
        on_other = {each.who for each in in_body if each.on(other)}
        in_year = {
            each.who
            for each in in_body
            if each.start <= f"{year}-12-31" and (each.end is None or each.end > f"{year}-01-01")
        }
        assert members(f"members of {body} certainly as of {day}") == on_day
        assert members(f"members of {body} as of {year}") == in_year
        assert members(f"members of {body} throughout {year}") == {
            each.who
            for each in in_body
            if each.start <= f"{year}-01-01" and (each.end is None or each.end > f"{year}-12-31")
        }
        assert members(f"members of {body} that joined in {year}") == {
            each.who for each in in_body if each.start[:4] == year
        }
        assert members(f"members of {body} that left in {year}") == {
            each.who for each in in_body if each.end and each.end[:4] == year
        }
        assert {
            row.party
            for row in ask(f"members of {body} as of {day} except (members of {body} as of {other})")
        } == (on_day - on_other)
        assert ask(f"whether {person} is member of {body} as of {day}")[0].answer == (
            "yes" if person in on_day else "no"
        )
        assert {row.organization for row in ask(f"organizations of {person} as of {day}")} == {
            each.what for each in held if each.who == person and each.on(day) and each.what != office
        }
        assert {row.holder for row in ask(f"holders of {office} as of {day}")} == {
            each.who for each in in_office if each.on(day)
        }
        assert {
            int(row.period): row.certain
            for row in ask(f"count members of {body} by year between 2000 and 2013")
        } == {
            counted: len(
                {
                    each.who
                    for each in in_body
                    if each.start[:4] <= f"{counted}" and (each.end is None or each.end > f"{counted}-01-01")
                }
            )
            for counted in range(2000, 2014)
        }


@pytest.mark.parametrize("seed", range(3))
def test_ten_questions_of_years_are_answered_alike(seed: int, tmp_path: Path) -> None:
    chance = random.Random(seed)
    path = tmp_path / "x.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["ccode", "year", "state", "ORGO", "ORGP"])
        for number in range(12):
            code = 0
            for year in YEARS:
                code = code if chance.random() < 0.7 else chance.choice((0, 1, 1, 2, 3))
                writer.writerow([900 + number, year, f"s{number}", code, number % 2])
    coded = list(csv.DictReader(path.read_text().splitlines()))

    def who(year: int, *codes: str) -> set[str]:
        return {row["state"] for row in coded if row["year"] == f"{year}" and row["ORGO"] in codes}

    year, other = chance.sample(YEARS, 2)
    with tempodb.open(":memory:") as db:
        db.load_foreign(tempodb.read_foreign("cow", path))

        def members(question: str) -> set[str]:
            return {row.member for row in db.query(question)}

        assert members(f"members of orgo as of {year}") == who(year, "1")
        assert members(f"members of orgo certainly as of {year}") == who(year, "1")
        assert members(f"associates of orgo as of {year}") == who(year, "2")
        assert members(f"observers of orgo as of {year}") == who(year, "3")
        assert members(f"members of orgo including associate, observer as of {year}") == who(
            year, "1", "2", "3"
        )
        assert {row.organization for row in db.query(f"organizations of s3 as of {year}")} == {
            name.lower() for name in ("ORGO", "ORGP") for row in coded
            if row["state"] == "s3" and row["year"] == f"{year}" and row[name] == "1"
        }  # fmt: skip
        assert {
            row.party
            for row in db.query(f"members of orgo as of {year} intersect (members of orgo as of {other})")
        } == (who(year, "1") & who(other, "1"))
        assert {
            row.party
            for row in db.query(f"members of orgo as of {year} except (members of orgp as of {year})")
        } == {state for state in who(year, "1") if int(state[1:]) % 2 == 0}
        assert {
            int(row.period): row.certain
            for row in db.query("count members of orgo by year between 2000 and 2014")
        } == {counted: len(who(counted, "1")) for counted in YEARS}
        for state in ("s1", "s2"):
            answer = db.query(f"whether {state} is member of orgo as of {year}")[0].answer
            assert answer == ("yes" if state in who(year, "1") else "no")

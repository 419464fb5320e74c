"""Datasets in the formats of others: what is written, and what is told of the rest."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

import tempodb
from interchange.exporters.worlds import EXACT, VAGUE, again, exported
from tempodb.interchange.exporters.losses import Losses
from tempodb.interchange.exporters.prefix_dates import (
    MOVED,
    UNDATED_BEGINNING,
    UNDATED_END,
    WIDER,
    first_day,
    last_day,
)
from tempodb.temporal.date_reader import read_date


def lost(remarks: list[str], reason: str) -> list[str]:
    """Return of what something is told."""
    return [remark.partition(": ")[2] for remark in remarks if remark.startswith(f"{reason}: ")]


@pytest.mark.parametrize(
    ("text", "first", "why_first", "last", "why_last"),
    [
        ("2001-05-01", "2001-05-01", None, "2001-04-30", None),
        ("2001-05", "2001-05", None, "2001", WIDER),
        ("2001", "2001", None, "2001", MOVED),
        ("[2000-01-02..2001-01-01]", None, UNDATED_BEGINNING, "2000", None),
        ("[1999-04..1999-06]", "1999", WIDER, "1999", WIDER),
        ("199X", None, UNDATED_BEGINNING, None, UNDATED_END),
        ("[..2001-05-01]", None, UNDATED_BEGINNING, None, UNDATED_END),
        ("[2001-05-01..]", None, UNDATED_BEGINNING, None, UNDATED_END),
        ("unknown", None, UNDATED_BEGINNING, None, UNDATED_END),
    ],
)
def test_a_date_is_the_prefix_that_holds_it_or_is_told(
    text: str, first: str | None, why_first: str | None, last: str | None, why_last: str | None
) -> None:
    begun, ended = Losses(), Losses()

    assert first_day(read_date(text), "x", begun) == first
    assert last_day(read_date(text), "x", ended) == last
    for losses, why in ((begun, why_first), (ended, why_last)):
        assert [problem.message for problem in losses.report().unexpressed] == (
            [] if why is None else [f"{why}: x"]
        )


def test_popolo_has_persons_organizations_posts_and_memberships(tmp_path: Path) -> None:
    text, remarks = exported(tmp_path, EXACT, "popolo")

    document = json.loads(text)
    assert document["persons"][0] == {"id": "q1", "name": "Person A", "other_names": [{"name": "A. Person"}]}
    (org,) = [each for each in document["organizations"] if each["id"] == "o"]
    assert (org["name"], org["founding_date"]) == ("Org", "1980-01-01")
    assert {"name": "Old Org", "end_date": "1990"} in org["other_names"]
    assert document["posts"] == [
        {"id": "q7", "label": "Chair", "organization_id": "o", "maximum_memberships": 3}
    ]
    assert document["memberships"][0] == {
        "member_id": "a",
        "organization_id": "o",
        "start_date": "1999-05-01",
        "end_date": "2006-02-28",
        "sources": [{"url": "https://example.org/s", "note": "A list"}],
    }
    assert document["memberships"][1]["role"] == "observer"
    (held, *_) = [each for each in document["memberships"] if each.get("post_id")]
    assert (held["person_id"], held["on_behalf_of_id"], held["area"]) == ("q1", "q9", {"name": "North"})
    assert remarks[-1].startswith("1 × ")


def entities(text: str, schema: str) -> list[dict[str, Any]]:
    """Return the properties of the entities of a schema."""
    found = (json.loads(line) for line in text.splitlines())
    return [entity["properties"] for entity in found if entity["schema"] == schema]


def test_ftm_has_an_entity_a_line(tmp_path: Path) -> None:
    text, _ = exported(tmp_path, EXACT, "ftm")

    assert entities(text, "PublicBody") == [{"name": ["Aland"], "country": ["ax"]}]
    assert entities(text, "Position") == [{"name": ["Chair"], "organization": ["o"], "numberOfSeats": ["3"]}]
    assert entities(text, "Occupancy")[0] == {
        "holder": ["q1"],
        "post": ["q7"],
        "politicalGroup": ["Party P"],
        "constituency": ["North"],
        "startDate": ["2001-05-01"],
        "endDate": ["2003-04-30"],
        "status": ["ended"],
        "sourceUrl": ["https://example.org/s"],
        "publisher": ["The press"],
    }
    assert entities(text, "Membership")[1]["role"] == ["observer"]
    assert len({json.loads(line)["id"] for line in text.splitlines()}) == len(text.splitlines())


def test_ftm_has_prefixes_alone_and_what_was_wider_is_listed(tmp_path: Path) -> None:
    text, remarks = exported(tmp_path, VAGUE, "ftm")

    held = {each["holder"][0]: each for each in entities(text, "Occupancy")}
    assert (held["q1"]["startDate"], held["q1"]["endDate"]) == (["1999"], ["2001"])
    assert ("startDate" in held["q2"], held["q2"]["endDate"]) == (False, ["2001"])
    assert (held["q3"].keys() & {"startDate", "endDate"}, held["q3"]["status"]) == (set(), ["unknown"])
    assert held["q4"]["status"] == ["unknown"]
    assert len(lost(remarks, WIDER)) == 2
    assert len(lost(remarks, UNDATED_BEGINNING)) == 2
    assert len(lost(remarks, MOVED)) == 1
    assert "1 × notes are left out" in remarks
    assert lost(remarks, "disputed claims are left out") == ["`x` substantive in `q7` from 1990 to 1991"]
    assert lost(remarks, "`capacity` of tenures is left out") != []


def test_ftm_takes_every_id_that_is_referred_to(tmp_path: Path) -> None:
    text, remarks = exported(
        tmp_path, (Path(tempodb.bundled_fixture("csto.yaml"))).read_text(encoding="utf-8"), "ftm"
    )

    found = [json.loads(line) for line in text.splitlines()]
    ids = [entity["id"] for entity in found]
    assert len(set(ids)) == len(ids)
    assert [id_ for id_ in ids if not re.fullmatch(r"[0-9a-zA-Z]([0-9a-zA-Z.-]*[0-9a-zA-Z])?", id_)] == []
    for entity in found:
        for name in ("holder", "post", "member", "organization", "predecessor", "successor"):
            assert set(entity["properties"].get(name, ())) <= set(ids)
    altered = "ids are written with `.` and `-` for the signs that FollowTheMoney does not take"
    assert f"{len({id_ for id_ in ids if '.' in id_})} × {altered}" in remarks


def test_quickstatements_has_single_spells_of_items_alone(tmp_path: Path) -> None:
    text, remarks = exported(tmp_path, EXACT, "quickstatements")

    assert text.splitlines() == [
        "Q1\tP39\tQ7\tP580\t+2001-05-01T00:00:00Z/11\tP582\t+2003-05-01T00:00:00Z/11\tP4100\tQ9"
        '\tS854\t"https://example.org/s"',
        "Q1\tP463\tQ9\tP580\t+2001-00-00T00:00:00Z/9",
    ]
    several = lost(remarks, "several spells of one pair, which QuickStatements would merge, are left out")
    assert [told[:6] for told in several] == ["`q2` s", "`q2` s", "`a` me", "`a` ob"]
    assert lost(remarks, "whom or what it is for has no id of Wikidata, and is left out") != []


def test_quickstatements_has_dates_in_their_precision(tmp_path: Path) -> None:
    text, remarks = exported(tmp_path, VAGUE, "quickstatements")

    assert [line.split("\t")[3:] for line in text.splitlines()] == [
        ["P580", "+1999-00-00T00:00:00Z/9", "P582", "somevalue"],
        ["P580", "+1990-00-00T00:00:00Z/8", "P582", "+2001-00-00T00:00:00Z/9"],
        ["P582", "somevalue"],
    ]
    assert lost(remarks, "other capacities and statuses than the usual are left out") != []
    assert lost(remarks, "what has no id of Wikidata is left out") != []


@pytest.mark.parametrize(("format_", "name"), [("popolo", "d.json"), ("ftm", "d.ftm.json")])
def test_what_was_read_back_is_written_alike(tmp_path: Path, format_: str, name: str) -> None:
    once = again(tmp_path, exported(tmp_path, EXACT, format_)[0], name, format_)
    twice = again(tmp_path, once, name, format_)

    assert twice == once
    assert once.count("2006-02-28") == 1


FTM = """\
{"id": "Q1", "schema": "Person", "properties": {"name": ["Person A"]}, "datasets": ["peps"]}
{"id": "NK-p", "schema": "Position", "properties": {"name": ["Chair"], "country": ["ax"], "sourceUrl": ["https://example.org/p"]}, "datasets": ["wd"]}
{"id": "NK-o", "schema": "Occupancy", "properties": {"holder": ["Q1"], "post": ["NK-p"], "startDate": ["2001-05"], "endDate": ["2003-05-06"], "status": ["ended"]}, "datasets": ["peps", "wd"]}
{"id": "o", "schema": "Organization", "properties": {"name": ["O"], "classification": ["Organization"]}}
{"id": "m.1", "schema": "Membership", "properties": {"member": ["Q1"], "organization": ["o"], "startDate": ["2001"], "status": ["current"], "sourceUrl": ["https://example.org/s"]}}
"""


def test_entities_of_ftm_come_back_with_their_ids_and_sources(tmp_path: Path) -> None:
    written = again(tmp_path, FTM, "x.ftm.json", "ftm")

    def by_id(text: str) -> dict[str, Any]:
        return {entity["id"]: entity for entity in map(json.loads, text.splitlines())}

    assert by_id(written) == by_id(FTM)


LIVES = """
tempodb: 1
dataset: d
persons: {a: {name: Person A, born: 1900-02, died: 1950-03-04}}
organizations: {o: {name: Org, founded: 1960, dissolved: 2002-07-09}, p: {name: Party, dissolved: 1999}}
states: {s: {name: State, dissolved: "[1918-10-28..1918-11-03]"}}
"""


@pytest.mark.parametrize(
    ("format_", "name", "died", "dissolved"),
    [
        ("popolo", "d.json", "death_date", "dissolution_date"),
        ("ftm", "d.ftm.json", "deathDate", "dissolutionDate"),
    ],
)
def test_a_death_and_a_dissolution_are_the_days_themselves(
    tmp_path: Path, format_: str, name: str, died: str, dissolved: str
) -> None:
    text, remarks = exported(tmp_path, LIVES, format_)

    assert re.findall(f'"{died}": \\[?"([^"]*)', text) == ["1950-03-04"]
    assert sorted(re.findall(f'"{dissolved}": \\[?"([^"]*)', text)) == ["1918", "1999", "2002-07-09"]
    assert lost(remarks, WIDER) == ["that `s` existed from unknown to [1918-10-28..1918-11-03]"]
    assert again(tmp_path, text, name, format_).count("2002-07-09") == 1


def test_ftm_tells_who_published_what_where_one_address_stands_alone(tmp_path: Path) -> None:
    sources = "".join(
        f'  {id_}: {{title: T, publisher: {who}, url: "https://example.org/{id_}"}}\n'
        for id_, who in (("s", "Press S"), ("t", "Press T"), ("u", "Press U"))
    )
    stated = f"""
tempodb: 1
dataset: d
sources:
{sources}persons: {{a: {{name: A, source: [s, t]}}, b: {{name: B, source: t}}, c: {{name: C, source: [t, u]}}}}
"""
    text, remarks = exported(tmp_path, stated, "ftm")
    (tmp_path / "d.ftm.json").write_text(text, encoding="utf-8")
    read = tempodb.read_foreign("ftm", tmp_path / "d.ftm.json")

    told = json.loads(read.text("json"))["sources"]
    assert {id_: each.get("publisher") for id_, each in told.items()} == {
        "example.org/s": None,
        "example.org/t": "Press T",
        "example.org/u": None,
    }
    assert lost(remarks, "of several addresses it is not told who published which") == ["`s`", "`u`"]


def test_a_role_that_is_no_status_comes_back(tmp_path: Path) -> None:
    roles = {"a": "Treasurer", "b": "observer", "c": None}
    things = [{"id": "o", "schema": "Organization", "properties": {"name": ["O"]}}]
    for id_, role in roles.items():
        said = {"member": [id_], "organization": ["o"], "startDate": ["2001"], "role": [role] if role else []}
        things.append({"id": id_, "schema": "Person", "properties": {"name": [id_]}})
        things.append({"id": f"m.{id_}", "schema": "Membership", "properties": said})
    text = "".join(f"{json.dumps(each)}\n" for each in things)
    once = again(tmp_path, text, "x.ftm.json", "ftm")

    assert {each["member"][0]: each.get("role") for each in entities(once, "Membership")} == {
        "a": ["Treasurer"],
        "b": ["observer"],
        "c": None,
    }
    assert again(tmp_path, once, "x.ftm.json", "ftm") == once
    noted = EXACT.replace("status: observer, from: 2006-03-01", "status: observer, from: 2006-03-01, note: N")
    assert "1 × notes are left out" in exported(tmp_path, noted, "ftm")[1]


def test_memberships_of_popolo_keep_their_ids(tmp_path: Path) -> None:
    held = [
        {"id": "m1", "person_id": "a", "organization_id": "o"},
        {"person_id": "b", "organization_id": "o"},
    ]
    written = json.loads(again(tmp_path, json.dumps({"memberships": held}), "x.json", "popolo"))

    assert [each.get("id") for each in written["memberships"]] == ["m1", None]


def test_organizations_of_popolo_are_classified_as_they_were(tmp_path: Path) -> None:
    said = {
        "organizations": [{"id": "o", "name": "O"}, {"id": "p", "name": "P", "classification": "party"}],
        "persons": [{"id": "a", "name": "A"}],
    }
    written = json.loads(again(tmp_path, json.dumps(said), "x.json", "popolo"))

    assert [(each["id"], each.get("classification")) for each in written["organizations"]] == [
        ("o", None),
        ("p", "party"),
    ]


def test_what_a_source_without_an_address_is_called_is_told_as_lost(tmp_path: Path) -> None:
    text, remarks = exported(tmp_path, EXACT.replace(', url: "https://example.org/s"', ""), "ftm")

    assert lost(remarks, "of a source without an address only its id is told") == ["`s`"]
    occupancy = next(json.loads(line) for line in text.splitlines() if "Occupancy" in line)
    assert occupancy["datasets"] == ["s"]


def test_a_format_that_there_is_not_is_refused(tmp_path: Path) -> None:
    with pytest.raises(tempodb.InputError, match="`xml` is no format to export to"):
        exported(tmp_path, EXACT, "xml")

"""Terms of the United States Congress become memberships of its chambers, roles and the executive tenures."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

import tempodb


def person(*terms: dict[str, Any], **said: Any) -> dict[str, Any]:
    return {
        "id": {"bioguide": "A000001"},
        "name": {"first": "Person", "last": "A"},
        "terms": list(terms),
        **said,
    }


def read(tmp_path: Path, *people: Any, name: str = "x.json", **options: Any) -> tempodb.ForeignSource:
    text = json.dumps(people) if name.endswith("json") else yaml.safe_dump(list(people))
    (tmp_path / name).write_text(text, encoding="utf-8")
    return tempodb.read_foreign("congress", tmp_path / name, **options)


def content(source: tempodb.ForeignSource) -> dict[str, Any]:
    return dict(json.loads(source.text("json")))


@pytest.mark.parametrize("name", ["x.yaml", "x.json"])
def test_terms_are_memberships_of_a_chamber(tmp_path: Path, name: str) -> None:
    rep = {
        "type": "rep",
        "start": "2001-01-03",
        "end": "2003-01-03",
        "state": "NO",
        "district": 1,
        "party": "P",
    }
    sen = {"type": "sen", "start": "2003-01-03", "end": "2009-01-03", "state": "NO", "class": 1, "party": "P",
           "how": "appointment", "end-type": "special-election", "url": "https://example.org"}  # fmt: skip
    source = read(tmp_path, person(rep, sen), name=name)

    first, second = content(source)["memberships"]

    assert (first["member"], first["of"], first["representing"]) == ("A000001", "us-house", "party/P")
    assert (first["from"], first["to"]) == ("2001-01-03", "2003-01-03")
    assert (first["for"], second["for"]) == ("NO-1", "NO")
    assert (second["of"], second["end_reason"]) == ("us-senate", "special-election")
    assert second["note"] == "by appointment; class 1"
    assert "`url` of terms" in [each.reason for each in source.report.unexpressed]


def test_a_district_that_is_not_known_is_none(tmp_path: Path) -> None:
    terms = [
        {"type": "rep", "start": "1789-03-04", "end": "1791-03-03", "state": "PA", "district": -1},
        {"type": "rep", "start": "1791-03-04", "end": "1793-03-03", "state": "PA", "district": 0},
    ]
    source = read(tmp_path, person(*terms))

    assert [each["for"] for each in content(source)["memberships"]] == ["PA", "PA-0"]
    assert ("terms for a district that is not known (-1) are for its state", 1) in source.report.conventions


def test_what_is_no_person_is_refused(tmp_path: Path) -> None:
    source = read(
        tmp_path, ["x"], person({"type": "rep", "start": "1789-03-04", "state": "PA"}), skip_bad=True
    )

    assert [(each.pointer, each.code) for each in source.report.refused] == [("/0", "format")]
    assert source.report.counts["memberships"] == 1


def test_what_is_said_of_a_person_comes_in_or_is_told_as_left_out(tmp_path: Path) -> None:
    said = {"id": {"bioguide": "A000001", "wikidata": "Q1"}, "bio": {"died": "1800-05-06", "gender": "F"}}
    source = read(tmp_path, person({"type": "rep", "start": "1789-03-04", "state": "PA"}, **said))

    assert content(source)["persons"]["A000001"]["died"] == "1800-05-06"
    assert {"`gender` of persons", "further ids of persons"} <= {
        each.reason for each in source.report.unexpressed
    }


def test_a_party_that_changes_within_a_term_changes_the_membership(tmp_path: Path) -> None:
    changed = [
        {"start": "2001-01-03", "end": "2001-06-05", "party": "P"},
        {"start": "2001-06-06", "end": "2007-01-03", "party": "Independent", "caucus": "Q"},
    ]
    term = {"type": "sen", "start": "2001-01-03", "end": "2007-01-03", "state": "VT", "party": "Independent",
            "party_affiliations": changed}  # fmt: skip

    held = content(read(tmp_path, person(term)))["memberships"]

    assert [(each["representing"], each["from"], each["to"]) for each in held] == [
        ("party/P", "2001-01-03", "2001-06-06"),
        ("party/Independent", "2001-06-06", "2007-01-03"),
    ]
    assert held[1]["note"] == "caucus: Q"


def test_roles_and_the_executive_are_offices(tmp_path: Path) -> None:
    whip = {"title": "Majority Whip", "chamber": "senate", "start": "2001-01-03", "end": "2003-01-03"}
    term = {"type": "prez", "start": "2005-01-20", "end": "2009-01-20", "party": "P", "how": "election"}

    said = content(read(tmp_path, person(term, leadership_roles=[whip])))

    assert [(each["office"], each["from"]) for each in said["tenures"]] == [
        ("united-states/president", "2005-01-20"),
        ("us-senate/majority-whip", "2001-01-03"),
    ]
    assert said["offices"]["united-states/president"]["titles"] == [{"title": "President"}]
    assert said["offices"]["us-senate/majority-whip"]["seats"] == "many"
    assert said["states"] == {"united-states": {"names": [{"name": "United States"}]}}


def test_a_name_is_the_official_one(tmp_path: Path) -> None:
    name = {"first": "Person", "middle": "M.", "last": "A", "nickname": "Pat", "official_full": "Pat A"}
    others = [{"last": "B", "end": "2001-01-03"}, {"first": "Pers", "start": "2001-01-03"}]
    said = content(read(tmp_path, person(name=name, other_names=others, bio={"birthday": "1950-01-01"})))

    assert said["persons"]["A000001"] == {
        "aliases": [
            "Person M. A",
            {"name": "Person B", "to": "2001-01-03"},
            {"name": "Pers A", "from": "2001-01-03"},
        ],
        "names": [{"name": "Pat A"}],
        "born": "1950-01-01",
    }


def test_what_is_wrong_is_told_where_it_stands(tmp_path: Path) -> None:
    source = read(
        tmp_path,
        person({"type": "mayor"}, {"type": "rep", "start": "2001-13-03"}, leadership_roles=[{"title": "x"}]),
        {"terms": []},
        person("x", name={"nickname": "Pat"}, leadership_roles=["x"]),
        person("x", None, leadership_roles=["x"]),
        skip_bad=True,
    )

    assert [(each.pointer, each.code) for each in source.report.refused] == [
        ("/0/leadership_roles/0", "missing"),
        ("/0/terms/0", "type"),
        ("/0/terms/1", "date"),
        ("/1", "missing"),
        ("/2", "missing"),
        ("/3/leadership_roles/0", "format"),
        ("/3/terms/0", "format"),
        ("/3/terms/1", "format"),
    ]


@pytest.mark.parametrize(
    ("name", "text"),
    [("x.yaml", "a: [1"), ("x.yaml", "\t- a"), ("x.yaml", "- *a"), ("x.yaml", "é".encode("latin-1")), ("x.json", "[{}]"), ("x.yaml", "")],
)  # fmt: skip
def test_what_lists_nobody_is_refused(tmp_path: Path, name: str, text: str | bytes) -> None:
    (tmp_path / name).write_bytes(text if isinstance(text, bytes) else text.encode())

    with pytest.raises(tempodb.DatasetError):
        tempodb.read_foreign("congress", tmp_path / name)

"""Results of SPARQL become tenures and memberships, as far as their columns tell who held what, and when."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest

import tempodb

ENTITY = "http://www.wikidata.org/entity/"
HEADER = "person,personLabel,position,positionLabel,party,start,startPrecision,end,endPrecision,ordinal,psid"
ROWS = [
    f"{ENTITY}Q1,Person A,{ENTITY}Q11,Chair,{ENTITY}Q21,2001-01-01T00:00:00Z,9,2005-05-06T00:00:00Z,11,3,Q1-aa",
    f"{ENTITY}Q2,Person B,{ENTITY}Q11,Chair,,2005-05-06T00:00:00Z,11,t123,,,Q2-bb",
    f"{ENTITY}Q2,Person B,{ENTITY}Q11,Chair,,2005-05-06T00:00:00Z,11,t123,,,Q2-bb",
]


def read(tmp_path: Path, text: str, name: str = "x.csv", **options: Any) -> tempodb.ForeignSource:
    (tmp_path / name).write_text(text, encoding="utf-8")
    return tempodb.read_foreign("wikidata", tmp_path / name, **options)


def content(source: tempodb.ForeignSource) -> dict[str, Any]:
    return dict(json.loads(source.text("json")))


def as_bindings(flat: bool) -> str:
    rows = list(csv.DictReader([HEADER, *ROWS]))
    if flat:
        return json.dumps(rows)
    bound = [{key: {"type": "literal", "value": text} for key, text in row.items() if text} for row in rows]
    return json.dumps({"head": {"vars": HEADER.split(",")}, "results": {"bindings": bound}})


def as_turtle() -> str:
    def written(text: str) -> str:
        return f"<{text}>" if text.startswith("http") else f'"{text}"@en' if text else ""

    header = "\t".join(f"?{name}" for name in HEADER.split(","))
    return "\n".join([header, *("\t".join(map(written, row.split(","))) for row in ROWS)])


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("x.csv", "\r\n".join([HEADER, *ROWS])),
        ("x.tsv", "\n".join([HEADER, *ROWS]).replace(",", "\t")),
        ("x.tsv", as_turtle()),
        ("x.json", as_bindings(flat=False)),
        ("x.json", as_bindings(flat=True)),
    ],
)
def test_a_result_is_read_in_all_its_shapes(tmp_path: Path, name: str, text: str) -> None:
    source = read(tmp_path, text, name)

    said = content(source)

    assert said["tenures"] == [
        {"holder": "Q1", "office": "Q11", "capacity": "substantive", "ordinal": 3, "representing": "Q21",
         "from": "2001", "to": "2005-05-06", "source": {"id": "wikidata", "detail": "statement Q1-aa"}},
        {"holder": "Q2", "office": "Q11", "capacity": "substantive",
         "from": "2005-05-06", "to": "unknown", "source": {"id": "wikidata", "detail": "statement Q2-bb"}},
    ]  # fmt: skip
    assert said["persons"]["Q1"]["names"] == [{"name": "Person A"}]
    assert said["offices"]["Q11"]["titles"] == [{"title": "Chair"}]
    assert ("rows that say the same as one before are one with it", 1) in source.report.conventions


def test_without_a_precision_the_first_of_january_has_to_be_settled(tmp_path: Path) -> None:
    text = "item,itemLabel,position,start\nQ1,Person A,Q11,2001-01-01T00:00:00Z\nQ2,Person B,Q11,2002-02-03T00:00:00Z\n"

    (refused,) = read(tmp_path, text).report.refused

    assert (refused.code, refused.line) == ("january-first", 2)
    assert [each["from"] for each in content(read(tmp_path, text, january_first="year"))["tenures"]] == [
        "2001",
        "2002-02-03",
    ]
    assert content(read(tmp_path, text, january_first="day"))["tenures"][0]["from"] == "2001-01-01"


def test_dates_that_are_cut_to_their_precision_need_none(tmp_path: Path) -> None:
    text = (
        "organization,position,person,personID,start,end,image\n"
        "O,President,Person A,Q1,2001-01-01,2003-06,x.jpg\n"
        "P,President,Person B,Q2,1999,,\n"
    )
    source = read(tmp_path, text)

    said = content(source)

    assert [(each["from"], each.get("to")) for each in said["tenures"]] == [
        ("2001-01-01", "2003-06"),
        ("1999", None),
    ]
    assert {id_: each["organization"] for id_, each in said["offices"].items()} == {
        "O/President": "O",
        "P/President": "P",
    }
    assert [each.reason for each in source.report.unexpressed] == ["the column `image`"]


def test_a_second_column_that_means_the_same_is_told_as_left_out(tmp_path: Path) -> None:
    source = read(tmp_path, "wdid,name,wdLabel,pid,position\nQ1,Person A,A. A.,Q2,Chair\n")

    assert content(source)["persons"]["Q1"]["names"] == [{"name": "Person A"}]
    assert [each.reason for each in source.report.unexpressed] == ["the column `wdLabel`"]


def test_members_of_parties_and_bodies_are_memberships(tmp_path: Path) -> None:
    said = content(read(tmp_path, "member,memberLabel,group,groupLabel,start\nQ1,Person A,Q2,Party P,2001\n"))

    assert [(each["member"], each["of"], each["from"]) for each in said["memberships"]] == [
        ("Q1", "Q2", "2001")
    ]


def test_countries_are_members_or_have_the_offices(tmp_path: Path) -> None:
    members = content(read(tmp_path, "country,countryLabel,organization,start\nQ1,Country C,Q2,2001\n"))
    held = content(
        read(tmp_path, "country,countryLabel,position,officeholder,start\nQ1,Country C,Q2,Q3,2001\n")
    )

    assert (members["memberships"][0]["member"], list(members["states"])) == ("Q1", ["Q1"])
    assert held["offices"]["Q2"]["organization"] == "Q1" and list(held["states"]) == ["Q1"]


def test_a_position_of_several_organizations_is_an_office_in_each(tmp_path: Path) -> None:
    rows = "organization,position,person,start\nQ1,Q9,Q11,2001\nQ2,Q9,Q12,2001\nQ1,Q8,Q11,2001\n"

    said = content(read(tmp_path, rows))

    assert {id_: each["organization"] for id_, each in said["offices"].items()} == {
        "Q1/Q9": "Q1", "Q2/Q9": "Q2", "Q8": "Q1",
    }  # fmt: skip


@pytest.mark.parametrize("header", ["country,position", "item,itemLabel,start", "position,start", "a,b"])
def test_columns_that_do_not_tell_who_held_what_are_refused(tmp_path: Path, header: str) -> None:
    row = ",".join("Q1" for _ in header.split(","))

    with pytest.raises(tempodb.DatasetError, match="name the variables"):
        read(tmp_path, f"{header}\n{row}\n")


def test_a_result_of_nothing_states_nothing(tmp_path: Path) -> None:
    assert read(tmp_path, '{"head": {"vars": []}, "results": {"bindings": []}}', "x.json").report.counts == {}
    assert read(tmp_path, "person,position\n").report.counts == {}


def test_rows_that_name_nobody_or_nothing_are_told(tmp_path: Path) -> None:
    source = read(tmp_path, "person,position\nQ1,Q2\n,Q2\nQ1,\nQ1\n", skip_bad=True)

    assert [(each.code, each.line) for each in source.report.refused] == [("missing", 3), ("columns", 5)]
    assert [each.reason for each in source.report.unexpressed] == ["rows that do not say of what"]

"""Entities of FollowTheMoney become tenures and memberships, and what they name parties and offices."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import tempodb


def thing(id_: str, schema: str, caption: str | None = None, **properties: Any) -> dict[str, Any]:
    several = {name: each if isinstance(each, list) else [each] for name, each in properties.items()}
    return {"id": id_, "schema": schema, "caption": caption, "properties": several, "datasets": ["roll"]}


PERSON = thing("a", "Person", "Person A", name=["A.", "Person A"], birthDate="1960")
POST = thing("chair", "Position", name="Chair", organization="o", numberOfSeats="1")
BODY = thing("o", "PublicBody", name="O")


def read(tmp_path: Path, *things: Any, **options: Any) -> tempodb.ForeignSource:
    (tmp_path / "x.ftm.json").write_text(
        "".join(f"{json.dumps(each)}\n" for each in things), encoding="utf-8"
    )
    return tempodb.read_foreign("ftm", tmp_path / "x.ftm.json", **options)


def content(source: tempodb.ForeignSource) -> dict[str, Any]:
    return dict(json.loads(source.text("json")))


@pytest.mark.parametrize(
    ("properties", "options", "said"),
    [
        ({"startDate": "2010", "endDate": "2014-05"}, {}, {"from": "2010", "through": "2014-05"}),
        ({"startDate": ["2010", "2010-05-06"]}, {}, {"from": "2010-05-06", "to": "unknown"}),
        ({"startDate": ["2010-05-06", "2010-06-01"]}, {}, {"from": "[2010-05-06..2010-06-01]", "to": "unknown"}),
        ({"startDate": "2010", "status": "current"}, {}, {"from": "2010"}),
        ({"startDate": "2010", "status": "ended"}, {}, {"from": "2010", "to": "unknown"}),
        ({"status": "unknown"}, {}, {"to": "unknown"}),
        ({"date": "2010-05-06"}, {}, {"observed": "2010-05-06"}),
        ({"periodStart": "2010", "periodEnd": "2014"}, {}, {"from": "[2010-01-01..2014-12-31]", "to": "[2010-01-02..2015-01-01]"}),
        ({"periodStart": "2010", "periodEnd": "2014"}, {"undated": "whole"}, {"from": "2010", "through": "2014"}),
    ],
)  # fmt: skip
def test_an_occupancy_says_when(
    tmp_path: Path, properties: dict[str, Any], options: dict[str, Any], said: dict[str, Any]
) -> None:
    occupancy = thing("1", "Occupancy", holder="a", post="chair", **properties)

    (tenure,) = content(read(tmp_path, PERSON, POST, BODY, occupancy, **options))["tenures"]

    assert {key: tenure[key] for key in ("from", "to", "through", "observed") if key in tenure} == said


def test_an_occupancy_says_who_held_what_for_whom_and_by_which_source(tmp_path: Path) -> None:
    occupancy = thing(
        "occ-1",
        "Occupancy",
        holder="a",
        post="chair",
        politicalGroup="Party P",
        constituency="North",
        sourceUrl="https://example.org/a",
    )

    said = content(read(tmp_path, PERSON, POST, BODY, occupancy))

    (tenure,) = said["tenures"]
    assert (tenure["holder"], tenure["office"], tenure["representing"]) == ("a", "chair", "group-Party-P")
    assert tenure["for"] == "North"
    assert tenure["source"] == [{"id": "roll", "detail": "Occupancy occ-1"}, "example.org/a"]
    assert "note" not in tenure
    assert said["persons"]["a"]["names"] == [{"name": "Person A", "source": "roll"}]
    assert said["persons"]["a"]["aliases"] == ["A."]
    assert said["offices"]["chair"]["organization"] == "o"
    assert said["organizations"]["group-Party-P"]["names"] == [{"name": "Party P"}]


def test_a_position_without_an_organization_is_one_of_its_country(tmp_path: Path) -> None:
    post = thing("pm", "Position", name="Prime Minister", country="zz")

    said = content(read(tmp_path, PERSON, post, thing("1", "Occupancy", holder="a", post="pm")))

    assert said["offices"]["pm"]["organization"] == "country-zz"
    assert said["states"]["country-zz"]["code"] == "ZZ"


def test_what_there_are_no_words_for_of_a_position_is_told(tmp_path: Path) -> None:
    post = {"name": ["P"], "inceptionDate": ["1990"], "subnationalArea": ["Z"]}
    (tmp_path / "x.json").write_text(json.dumps({"id": "p", "schema": "Position", "properties": post}))

    left = tempodb.read_foreign("ftm", tmp_path / "x.json").report.unexpressed

    assert {each.reason for each in left} == {"`inceptionDate` of offices", "`subnationalArea` of offices"}


def test_memberships_and_successions_come_over(tmp_path: Path) -> None:
    member = thing(
        "m", "Membership", member="a", organization="o", role="Treasurer", startDate="2001", status="current"
    )
    observer = thing("n", "Membership", member="p", organization="o", role="observer")
    heir = thing("s", "Succession", predecessor="p", successor="o")
    old = thing("p", "Organization", name="P")

    said = content(read(tmp_path, PERSON, BODY, old, member, observer, heir))

    assert [(each["member"], each["status"], each.get("note")) for each in said["memberships"]] == [
        ("a", "member", "role: Treasurer"),
        ("p", "observer", None),
    ]
    assert said["organizations"]["o"]["succeeds"] == [{"of": "p", "source": "roll"}]


def test_nested_entities_are_read_as_those_on_lines_of_their_own(tmp_path: Path) -> None:
    held = {
        "id": "1",
        "schema": "Occupancy",
        "properties": {"post": [POST], "startDate": ["2010"], "status": ["current"]},
    }
    nested = {**PERSON, "properties": {**PERSON["properties"], "positionOccupancies": [held]}}

    said = content(read(tmp_path, nested, BODY))

    (tenure,) = said["tenures"]
    assert (tenure["holder"], tenure["office"], tenure["from"]) == ("a", "chair", "2010")
    assert said["offices"]["chair"]["titles"] == [{"title": "Chair", "source": "roll"}]


def test_what_is_nested_is_not_told_as_left_out_and_gives_way_to_the_whole(tmp_path: Path) -> None:
    held = thing(
        "1", "Occupancy", post=[{"id": "chair", "schema": "Position", "properties": {}}], startDate="2010"
    )
    source = read(tmp_path, thing("a", "Person", name="A", positionOccupancies=[held]), POST, BODY)

    assert source.report.refused == () and source.report.unexpressed == ()
    assert content(source)["offices"]["chair"]["titles"] == [{"title": "Chair", "source": "roll"}]


def as_list(things: list[dict[str, Any]]) -> str:
    return json.dumps(things, indent=2)


def as_compact_list(things: list[dict[str, Any]]) -> str:
    return json.dumps(things)


def as_results(things: list[dict[str, Any]]) -> str:
    return json.dumps({"results": things, "total": {"value": len(things)}}, indent=1)


def as_list_in_lines(things: list[dict[str, Any]]) -> str:
    return "[\n" + ",\n".join(map(json.dumps, things)) + "\n]\n"


def statements(things: list[dict[str, Any]]) -> list[dict[str, str]]:
    """Return entities as the statements that they are made of, some of them under ids of their sources."""
    rows = []
    for each in things:
        said = {"canonical_id": each["id"], "entity_id": f"roll-{each['id']}", "dataset": "roll"}
        rows += [{**said, "prop": "id", "schema": each["schema"], "value": "0a1b"}]
        rows += [{**said, "prop": "name", "schema": "Thing", "value": "B", "external": "true"}]
        for name, values in each["properties"].items():
            for value in values:
                own = f"roll-{value}" if name in ("holder", "post", "organization") else value
                rows += [{**said, "prop": name, "schema": each["schema"], "value": own, "external": "false"}]
    return rows


def as_statements(things: list[dict[str, Any]]) -> str:
    return "".join(f"{json.dumps(row)}\n" for row in statements(things))


def as_csv(things: list[dict[str, Any]]) -> str:
    columns = [
        "canonical_id",
        "entity_id",
        "prop",
        "prop_type",
        "schema",
        "value",
        "dataset",
        "external",
        "first_seen",
    ]
    rows = [{**row, "first_seen": "2023-09-08T07:00:40"} for row in statements(things)]
    return "\n".join(
        [",".join(columns), *(",".join(f'"{row.get(name, "")}"' for name in columns) for row in rows)]
    )


@pytest.mark.parametrize(
    ("shape", "suffix"),
    [
        (as_list, "json"),
        (as_compact_list, "json"),
        (as_results, "json"),
        (as_list_in_lines, "json"),
        (as_statements, "json"),
        (as_csv, "csv"),
    ],
)
def test_entities_are_read_in_each_shape(shape: Any, suffix: str, tmp_path: Path) -> None:
    things = [thing("a", "Person", name="A"), thing("chair", "Position", name="Chair", organization="o"), BODY,
              thing("1", "Occupancy", holder="a", post="chair", startDate="2010", endDate="2014")]  # fmt: skip
    (tmp_path / "x.ftm.json").write_text(
        "".join(f"{json.dumps(each)}\n" for each in things), encoding="utf-8"
    )
    (tmp_path / f"y.{suffix}").write_text(shape(things), encoding="utf-8")

    source = tempodb.read_foreign("ftm", tmp_path / f"y.{suffix}", dataset="x")

    assert content(source) == content(tempodb.read_foreign("ftm", tmp_path / "x.ftm.json"))
    assert source.report.counts["tenures"] == 1


def test_tables_that_are_no_statements_are_refused_with_what_to_give(tmp_path: Path) -> None:
    (tmp_path / "targets.simple.csv").write_text("id,schema,name\na,Person,A\n", encoding="utf-8")

    with pytest.raises(
        tempodb.DatasetError, match="the columns of statements are entity_id, prop, schema and value"
    ):
        tempodb.read_foreign("ftm", tmp_path / "targets.simple.csv")


def test_a_directorship_is_an_office_called_as_its_role(tmp_path: Path) -> None:
    directs = thing(
        "d",
        "Directorship",
        director="a",
        organization="o",
        role="Treasurer",
        startDate="2010",
        endDate="2014-05",
    )
    source = read(tmp_path, PERSON, BODY, directs, thing("e", "Directorship", director="a"), skip_bad=True)

    (tenure,) = content(source)["tenures"]
    assert {key: tenure[key] for key in ("holder", "office", "from", "through")} == {
        "holder": "a", "office": "o/treasurer", "from": "2010", "through": "2014-05",
    }  # fmt: skip
    assert [(each.line, each.code) for each in source.report.refused] == [(4, "missing")]


def test_what_is_wrong_is_told_with_its_line(tmp_path: Path) -> None:
    good = thing("1", "Occupancy", holder="a", post="chair", startDate="2010")
    lines = [PERSON, POST, BODY, good, {**good, "properties": {}}, thing("2", "Occupancy", holder="a"), {"id": "x"},
             thing("3", "Occupancy", holder="a", post="chair", startDate="2010-99"), thing("4", "Vessel", name="V")]  # fmt: skip
    source = read(tmp_path, *lines, skip_bad=True)

    assert [(each.line, each.code) for each in source.report.refused] == [
        (5, "duplicate"), (6, "missing"), (7, "format"), (8, "date"),
    ]  # fmt: skip
    assert "entities that are a Vessel" in [each.reason for each in source.report.unexpressed]


@pytest.mark.parametrize("text", ["", "{}\n", "[1, 2]\n", "\xff"])
def test_what_holds_no_entity_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "x").write_text(text, encoding="latin-1")

    with pytest.raises(tempodb.DatasetError):
        tempodb.read_foreign("ftm", tmp_path / "x")


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b'{"id": "a", "schema": "Pers', "syntax"),
        ('{"id": "é"}'.encode("latin-1"), "encoding"),
        ('{"id": "a"}\n'.encode("utf-16"), "encoding"),
        (b"[" * 100_000, "too-deep"),
    ],
)
def test_where_nothing_can_be_read_it_is_told_why(data: bytes, code: str, tmp_path: Path) -> None:
    (tmp_path / "x.json").write_bytes(data)

    with pytest.raises(tempodb.DatasetError) as error:
        tempodb.read_foreign("ftm", tmp_path / "x.json")
    assert error.value.problems[0].code == code


@pytest.mark.parametrize(
    "properties",
    [
        3,
        [],
        {"holder": 3, "post": [{}]},
        {"holder": ["a"], "post": [{"id": "chair"}], "startDate": [3, None]},
    ],
)
def test_hostile_entities_give_no_traceback(tmp_path: Path, properties: Any) -> None:
    source = read(
        tmp_path, PERSON, {"id": "1", "schema": "Occupancy", "properties": properties}, skip_bad=True
    )

    assert source.report.format == "ftm"

"""A table whose columns are called as our keys needs no map."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import tempodb


def read(folder: Path, **tables: str) -> Any:
    """Return tables, each written to a file of its name, as one source."""
    paths = [folder / f"{name}.csv" for name in tables]
    for path in paths:
        path.write_text(tables[path.stem], encoding="utf-8")
    return tempodb.read_foreign("csv", *paths, skip_bad=True)


def refusals(source: Any) -> list[tuple[str, int | None, int | None, str]]:
    return [(Path(each.file).name, each.line, each.column, each.message) for each in source.report.refused]


def test_memberships_bring_what_they_name(tmp_path: Path) -> None:
    table = "state,organization,status,from,to,note\nState A,o,,1960-05-03,,\nb,o,associate,1961,1 January 1986,x\n"

    text = read(tmp_path, list=table).text()

    assert "State-A:\n    names:\n    - {name: State A}" in text
    assert "{member: State-A, of: o, status: member, from: '1960-05-03'}" in text
    assert "{member: b, of: o, status: associate, from: '1961', to: '1986-01-01', note: x}" in text


def test_what_is_taken_is_told(tmp_path: Path) -> None:
    table = "state;of;from;to;thru\na;o;2001-01-01;2003;x\nb;o;2002-05-06;;\n;;;;\n"

    report = read(tmp_path, list=table).report

    assert dict(report.conventions) == {
        "cells are separated by semicolons": 0,
        "rows have no end: taken as going on": 1,
        "states that no table describes are taken from `state`": 2,
        "organizations that no table describes are taken from `of`": 1,
        "dates are 1 January: taken as the day (--january-first day)": 1,
        "ends are taken as the first day after (--end-day outside)": 1,
    }
    assert [each.reason for each in report.unexpressed] == [
        "the column `thru`, which is no key of memberships"
    ]


def test_tables_describe_what_others_name(tmp_path: Path) -> None:
    source = read(
        tmp_path,
        persons="id,name,born,aliases\np,Person P,1950,P. P.; The P\n",
        organizations="id,name,part_of\no,Organization O,\nq,Body Q,o\n",
        offices="id,title,organization\no/chair,Chair,o\n",
        tenures="holder,office,from,through,ordinal\np,o/chair,2001,2003,2\n",
        memberships="member,of,representing,for,from,to\np,q,o,North,2001,2003\n",
        sources="id,title,url\ns,Source S,https://example.org/s\n",
        events="id,body,date,participants\ne,o,2002-05-06,p;q\n",
    )

    assert refusals(source) == []
    text = source.text()
    assert "aliases: [P. P., The P]" in text
    assert "born: '1950'" in text
    assert (
        "{holder: p, office: o/chair, capacity: substantive, ordinal: 2, from: '2001', through: '2003'}"
        in text
    )
    assert "participants: [p, q]" in text
    assert "{member: p, of: q, for: North, status: member, representing: o, from: '2001', to: '2003'}" in text


SOURCES = "id,title\ns,S\nt,T\n"


@pytest.mark.parametrize(
    ("source", "detail", "said"),
    [
        ("s", "p. 4", "source: {id: s, detail: p. 4}"),
        ("s; t", "p. 4;", "source: [{id: s, detail: p. 4}, t]"),
        ("s;t", ";p. 5", "source: [s, {id: t, detail: p. 5}]"),
        ("s;t", r"p. 4\; 6;p. 5", "source: [{id: s, detail: p. 4; 6}, {id: t, detail: p. 5}]"),
        ("s;t", "", "source: [s, t]"),
    ],
)
def test_details_stand_beside_their_sources(source: str, detail: str, said: str, tmp_path: Path) -> None:
    read_ = read(tmp_path, list=f"state,of,source,detail\na,o,{source},{detail}\n", sources=SOURCES)

    assert refusals(read_) == []
    (entry,) = json.loads(read_.text("json"))["memberships"]
    assert said in json.dumps(entry).replace('"', "")


@pytest.mark.parametrize(
    ("source", "detail", "many"), [("s", "a;b", (2, 1)), ("", "a", (1, 0)), ("s;t", "a", (1, 2))]
)
def test_details_of_no_source_are_refused(
    source: str, detail: str, many: tuple[int, int], tmp_path: Path
) -> None:
    read_ = read(tmp_path, list=f"state,of,source,detail\na,o,{source},{detail}\n", sources=SOURCES)

    message = f"`detail` is of {many[0]} and `source` of {many[1]}"
    assert refusals(read_) == [("list.csv", 2, 5 + len(source) + 1, message)]


def test_a_semicolon_that_belongs_to_a_name_has_a_mark_before_it(tmp_path: Path) -> None:
    table = "id,name,aliases\na,State A,Land \\; A;B\n"

    (entry,) = json.loads(read(tmp_path, states=table).text("json"))["states"].values()

    assert entry["aliases"] == ["Land ; A", "B"]


def test_an_office_is_one_of_the_organization_in_its_row(tmp_path: Path) -> None:
    source = read(
        tmp_path, list="person,office,organization,from\nPerson A,Chair,o,2001\nPerson B,Chair,p,2002\n"
    )

    text = source.text()

    assert "o/Chair:" in text
    assert "{holder: Person-B, office: p/Chair, capacity: substantive, from: '2002'}" in text
    assert dict(source.report.conventions)["offices that no table describes have many seats"] == 2


@pytest.mark.parametrize(
    ("table", "place", "message"),
    [
        ("state,of,from\na,o,1/3/1970\n", (2, 5), "`1/3/1970` is ambiguous: day and month may be meant either way round"),
        ("state,of,from\na,o,2001\na,,2002\n", (3, None), "`of` is missing"),
        ("state,of,status\na,o,chief\n", (2, 5), "no status is called `chief`"),
        ("state,of,from\na,o\n", (2, 1), "2 cells stand here, and the first line names 3"),
        ('state,of,from\n"a,o,2001\n', (2, 1), "the quotes that begin here are not closed"),
        ("state,of,from\na,o,2001\n\x00,o,2001\n", (3, 1), "a NUL stands here, as it does in UTF-16 and in files that were cut off"),
        ("state,of,from,to,through\na,o,2001,2002,2003\n", (2, None), "this row says the first day after it, and the last day of it"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_where_it_stands(
    table: str, place: tuple[int, int | None], message: str, tmp_path: Path
) -> None:
    assert (*place, message) in [each[1:] for each in refusals(read(tmp_path, list=table))]


@pytest.mark.parametrize(
    ("table", "message"),
    [
        (
            "member,of,from\na,o,2001\n",
            "nothing says whether the members are states, persons or organizations",
        ),
        ("who,what\na,o\n", "the columns do not tell what the rows are"),
        ("a,a\n1,2\n", "`a` names two columns"),
        ("", "no line names the columns"),
    ],
)
def test_columns_that_do_not_tell_enough_are_refused(table: str, message: str, tmp_path: Path) -> None:
    with pytest.raises(tempodb.DatasetError) as refusal:
        read(tmp_path, list=table)

    assert [problem.message for problem in refusal.value.problems] == [message]


def test_a_section_is_said_or_found_by_the_name_of_the_file(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("id,name\na,State A\n", encoding="utf-8")

    assert tempodb.read_foreign("csv", path, section="states").report.counts == {"states": 1}
    with pytest.raises(tempodb.InputError, match="`stats` is no section"):
        tempodb.read_foreign("csv", path, section="stats")
    with pytest.raises(tempodb.InputError, match="`section` is nothing that is said of cow"):
        tempodb.read_foreign("cow", path, section="states")


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig"])
def test_an_encoding_that_the_file_says_is_read(encoding: str, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    rows = "".join(f"É{i},o,{1900 + i % 100}\n" for i in range(9_000))
    path.write_bytes(f"state,of,from\n{rows}".encode(encoding))

    assert tempodb.read_foreign("csv", path).report.counts["memberships"] == 9_000


def test_too_much_that_is_wrong_ends_the_reading(tmp_path: Path) -> None:
    with pytest.raises(tempodb.DatasetError) as refusal:
        read(tmp_path, list="state,of\n" + "a\n" * 5_000)

    assert len(refusal.value.problems) <= 1_001

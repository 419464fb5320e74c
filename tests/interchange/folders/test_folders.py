"""A dataset as a folder of tables: what may stand where."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

import pyarrow
import pytest
from pyarrow import parquet

import tempodb
from interchange.folders.made_folders import HEADING, folder, stated, stated_in_columns

PLAIN = """
states: {a: {name: A}, b: {name: B}}
persons: {p: {name: Person A}}
organizations: {o: {name: O}}
offices: {o/chair: {title: Chair}}
memberships:
  - {member: a, of: o, from: 1992, to: 1999}
  - {member: b, of: o, from: 1993-05-01}
"""


def as_file(at: Path, rest: str = "") -> list[str]:
    """Return what a file of YAML states that says the same."""
    from tempodb.interchange.dataset.reader import read_dataset

    at.write_text(HEADING + PLAIN + rest, encoding="utf-8")
    return sorted(claim.body() for claim in read_dataset(at).dataset.claims)


@pytest.mark.parametrize(
    ("tables", "rest"),
    [
        ({}, ""),
        ({"states.csv": "\ufeffid,name\r\na,A\r\n\r\nb,B\r\n,\r\n"}, ""),
        ({"states.csv": "name,id\nA,a\nB,b\n"}, ""),
        ({"tenures.csv": "holder,office\n"}, ""),
        ({"tenures.csv": "holder,office,observed\np,o/chair,2001-01-01; 2002-02-02\n"},
         "tenures: [{holder: p, office: o/chair, observed: [2001-01-01, 2002-02-02]}]"),
        ({"tenures.csv": "holder,office,representing,ordinal,for,for_name,note\np,o/chair,a,2,x,X,\"n, m\"\n"},
         "tenures: [{holder: p, office: o/chair, representing: a, ordinal: 2, for: {id: x, name: X}, note: 'n, m'}]"),
        ({"tenures.csv": "holder,office,for\np,o/chair,X\n"}, "tenures: [{holder: p, office: o/chair, for: X}]"),
        ({"tenures.csv": "holder,office,for_name\np,o/chair,X\n"},
         "tenures: [{holder: p, office: o/chair, for: {name: X}}]"),
        ({"events.csv": "id,kind,body,participants\ne,meeting,o,a;b\n"},
         "events: [{id: e, kind: meeting, body: o, participants: [a, b]}]"),
        ({"sources.csv": "id,title,published\ns,\"S; T\",1999\n"}, "sources: {s: {title: S; T, published: 1999}}"),
    ],
)  # fmt: skip
def test_a_folder_states_what_a_file_does(tables: dict[str, str | bytes], rest: str, tmp_path: Path) -> None:
    assert stated(folder(tmp_path / "d", tables)) == as_file(tmp_path / "d.yaml", rest)


@pytest.mark.parametrize(
    ("tables", "organizations"),
    [
        ({"organizations.csv": "id,name,part_of\no,O,\nq,Q,o\n"}, "{o: {name: O}, q: {name: Q, part_of: o}}"),
        ({"organizations.csv": "id,name\no,O\nq,Q\n", "part_of.csv": "party,of,from\nq,o,1999\n"},
         "{o: {name: O}, q: {name: Q, part_of: {of: o, from: 1999}}}"),
        ({"organizations.csv": "id,name,succeeds\no,O,\nq,Q,o\nr,R,\n", "succeeds.csv": "party,of\nr,o\nr,q\n"},
         "{o: {name: O}, q: {name: Q, succeeds: o}, r: {name: R, succeeds: [o, q]}}"),
        ({"organizations.csv": "id,name,founded\no,,1992\n", "names.csv": "party,name,to\no,O,2000\n"},
         "{o: {names: [{name: O, to: 2000}], founded: 1992}}"),
        ({"organizations.csv": "id,name\no,O\n", "existence.csv": "party,founded,dissolved\no,1990,1991\no,1999,\n"},
         "{o: {name: O, existence: [{founded: 1990, dissolved: 1991}, {founded: 1999}]}}"),
        ({"organizations.csv": "id\no\n", "sources.csv": "id,title\ns,S\nt,T\n",
          "names.csv": "party,name,language,from,source,detail\no,Oh,fr,1990,s;t;s,p. 4;;p. 9\n"},
         "{o: {names: [{name: Oh, language: fr, from: 1990, source: [{id: s, detail: p. 4}, t, {id: s, detail: p. 9}]}]}}\nsources: {s: {title: S}, t: {title: T}}"),
        ({"organizations.csv": "id,name,aliases,source\no,O,P;Q,s\n", "sources.csv": "id,title\ns,S\n"},
         "{o: {name: O, aliases: [P, Q], source: s}}\nsources: {s: {title: S}}"),
    ],
)  # fmt: skip
def test_what_stands_within_an_entry_is_a_table_or_a_cell(
    tables: dict[str, str | bytes], organizations: str, tmp_path: Path
) -> None:
    expected = as_file(tmp_path / "d.yaml")
    (tmp_path / "d.yaml").write_text(
        HEADING + PLAIN.replace("{o: {name: O}}", organizations), encoding="utf-8"
    )
    from tempodb.interchange.dataset.reader import read_dataset

    expected = sorted(claim.body() for claim in read_dataset(tmp_path / "d.yaml").dataset.claims)
    assert stated(folder(tmp_path / "d", tables)) == expected
    if "existence.csv" not in tables and "succeeds.csv" not in tables:
        assert stated_in_columns(tmp_path / "d") == expected


def test_a_suspension_is_an_interval_in_a_cell(tmp_path: Path) -> None:
    table = "member,of,from,suspended\na,o,1992,1999/2001; 2003-05-01/..\nb,o,1993,\n"
    with tempodb.open(":memory:") as db:
        db.load(folder(tmp_path / "d", {"memberships.csv": table}))
        found = [(row.status, row.from_, row.to) for row in db.query("periods of A in O")]

    assert found == [
        ("member", "1992", "1999"),
        ("suspended", "1999", "2001"),
        ("member", "2001", "2003-05-01"),
        ("suspended", "2003-05-01", None),
    ]


def test_seats_over_time_are_a_table(tmp_path: Path) -> None:
    seats = "office,seats,from,to\no/chair,1,,2000\no/chair,2,2000,\n"
    states = stated(folder(tmp_path / "d", {"seats.csv": seats}))
    assert any('"seats":[{"seats":1,"to":"2000"},{"from":"2000","seats":2}]' in each for each in states)


def test_sections_may_stand_in_the_heading_and_have_rows_in_tables(tmp_path: Path) -> None:
    heading = f"{HEADING}sources: {{s: {{title: S}}}}\ndefaults: {{source: s}}\n"
    at = folder(tmp_path / "d", {}, heading)
    (at / "states.csv").unlink()
    (at / "dataset.yaml").write_text(f"{heading}states: {{a: {{name: A}}, b: {{}}}}\n", encoding="utf-8")
    (at / "names.csv").write_text("party,name,from\nb,B,2000\n", encoding="utf-8")

    assert (
        '{"key":["b"],"kind":"name","sources":["s"],"value":{"name":"B"},"when":{"from":"2000"}}'
        in stated(at)
    )
    assert stated_in_columns(at) == stated(at)


def test_sections_of_the_heading_are_read_as_columns_too(tmp_path: Path) -> None:
    at = folder(tmp_path / "d", {}, f"{HEADING}sources: {{s: {{title: S}}}}\ndefaults: {{source: s}}\n")
    assert stated_in_columns(at) == stated(at)


@pytest.mark.parametrize(
    "name", ["README.md", "LICENSE", ".hidden.csv", "~$states.csv", "notes.txt", "map.yaml", "x.py"]
)
def test_other_files_are_passed_over(name: str, tmp_path: Path) -> None:
    before = stated(folder(tmp_path / "d"))
    assert stated(folder(tmp_path / "d", {name: "id;name\n"})) == before


def test_folders_in_a_folder_are_passed_over(tmp_path: Path) -> None:
    at = folder(tmp_path / "d")
    (at / "old").mkdir()
    (at / "loop").symlink_to(at)
    assert tempodb.check(at) == []


def test_a_table_may_be_a_link(tmp_path: Path) -> None:
    at = folder(tmp_path / "d")
    (at / "states.csv").rename(tmp_path / "elsewhere.csv")
    (at / "states.csv").symlink_to(tmp_path / "elsewhere.csv")
    assert tempodb.check(at) == []


def test_the_heading_beside_tables_means_the_folder(tmp_path: Path) -> None:
    at = folder(tmp_path / "d")
    with tempodb.open(":memory:") as db:
        db.load(at)
        (report,) = db.load(at / "dataset.yaml")
        assert report.difference.is_empty
        assert len(db.query("members of O as of 1995")) == 2


def test_a_file_that_is_called_as_a_heading_is_a_file(tmp_path: Path) -> None:
    file = tmp_path / "dataset.yaml"
    file.write_text(HEADING + PLAIN, encoding="utf-8")
    (tmp_path / "raw.csv").write_text("x\n", encoding="utf-8")
    assert tempodb.check(file) == []


PARQUET: dict[str, list[Any]] = {
    "member": ["a", "b", None],
    "of": ["o", "o", None],
    "from": [datetime.date(1992, 5, 15), None, None],
    "to": [datetime.datetime(1999, 1, 1), None, None],
    "for": [7, None, None],
    "source": [["s", "t"], [], None],
    "note": ["=1", "'x", ""],
}


def test_parquet_may_be_typed(tmp_path: Path) -> None:
    at = folder(tmp_path / "d", {"sources.csv": "id,title\ns,S\nt,T\n"})
    (at / "memberships.csv").unlink()
    table = pyarrow.table({**PARQUET, "end_reason": pyarrow.array(["x", None, None]).dictionary_encode()})
    parquet.write_table(table, at / "memberships.parquet")

    memberships = [each for each in stated(at) if '"membership"' in each]
    assert memberships == [
        '{"key":["a","o"],"kind":"membership","note":"=1","sources":["s","t"],"value":{"end_reason":"x","for":"7","status":"member"},"when":{"from":"1992-05-15","to":"1999-01-01"}}',
        '{"key":["b","o"],"kind":"membership","note":"\'x","value":{"status":"member"}}',
    ]


def test_numbers_of_frames_may_be_floats(tmp_path: Path) -> None:
    at = folder(tmp_path / "d")
    table = pyarrow.table({"holder": ["p", "p"], "office": ["o/chair"] * 2, "ordinal": [2.0, float("nan")], "from": ["1990", "2000"], "to": ["1995", None]})  # fmt: skip
    parquet.write_table(table, at / "tenures.parquet")
    assert stated_in_columns(at) == stated(at)
    assert any('"ordinal":2' in each for each in stated(at))

"""What is wrong with rows of large tables is found in columns, and nothing that is right."""

from __future__ import annotations

from pathlib import Path

import pytest

import tempodb
from interchange.folders.made_folders import folder
from interchange.folders.test_round_trip import FIXTURES, FORMATS, ODD
from tempodb.interchange.folders.folder_files import folder_files
from tempodb.interchange.folders.wrong_rows import problems_of_rows


def places(at: Path) -> list[str]:
    return [problem.place.removeprefix(f"{at}/") for problem in problems_of_rows(folder_files(at))]


@pytest.mark.parametrize("fixture", FIXTURES, ids=lambda path: path.stem)
@pytest.mark.parametrize("format", FORMATS)
def test_nothing_is_wrong_with_what_was_exported(fixture: Path, format: str, tmp_path: Path) -> None:
    with tempodb.open(":memory:") as db:
        db.load(fixture)
        db.export_folder(tmp_path / "d", format=format)
    assert places(tmp_path / "d") == []


def test_nothing_is_wrong_with_odd_texts(tmp_path: Path) -> None:
    (tmp_path / "odd.yaml").write_text(ODD, encoding="utf-8")
    with tempodb.open(":memory:") as db:
        db.load(tmp_path / "odd.yaml")
        db.export_folder(tmp_path / "d")
    assert places(tmp_path / "d") == []


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("organizations.csv", "id,name,part_of\no,O,\nq,Q,a;b b\n", ["organizations.csv:3:5#part_of"]),
        (
            "organizations.csv",
            "id,name\no,O\n,Q\no,P\n",
            ["organizations.csv:3:1", "organizations.csv:4:1#id"],
        ),
        (
            "names.csv",
            "party,name,from\no,O,1990\no,P,1999~\n",
            ["organizations.csv:2:1", "names.csv:3:5#from"],
        ),
        (
            "titles.csv",
            "office,title,from,to\no/chair,Head,2000,1990\n",
            ["offices.csv:2:1", "titles.csv:2:1"],
        ),
        ("part_of.csv", "party,of\no,\n", ["part_of.csv:2:1"]),
        ("events.csv", "id,kind,body,date,from\ne,x,o,1999,\ne,x,o,1999,1999\n", ["events.csv:3:1"]),
        ("tenures.csv", "holder,office,observed\np,o/chair,2001-01-01;2001\n", ["tenures.csv:2:1"]),
        ("tenures.csv", "holder,office,ordinal\n\n,,\np,o/chair,first\n", ["tenures.csv:4:11#ordinal"]),
        ("existence.csv", "party,founded\na,1900\nb,never\n", ["existence.csv:3:3#founded"]),
        ("aliases.csv", "of,name,to\nb,Bee,never\n", ["aliases.csv:2:1"]),
        ("names.csv", "party,name\nbb,Bee\n", ["names.csv:2:1#party"]),
        (
            "memberships.csv",
            "member,of,from,suspended\na,o,1992,1980/1981\n",
            ["memberships.csv:2:10#suspended"],
        ),
        ("states.csv", "id,name\na,A\nb,B\no,O\n", ["organizations.csv:2:1#id"]),
    ],
)
def test_a_wrong_row_is_found_among_others(name: str, text: str, expected: list[str], tmp_path: Path) -> None:
    assert places(folder(tmp_path / "d", {name: text})) == expected

"""What contradicts itself between rows of a large folder is told at its places, without a tree of all."""

from __future__ import annotations

from pathlib import Path

import pytest

import tempodb
from interchange.folders.made_folders import HEADING, folder
from tempodb.api import loaded_files
from tempodb.api.loaded_files import LoadedFiles

BETWEEN_ROWS = [
    ("memberships.csv", "member,of,from,status\na,o,1992,\nb,o,1993,\na,o,1995,observer\n",
     "memberships.csv:4:1", "contradicts `a` member in `o` from 1992 onwards of line 2"),
    ("memberships.csv", "member,of,from,suspended\na,o,1992,1995/1996\na,o,1993,\n",
     "memberships.csv:3:1", "contradicts `a` suspended in `o` from 1995 to 1996"),
    ("memberships.csv", "member,of\na,o\nb,oo\n", "memberships.csv:3:3#of", "no party has the id `oo`"),
    ("memberships.csv", "member,of\na,o\nb,p\n", "memberships.csv:3:3#of", "`p` is a person"),
    ("memberships.csv", "member,of,source\na,o,s\n", "memberships.csv:2:5#source", "no source has the id `s`"),
    ("tenures.csv", "holder,office\np,o/chair\na,o/chair\n", "tenures.csv:3:1#holder", "`a` is a state"),
    ("existence.csv", "party,founded,dissolved\no,1900,1950\no,1940,\n", "existence.csv:3:1", "contradicts"),
    ("offices.csv", "id,title,organization\nlate,Late,x\n", "offices.csv:2:11#organization", "no party has the id `x`"),
    ("part_of.csv", "party,of\no,x\n", "part_of.csv:2:3#of", "no party has the id `x`"),
    ("dataset.yaml", f"{HEADING}focus: x\n", "dataset.yaml:3:8", "no party has the id `x`"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "text", "place", "message"), BETWEEN_ROWS)
def test_it_is_told_without_a_tree_of_all(
    name: str, text: str, place: str, message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    at = folder(tmp_path / "d", {name: text})
    monkeypatch.setattr(loaded_files, "WORTH_KNOWING", 0)
    monkeypatch.setattr(LoadedFiles, "located", lambda *_: pytest.fail("a tree was made of all"))

    with tempodb.open(tmp_path / "x.db") as db, pytest.raises(tempodb.DatasetError) as error:
        db.load(at)

    assert [problem.place.removeprefix(f"{at}/") for problem in error.value.problems] == [place]
    assert message in error.value.problems[0].message


def test_the_nearest_id_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loaded_files, "WORTH_KNOWING", 0)
    tables = {
        "states.csv": "id,name\na,A\nb,B\nuzbekistan,U\n",
        "memberships.csv": "member,of\na,o\nuzbekstan,o\n",
    }
    with tempodb.open(":memory:") as db, pytest.raises(tempodb.DatasetError, match="nearest is `uzbekistan`"):
        db.load(folder(tmp_path / "d", {**tables}))

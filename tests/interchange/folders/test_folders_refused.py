"""What is wrong with a folder, told at its file, line and column."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

import pyarrow
import pytest
from pyarrow import parquet

import tempodb
from interchange.folders.made_folders import HEADING, folder
from tempodb.interchange.folders.folder_tree import FolderTree
from tempodb.markup.tree import MappingNode

NEEDS_FIFO = pytest.mark.skipif(os.name == "nt", reason="needs FIFOs")
MEMBERS = "member,of,from,to,status\n"


def problems(at: Path) -> list[tuple[str, str]]:
    """Return the place of each problem within the folder, and what is wrong there."""
    found = tempodb.check(at)
    return [(problem.place.removeprefix(f"{at}").lstrip("/"), problem.message) for problem in found]


WRONG: list[tuple[str, str, list[tuple[str, str]]]] = [
    ("memberships.csv", f"{MEMBERS}a,o,1992~,,\n", [("memberships.csv:2:5#from", "`1992~` is no date")]),
    ("memberships.csv", f"{MEMBERS},o,1992,,\nb,,,,\n",
     [("memberships.csv:2:1", "`member` is missing"), ("memberships.csv:3:1", "`of` is missing")]),
    ("memberships.csv", f"{MEMBERS}a,o,2000,1999,\n",
     [("memberships.csv:2:1", "from 2000 to 1999 it can hold on no day")]),
    ("memberships.csv", f'{MEMBERS}a,o,1992,,suspendd\n"b",o,1993,,"x"\n',
     [("memberships.csv:2:11#status", "no status is called `suspendd`"),
      ("memberships.csv:3:13#status", "no status is called `x`")]),
    ("memberships.csv", "member,of,source,detail\na,o,,p. 4\n",
     [("memberships.csv:2:6#detail", "`detail` is of 1 and `source` of 0")]),
    ("memberships.csv", f"{MEMBERS}a,o,1992\n",
     [("memberships.csv:2:1", "3 cells stand here, and the first line names 5")]),
    ("memberships.csv", f"{MEMBERS}a,z,1992,,\n",
     [("memberships.csv:2:3#of", "no party has the id `z`")]),
    ("memberships.csv", f"{MEMBERS}a,o,1992,2000,\na,o,1995,,partner\n",
     [("memberships.csv:3:1", "`a` partner in `o` from 1995 onwards contradicts `a` member in `o` from 1992 to 2000 of line 2")]),
    ("memberships.csv", "member;of;from\na;o;1992\n",
     [("memberships.csv:1:7", "the cells are separated by semicolons")]),
    ("memberships.csv", "member\tof\na\to\n", [("memberships.csv:1:7", "the cells are separated by tabs")]),
    ("memberships.csv", "member,of,form,From,org\na,o,,,\n",
     [("memberships.csv:1:11", "`memberships` has no column `form`"),
      ("memberships.csv:1:16", "`memberships` has no column `From`"),
      ("memberships.csv:1:21", "`memberships` has no column `org`")]),
    ("memberships.csv", "member,of,of\na,o,o\n", [("memberships.csv:1:11", "`of` names two columns")]),
    ("memberships.csv", "", [("memberships.csv:1:1", "no line names the columns")]),
    ("memberships.csv", "member,of,suspended\na,o,1999\n",
     [("memberships.csv:2:5#suspended", "`1999` is no interval")]),
    ("memberships.csv", "member,of,from,suspended\na,o,1992,1980/1990\n",
     [("memberships.csv:2:10#suspended",
       "the suspension from 1980 to 1990 lies outside of the membership from 1992 onwards")]),
    ("states.csv", "id,name\na,A\nb,B\na,C\n", [("states.csv:4:1#id", "`a` is given twice, on lines 2 and 4")]),
    ("states.csv", "id,name\na,A\nb,B\n,C\n", [("states.csv:4:1", "`id` is missing")]),
    ("states.csv", "id,name,born\na,A,\nb,B,1990\n", [("states.csv:1:9", "`states` has no column `born`")]),
    ("states.csv", "id,name\na,A\nb,\n", [("states.csv:3:1", "a party has either a `name` or `names`")]),
    ("states.csv", "id,name\na,A\nb,\x1b[2J\n",
     [("states.csv:3:3#name", "`\\x1b` controls a terminal or is no character")]),
    ("names.csv", "party,name\naa,A\n",
     [("names.csv:2:1#party", "nothing in states, persons, organizations has the id `aa`")]),
    ("names.csv", "name\nA\n", [("names.csv:1:1", "the column `party` is missing")]),
    ("names.csv", "party,name,from\na,A2,1999\n", [("states.csv:2:1", "a party has either a `name` or `names`")]),
    ("seats.csv", "office,seats\no/chair,none\n",
     [("seats.csv:2:1", "`none` is no number of seats")]),
    ("persons.csv", "id,name,source\np,P,s;s\n",
     [("persons.csv:2:5#source", "no source has the id `s`"),
      ("persons.csv:2:5#source", "`s` is listed twice")]),
    ("Tenures.csv", "", [("Tenures.csv", "no section is called `Tenures`")]),
    ("tenure.csv", "", [("tenure.csv", "no section is called `tenure`")]),
    ("other.parquet", "", [("other.parquet", "no section is called `other`")]),
    ("tenures.tsv", "", [("tenures.tsv", "`tenures.tsv` is no table of a dataset")]),
    ("tenures.xlsx", "", [("tenures.xlsx", "`tenures.xlsx` is no table of a dataset")]),
    ("statuses.csv", "id\nx\n", [("statuses.csv", "no section is called `statuses`")]),
    ("states.parquet", "", [("states.parquet", "`states` stands in states.csv too")]),
    ("tenures.parquet", "id,name\n",
     [("tenures.parquet", "this is no Parquet: parquet magic bytes not found in footer. either the file is corrupted or this is not a parquet file.")]),
    ("dataset.yaml", f"{HEADING}states: {{c: {{name: C}}}}\n",
     [("dataset.yaml:3:1", "`states` stands in states.csv too")]),
    ("dataset.yaml", "tempodb: 1\n", [("dataset.yaml:1:1", "`dataset` is missing")]),
]  # fmt: skip
"""Tables with what is wrong in them: where, and what is said."""


@pytest.mark.parametrize(("name", "text", "expected"), WRONG)
def test_it_is_told_where_it_is_wrong(
    name: str, text: str, expected: Sequence[tuple[str, str]], tmp_path: Path
) -> None:
    assert problems(folder(tmp_path / "d", {name: text})) == expected


@pytest.mark.parametrize(("name", "text", "expected"), WRONG)
def test_of_a_large_folder_the_same_is_told(
    name: str,
    text: str,
    expected: Sequence[tuple[str, str]],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("tempodb.interchange.folders.folder_reader.LARGE", 0)
    assert problems(folder(tmp_path / "d", {name: text})) == expected


@pytest.mark.parametrize(
    ("name", "text", "hint"),
    [
        ("memberships.csv", "member,of,form\n", "the nearest is `from`"),
        ("memberships.csv", "member,of,From\n", "the nearest is `from`"),
        ("memberships.csv", "member,of, from\n", "the nearest is `from`"),
        ("Tenures.csv", "", "the nearest is `tenures.csv`"),
        ("tenure.csv", "", "the nearest is `tenures.csv`"),
        ("tenures.tsv", "", "save it as `tenures.csv`"),
        ("names.csv", "party,name\nbb,A\n", "the nearest is `b`"),
    ],
)
def test_the_nearest_right_name_is_told(name: str, text: str, hint: str, tmp_path: Path) -> None:
    assert tempodb.check(folder(tmp_path / "d", {name: text}))[0].hint == hint


def test_several_files_are_one_list(tmp_path: Path) -> None:
    tables = {"states.csv": "id,nam\na,A\n", "persons.csv": "id,name\np\n", "tenures.csv": "holder;office\n"}
    assert [place for place, _ in problems(folder(tmp_path / "d", {**tables}))] == [
        "persons.csv:2:1",
        "states.csv:1:4",
        "tenures.csv:1:7",
    ]


def test_a_folder_without_a_heading_is_none(tmp_path: Path) -> None:
    assert problems(folder(tmp_path / "d", heading=None)) == [("", "the folder has no dataset.yaml")]


def test_bytes_that_are_no_text_are_told_with_their_lines(tmp_path: Path) -> None:
    tables: dict[str, str | bytes] = {
        "states.csv": "id,name\na,Å\nb,É\n".encode("cp1252"),
        "persons.csv": "id,name\np,P\n".encode("utf-16"),
    }
    assert problems(folder(tmp_path / "d", tables))[:4] == [
        ("persons.csv:1:1", "the byte 0xff is no UTF-8"),
        ("persons.csv:2:1", "a NUL stands here, as it does in UTF-16 and in files that were cut off"),
        ("persons.csv:3:1", "a NUL stands here, as it does in UTF-16 and in files that were cut off"),
        ("states.csv:2:3", "the byte 0xc5 is no UTF-8"),
    ]


def test_values_of_parquet_are_told_with_row_and_column(tmp_path: Path) -> None:
    at = folder(tmp_path / "d")
    (at / "memberships.csv").unlink()
    table = pyarrow.table({"member": ["a", "b"], "of": ["o", "o"], "from": ["1992", "1992~"]})
    parquet.write_table(table, at / "memberships.parquet")
    assert problems(at) == [("memberships.parquet:2#from", "`1992~` is no date")]

    parquet.write_table(
        pyarrow.table({"member": ["a"], "of": ["o"], "ordinal": [1.5]}), at / "memberships.parquet"
    )
    assert problems(at) == [("memberships.parquet", "`memberships` has no column `ordinal`")]

    parquet.write_table(
        pyarrow.table({"member": ["a"], "of": ["o"], "for": [1.5]}), at / "memberships.parquet"
    )
    assert problems(at) == [("memberships.parquet:1#for", "`1.5` is no text, day or whole number")]


@pytest.mark.parametrize(
    "far",
    [
        pyarrow.array([2**30], pyarrow.int32()).cast(pyarrow.date32()),
        pyarrow.array([2**40], pyarrow.timestamp("s")),
    ],
    ids=["date32", "timestamp"],
)
def test_a_day_beyond_the_calendar_is_told_with_row_and_column(far: pyarrow.Array, tmp_path: Path) -> None:
    at = folder(tmp_path / "d")
    (at / "memberships.csv").unlink()
    table = pyarrow.table({"member": ["a"], "of": ["o"], "from": far})
    parquet.write_table(table, at / "memberships.parquet")
    assert problems(at) == [
        ("memberships.parquet:1#from", "the day that stands here is beyond the years 1 to 9999")
    ]


@NEEDS_FIFO
def test_what_is_no_file_is_told(tmp_path: Path) -> None:
    at = folder(tmp_path / "d")
    os.mkfifo(at / "tenures.csv")
    (at / "events.csv").symlink_to(at / "events.csv")
    (at / "sources.csv").mkdir()
    assert [message.partition("`")[0] + message.rpartition("`")[2] for _, message in problems(at)] == [
        " cannot be read: too many levels of symbolic links",
        " is a folder",
        " is no ordinary file",
    ]


def test_a_folder_that_changes_while_it_is_read_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    at = folder(tmp_path / "d")
    tree = FolderTree.tree

    def changing(self: FolderTree) -> MappingNode:
        found = tree(self)
        (at / "states.csv").write_text("id,name\na,A\nb,B\nc,C\n", encoding="utf-8")
        return found

    monkeypatch.setattr(FolderTree, "tree", changing)
    assert problems(at) == [("", "it was changed while it was read")]

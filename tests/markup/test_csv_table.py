"""Tables of CSV, and what is wrong in them with its place."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import IO, cast

import pytest

from tempodb.base.errors import DatasetError
from tempodb.markup.csv_table import MAX_CELL, MAX_ROW_BYTES, CsvTable
from tempodb.markup.tree import Findings


def rows_of(data: bytes) -> list[tuple[int, list[str]]]:
    findings = Findings()
    rows = [(row.line, row.cells) for row in CsvTable(BytesIO(data), "x.csv", findings)]
    findings.check()
    return rows


@pytest.mark.parametrize(
    ("data", "rows"),
    [
        (b"id,name\na,A\n", [(2, ["a", "A"])]),
        (b"id,name\na,A", [(2, ["a", "A"])]),
        (b"\xef\xbb\xbfid,name\r\na,A\r\n", [(2, ["a", "A"])]),
        (b'id,name\na,"A, ""the first"""\n', [(2, ["a", 'A, "the first"'])]),
        (b'id,name\r\na,"two\r\nlines"\r\nb,B\r\n', [(2, ["a", "two\nlines"]), (4, ["b", "B"])]),
        (b"id,name\n\na,\n", [(3, ["a", ""])]),
        (b"id,name\n", []),
        (b'id,name\na,5" gun\n', [(2, ["a", '5" gun'])]),
    ],
)
def test_rows_are_read_with_their_lines(data: bytes, rows: Sequence[object]) -> None:
    assert rows_of(data) == rows


@pytest.mark.parametrize(
    ("data", "problems"),
    [
        (b"", [("empty", 1, 1)]),
        (b"\n\n", [("empty", 1, 1)]),
        (b",\na,b\n", [("empty", 1, 1)]),
        (b"id;name\na;b\n", [("delimiter", 1, 3)]),
        (b"id\tname\n", [("delimiter", 1, 3)]),
        (b"id,id,\n", [("columns", 1, 4), ("columns", 1, 7)]),
        (b"id,name\na\nb,B\nc,d,e\n", [("columns", 2, 1), ("columns", 4, 1)]),
        (b"id,name\na,b\xe9\nc,\xff\n", [("encoding", 2, 4), ("encoding", 3, 3)]),
        (b"id,name\na,\xd0\xbf\xe9\n", [("encoding", 2, 4)]),
        ("id,name\n".encode("utf-16"), [("encoding", 1, 1), ("character", 2, 1)]),
        (b"i\x00d\x00\n\x00", [("character", 1, 2), ("character", 2, 1)]),
        (b'id,name\n"a"b,c\nd,e\n', [("syntax", 2, 4)]),
        (b'id,name\na,"b\nc,d\n', [("syntax", 2, 3)]),
        (b'id,name\na,"b\n' + b"c,d\n" * MAX_CELL, [("syntax", 2, 3)]),
        (b"id,name\na," + b"x" * (MAX_CELL + 1) + b"\n", [("syntax", 2, 3)]),
        (b"id,name\na,b\rc,d\n", [("syntax", 2, 4)]),
        (b"id,name\na," + b"x" * MAX_ROW_BYTES + b"\nb\n", [("too-long", 2, 1), ("columns", 3, 1)]),
    ],
)
def test_what_is_wrong_is_told_at_its_place(data: bytes, problems: Sequence[tuple[str, int, int]]) -> None:
    with pytest.raises(DatasetError) as refused:
        rows_of(data)
    assert [(p.code, p.line, p.column) for p in refused.value.problems] == problems


@pytest.mark.parametrize(
    ("data", "hint"),
    [
        (b'id,name\na, "b, c"\n', "quotes have to begin right behind the comma, without a blank"),
        (b"id,name\na,b, c\n", 'put a text with a comma in it in quotes: "Paris, France"'),
        (b"id,name\na\n", "write a comma for each cell, also for an empty one"),
        (b"\xff\xfei\x00", "save it as UTF-8, not UTF-16"),
    ],
)
def test_a_hint_says_what_to_try(data: bytes, hint: str) -> None:
    with pytest.raises(DatasetError) as refused:
        rows_of(data)
    assert refused.value.problems[0].hint == hint


def test_a_cell_has_its_place_in_the_file() -> None:
    table = CsvTable(BytesIO('id,name,of\na,"Ä\n, ""b""",o\n'.encode()), "x.csv", Findings())
    (row,) = table
    places = [table.place(row, column) for column in range(3)]
    assert [(place.line, place.column, place.length) for place in places] == [
        (2, 1, 1),
        (2, 3, 2),
        (3, 10, 1),
    ]


class _Endless:
    """A stream of one line that does not end, which tells how much was asked of it at once."""

    def __init__(self, parts: int) -> None:
        self.asked: list[int] = []
        self._parts = [b"id,name\n", *[b"x"] * parts, b"\n"]

    def readline(self, size: int) -> bytes:
        self.asked.append(size)
        part = self._parts.pop(0) if self._parts else b""
        return part * size if part == b"x" else part


def test_a_line_of_a_hundred_megabytes_is_never_held_whole() -> None:
    stream = _Endless(25)
    with pytest.raises(DatasetError):
        findings = Findings()
        list(CsvTable(cast("IO[bytes]", stream), "x.csv", findings))
        findings.check()
    assert max(stream.asked) <= MAX_ROW_BYTES + 1


def test_reading_ends_when_too_much_is_wrong() -> None:
    with pytest.raises(DatasetError) as refused:
        rows_of(b"id,name\n" + b"a\n" * 1000)
    assert len(refused.value.problems) == Findings.MOST + 1

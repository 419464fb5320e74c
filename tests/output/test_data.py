"""Answers for programs: CSV, TSV, Markdown, JSON lines, Arrow and Parquet, exact."""

from __future__ import annotations

import csv
import io
import json
import re

import pyarrow
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyarrow import parquet

from oracle.strategies import examples
from output.few_rows import FORMATS, TEXT, member, result
from tempodb.base.printable import printable
from tempodb.output import data
from tempodb.questions.count_rows import CountRow

HARMLESS = st.text(st.characters(blacklist_categories=["Cc", "Cs", "Zl", "Zp"]).filter(lambda c: printable(c) == c), max_size=10)  # fmt: skip
TRICKY = st.sampled_from(
    ['"', '""', ",", ";", "|", "\\", "\\|", "\\t", "a,b", ' "x" ', "'", "", " ", "-", "=1+1", "上海"]
)
CELLS = st.lists(HARMLESS | TRICKY, max_size=4).map("".join)


def flat(value: object) -> str:
    """Return a value as it stands in a cell."""
    if value is None:
        return ""
    return ";".join(value) if isinstance(value, tuple) else str(value)


@examples(150)
@given(st.lists(CELLS, min_size=1, max_size=4), CELLS)
def test_csv_is_read_back_by_others_as_it_was(names: list[str], source: str) -> None:
    answer = result(*(member(name, sources=(source, "b")) for name in names))

    heading, *rows = csv.reader(io.StringIO(data.as_raw_csv(answer), newline=""), strict=True)

    assert tuple(heading) == answer.columns
    assert rows == [[flat(value) for value in row] for row in answer.rows]


@pytest.mark.parametrize(
    "text",
    ["a\nb", "a\rb", "a\r\nb", "a\n", "a\tb", "\x9b31m"],
    ids=ascii,
)
def test_csv_keeps_line_breaks_in_quotes(text: str) -> None:
    answer = result(member(text))

    _, row = csv.reader(io.StringIO(data.as_csv(answer), newline=""), strict=True)

    assert row[1] == text


def second_column(text: str) -> list[str]:
    return [row[1] for row in csv.reader(io.StringIO(text, newline=""), strict=True)][1:]


@pytest.mark.parametrize("begin", ["=", "+", "-", "@", "\t", "\r"], ids=ascii)
def test_no_cell_of_csv_is_calculated_by_a_spreadsheet(begin: str) -> None:
    answer = result(member(f"{begin}cmd(1,2)"), member(f"a{begin}b"), member(begin))

    assert second_column(data.as_csv(answer)) == [f"'{begin}cmd(1,2)", f"a{begin}b", f"'{begin}"]
    assert second_column(data.as_raw_csv(answer)) == [f"{begin}cmd(1,2)", f"a{begin}b", begin]


def test_each_text_of_a_list_is_guarded_and_no_number_is() -> None:
    listed = result(member(sources=("=a", "b", "-c")))
    counted = result(CountRow("=1999", -5, -7, None), type_=CountRow, query="count members")

    assert data.as_csv(listed).splitlines()[1].endswith(",'=a;b;'-c")
    assert data.as_csv(counted).splitlines()[1] == "'=1999,-5,-7,"


def test_tsv_escapes_its_own_escape() -> None:
    answer = result(member("C:\\new"), member("C:\new"), member("\\\\t"), member("\\\t"))

    cells = [line.split("\t")[1] for line in data.as_tsv(answer).splitlines()[1:]]

    assert cells == [r"C:\\new", r"C:\new", r"\\\\t", r"\\\t"]


@examples(150)
@given(st.lists(CELLS | TEXT, min_size=1, max_size=4), TEXT)
def test_tsv_has_a_line_a_row_and_a_tab_between_cells(names: list[str], source: str) -> None:
    answer = result(*(member(name, sources=(source, "b")) for name in names))

    lines = data.as_tsv(answer).split("\n")

    assert lines.pop() == ""
    assert lines[0].split("\t") == list(answer.columns)
    assert [len(line.split("\t")) for line in lines] == [len(answer.columns)] * (1 + len(names))
    assert all(len(line.splitlines()) == 1 for line in lines)


def markdown_cells(line: str) -> list[str]:
    """Return the cells of a row as GitHub reads it: a backslash takes what follows it along."""
    return re.findall(r"(?:\\.|[^|\\])+", line.strip("|"))


@examples(100)
@given(st.lists(CELLS, min_size=1, max_size=4))
def test_markdown_has_as_many_cells_in_each_row(names: list[str]) -> None:
    answer = result(*(member(f"_{name}_") for name in names))

    lines = data.as_markdown(answer).rstrip("\n").split("\n")

    assert len(lines) == 2 + len(names)
    assert {len(markdown_cells(line)) for line in lines} == {len(answer.columns)}
    for line, name in zip(lines[2:], names, strict=True):
        assert re.sub(r"\\(.)", r"\1", markdown_cells(line)[1].strip()) == f"_{name}_"


def test_markdown_escapes_what_would_undo_the_escape() -> None:
    answer = result(member("a\\|b"))

    cells = markdown_cells(data.as_markdown(answer).split("\n")[2])

    assert cells[1] == " a\\\\\\|b "
    assert len(cells) == len(answer.columns)


@examples(50)
@given(st.lists(CELLS, max_size=4))
def test_json_lines_has_an_object_a_line(names: list[str]) -> None:
    answer = result(*map(member, names))

    lines = data.as_jsonl(answer).split("\n")

    assert lines.pop() == ""
    assert [json.loads(line) for line in lines] == json.loads(data.as_json(answer))["rows"]


@examples(20)
@given(st.lists(CELLS, max_size=4))
def test_arrow_and_parquet_hold_the_rows(names: list[str]) -> None:
    answer = result(*map(member, names))

    from_arrow = pyarrow.ipc.open_file(data.as_arrow(answer)).read_all()
    from_parquet = parquet.read_table(pyarrow.BufferReader(data.as_parquet(answer)))

    assert from_arrow.equals(answer.to_arrow())
    assert from_parquet.equals(answer.to_arrow())


@pytest.mark.parametrize(
    ("format_", "text"),
    [
        ("csv", "member,member_name,organization,organization_name,status,representing,representing_name,for,for_name,from,to,end_reason,certainty,standing,sources\n"),
        ("tsv", "member\tmember_name\torganization\torganization_name\tstatus\trepresenting\trepresenting_name\tfor\tfor_name\tfrom\tto\tend_reason\tcertainty\tstanding\tsources\n"),
        ("jsonl", ""),
        ("table", "no rows\n"),
    ],
)  # fmt: skip
def test_an_empty_answer_keeps_its_heading(format_: str, text: str) -> None:
    assert FORMATS[format_](result()) == text


@pytest.mark.parametrize("format_", ["csv", "tsv", "markdown"])
def test_absent_is_empty_and_a_list_is_joined(format_: str) -> None:
    text = FORMATS[format_](result(member(from_=None, sources=("a", "b"))))

    assert "None" not in text
    assert "a;b" in text

"""What is wrong in a file of a source is told with its line, and the rest is read."""

from __future__ import annotations

import tracemalloc
from pathlib import Path

import pytest

import tempodb
from tempodb.base.errors import DatasetError
from tempodb.interchange.importers import foreign_files
from tempodb.interchange.importers.foreign_files import document_of, json_document, json_lines
from tempodb.interchange.importers.foreign_tables import csv_rows


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "x"


def test_lines_of_json_are_read_one_by_one(file: Path) -> None:
    file.write_bytes(b'[\n{"a": 1},\n{"a": \n"\xff"\n{"a": 2}\n]\n')

    read = list(json_lines(file))

    assert [line.value for line in read] == [{"a": 1}, None, None, {"a": 2}]
    told = [(line.problem.code, line.problem.line) for line in read if line.problem]
    assert told == [("syntax", 3), ("encoding", 4)]


def test_a_line_that_is_too_long_is_passed_over(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(foreign_files, "MAX_LINE_BYTES", 20)
    file.write_bytes(b'{"a": 1}\n{"a": "' + b"x" * 100 + b'"}\n{"a": 2}\n')

    first, second, third = json_lines(file)

    assert (first.value, third.value) == ({"a": 1}, {"a": 2})
    assert second.problem and (second.problem.code, second.problem.line) == ("too-long", 2)


@pytest.mark.parametrize(("name", "content"), [("x.json", b"[1]"), ("x.yaml", b"- 1\n")])
def test_a_small_file_takes_little_memory(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    document_of(tmp_path / name)  # What is imported is not counted.

    tracemalloc.start()
    try:
        document_of(tmp_path / name)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()

    assert peak < 1_000_000


@pytest.mark.parametrize("name", ["x.json", "x.yaml"])
def test_a_file_that_is_too_large_is_refused(
    tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(foreign_files, "MAX_FILE_BYTES", 20)
    (tmp_path / name).write_bytes(b"[1" + b" " * 20 + b"]")

    with pytest.raises(DatasetError, match="it has more than"):
        document_of(tmp_path / name)


@pytest.mark.parametrize(
    ("data", "code", "line", "hint"),
    [
        (b'{"a":\n [1, 2', "syntax", 2, "cut off"),
        (b'{"a":\n 1,,}', "syntax", 2, ""),
        (b'\xff\xfe{\x00"\x00', "encoding", 1, "UTF-16"),
        (b'{"a": "\n\xe9"}', "encoding", 2, "UTF-8"),
        (b"\x1f\x8b\x08", "encoding", 1, "uncompress"),
        (b"[" * 100_000, "too-deep", 1, "brackets"),
        (b"[" + b"9" * 5_000 + b"]", "syntax", 1, "smaller"),
    ],
)
def test_what_is_no_json_is_refused_with_its_line(
    file: Path, data: bytes, code: str, line: int, hint: str
) -> None:
    file.write_bytes(data)

    with pytest.raises(DatasetError) as refused:
        json_document(file)

    (problem,) = refused.value.problems
    assert (problem.code, problem.line) == (code, line)
    assert hint in (problem.hint or "")


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "none"):
        with pytest.raises(DatasetError) as refused:
            json_document(path)
        assert refused.value.problems[0].code == "no-file"


def test_rows_of_a_table_are_read_one_by_one(file: Path) -> None:
    file.write_bytes('\ufeffa,b\n1,"x\ny"\n2\n\n3,\xe9\n'.encode().replace(b"\xc3\xa9", b"\xe9") + b"4,z\n")

    read = list(csv_rows(file))

    assert [(line.number, line.value) for line in read if line.value] == [
        (2, {"a": "1", "b": "x\ny"}),
        (7, {"a": "4", "b": "z"}),
    ]
    assert [(line.number, line.problem.code) for line in read if line.problem] == [
        (4, "columns"),
        (6, "encoding"),
    ]


@pytest.mark.parametrize("data", [b"", b"a,a\n1,2\n", b"\xff,b\n", b",\n"])
def test_a_table_without_names_of_columns_is_refused(file: Path, data: bytes) -> None:
    file.write_bytes(data)

    with pytest.raises(DatasetError):
        list(csv_rows(file))


@pytest.mark.parametrize("format_", ["popolo", "congress"])
def test_a_table_where_json_is_meant_is_told_as_one(format_: str, tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text("name,type\nA,rep\n", encoding="utf-8")

    with pytest.raises(tempodb.DatasetError) as error:
        tempodb.read_foreign(format_, tmp_path / "x.csv")
    (problem,) = error.value.problems
    assert problem.hint == "give what this format has as JSON; `tempodb import csv` reads tables"


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("a,b\r1,2\r", 1, "a carriage return stands within the line"),
        ("a,a\n1,2\n", 1, "the first line does not name each column once"),
        ('a,b\n"x"y,2\n', 2, "the quotes of a cell end before it does"),
        ('a,b\n1,2\n"x,2\n3,4\n', 3, "the quotes that are opened in this row are not closed"),
        ("a,b\n" + 140_000 * "x" + ",2\n", 2, "a cell has more than 131,072 characters"),
    ],
)
def test_what_is_no_csv_is_told_in_plain_words_with_its_line(
    file: Path, text: str, line: int, message: str
) -> None:
    file.write_text(text, encoding="utf-8", newline="")

    try:
        problems = [row.problem for row in csv_rows(file) if row.problem]
    except DatasetError as refused:
        problems = [*refused.problems]

    assert [(each.line, each.message) for each in problems] == [(line, message)]


def test_a_character_that_yaml_has_no_place_for_is_told_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "x.yaml").write_text("- a: b\n  c: x\x00\n", encoding="utf-8")

    with pytest.raises(DatasetError) as refused:
        document_of(tmp_path / "x.yaml")

    (problem,) = refused.value.problems
    assert (problem.line, problem.column) == (2, 7)

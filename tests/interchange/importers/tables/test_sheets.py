"""Sheets of workbooks are tables: dates as dates, and what is wrong by its row and the letter of its column."""

from __future__ import annotations

import json
import sys
import zipfile
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

import tempodb

openpyxl: Any = pytest.importorskip("openpyxl")
MAP = """\
organizations: {o: {name: O}}
states: {<Name>: {name: <Name>}}
memberships: [{member: <Name>, of: o, from: <Since>, to: <Until>}]
"""


def workbook(path: Path, **sheets: list[list[Any]]) -> Any:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(path)
    return book


def read(folder: Path, *rows: list[Any], map_: str = MAP, **options: Any) -> Any:
    workbook(folder / "list.xlsx", Sheet=list(rows))
    (folder / "map.yaml").write_text(map_, encoding="utf-8")
    return tempodb.read_foreign(
        "csv", folder / "list.xlsx", map=folder / "map.yaml", skip_bad=True, **options
    )


def memberships(source: Any) -> list[Any]:
    return list(json.loads(source.text("json"))["memberships"])


def refusals(source: Any) -> list[tuple[str | None, str]]:
    return [(each.pointer, each.message) for each in source.report.refused]


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        (date(2001, 5, 6), "2001-05-06"),
        (datetime(2001, 5, 6), "2001-05-06"),
        (datetime(2001, 5, 6, 12, 30), "2001-05-06"),
        (2001, "2001"),
        (2001.0, "2001"),
        ("May 2001", "2001-05"),
        ("  2001 ", "2001"),
    ],
)
def test_a_cell_is_the_date_that_it_holds(cell: Any, said: str, tmp_path: Path) -> None:
    source = read(tmp_path, ["Name", "Since", "Until"], ["a", cell, None])

    assert refusals(source) == []
    assert memberships(source) == [{"member": "a", "of": "o", "status": "member", "from": said}]


@pytest.mark.parametrize(
    ("shown", "said"), [("yyyy", "2001"), ("mmm yyyy", "2001-05"), ("d.m.yy", "2001-05-06")]
)
def test_a_date_is_as_precise_as_it_is_shown(shown: str, said: str, tmp_path: Path) -> None:
    book = workbook(tmp_path / "list.xlsx", Sheet=[["Name", "Since", "Until"], ["a", date(2001, 5, 6), None]])
    book["Sheet"]["B2"].number_format = shown
    book.save(tmp_path / "list.xlsx")
    (tmp_path / "map.yaml").write_text(MAP, encoding="utf-8")

    source = tempodb.read_foreign("csv", tmp_path / "list.xlsx", map=tmp_path / "map.yaml")

    assert memberships(source)[0]["from"] == said
    assert any("cells show months" in told for told, _ in source.report.conventions) == (len(said) < 10)


def test_what_is_wrong_is_told_by_row_and_letter(tmp_path: Path) -> None:
    source = read(
        tmp_path,
        ["Name", "Since", "Until"],
        ["a", "1/2/2001", None],
        [None, None, None],
        ["b", "=1+1", None],
        ["c", "#REF!", None],
        ["d", 2001, None, "more"],
        ["e", 2001, "soon"],
    )

    assert refusals(source) == [
        ("Sheet!B2", "`1/2/2001` is ambiguous: day and month may be meant either way round"),
        ("Sheet!B4", "the formula in this cell was never worked out"),
        ("Sheet!B5", "the cell holds the error `#REF!`"),
        ("Sheet!C7", "`soon` is no date"),
        ("Sheet!D6", "this cell stands in a column without a name"),
    ]


def test_sheets_that_are_called_as_sections_need_no_map(tmp_path: Path) -> None:
    workbook(
        tmp_path / "all.xlsx",
        States=[["id", "name"], ["a", "State A"]],
        Organizations=[["id", "name"], ["o", "O"]],
        Memberships=[["member", "of", "from"], ["a", "o", date(2001, 5, 6)]],
        Notes=[["anything"], ["else"]],
    )

    source = tempodb.read_foreign("csv", tmp_path / "all.xlsx")

    assert source.report.counts == {"states": 1, "organizations": 1, "memberships": 1}


@pytest.mark.parametrize(
    ("sheet", "message"),
    [(None, "the workbook has several sheets"), ("Member", "there is no sheet `Member`"), ("B", "the columns do not tell what the rows are")],
)  # fmt: skip
def test_a_sheet_is_chosen(sheet: str | None, message: str, tmp_path: Path) -> None:
    workbook(tmp_path / "all.xlsx", A=[["state", "of"], ["a", "o"]], B=[["x"], ["y"]])

    with pytest.raises(tempodb.DatasetError, match=message):
        tempodb.read_foreign("csv", tmp_path / "all.xlsx", **({"sheet": sheet} if sheet else {}))
    assert tempodb.read_foreign("csv", tmp_path / "all.xlsx", sheet="A").report.counts["memberships"] == 1


def test_a_first_map_reads_a_sheet_as_it_is(tmp_path: Path) -> None:
    rows = [["Country", "Joined"], ["a", date(2001, 5, 6)], ["b", "present"]]
    workbook(tmp_path / "all.xlsx", A=rows, B=[["x"]])
    map_ = tmp_path / "map.yaml"
    map_.write_text(tempodb.suggest_map("csv", tmp_path / "all.xlsx", sheet="A"), encoding="utf-8")

    report = tempodb.read_foreign("csv", tmp_path / "all.xlsx", map=map_).report

    assert report.refused == ()
    assert report.counts["memberships"] == 2


def test_a_table_may_begin_further_down(tmp_path: Path) -> None:
    source = read(
        tmp_path,
        ["A list"],
        [],
        ["Name", "Since", "Until", None],
        ["a", 2001, None],
        map_=MAP + "table: {header: 3}\n",
    )

    assert refusals(source) == []
    assert len(memberships(source)) == 1


def test_sheets_that_are_passed_over_are_told(tmp_path: Path) -> None:
    rows = [["id", "name"], ["a", "A"]]
    workbook(tmp_path / "x.xlsx", Persons=rows, Members=[["Country", "Joined"], ["Norway", 1960]], Notes=[])

    report = tempodb.read_foreign("csv", tmp_path / "x.xlsx").report

    assert report.counts == {"persons": 1}
    assert [each.reason for each in report.unexpressed] == [
        "the sheet `Members`, which is called as no section",
        "the sheet `Notes`, which is called as no section",
    ]


def test_what_is_no_workbook_is_told(tmp_path: Path) -> None:
    workbook(tmp_path / "whole.xlsx", A=[["state", "of"], *([f"a{i}", "o"] for i in range(300))])
    whole = (tmp_path / "whole.xlsx").read_bytes()
    path = tmp_path / "x.xlsx"
    for content in (
        whole[:100],
        whole[: len(whole) // 2],
        whole[:-30],
        b"PK\x03\x04",
        b"\xd0\xcf\x11\xe0" + b"x" * 99,
    ):
        path.write_bytes(content)

        with pytest.raises(tempodb.DatasetError) as refusal:
            tempodb.read_foreign("csv", path)

        assert all(each.file == str(path) and each.hint for each in refusal.value.problems)


@pytest.mark.parametrize("seed", range(20))
def test_a_workbook_that_is_altered_gives_no_traceback(seed: int, tmp_path: Path) -> None:
    workbook(tmp_path / "x.xlsx", A=[["state", "of"], *([f"a{i}", "o"] for i in range(20))])
    content = bytearray((tmp_path / "x.xlsx").read_bytes())
    for at in range(seed, len(content), 211):
        content[at] = (content[at] + 1 + seed) % 256
    (tmp_path / "x.xlsx").write_bytes(content)

    try:
        tempodb.read_foreign("csv", tmp_path / "x.xlsx", skip_bad=True)
    except tempodb.InputError as error:
        assert error.problems


def test_what_to_install_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    workbook(tmp_path / "x.xlsx", A=[["state", "of"], ["a", "o"]])
    monkeypatch.setitem(sys.modules, "openpyxl", None)

    with pytest.raises(tempodb.InputError, match="needs openpyxl") as refusal:
        tempodb.read_foreign("csv", tmp_path / "x.xlsx")

    assert (
        refusal.value.problems[0].hint
        == "install it with: pip install 'tempodb[excel]', or save the sheet as CSV"
    )


def test_a_workbook_that_is_small_and_unpacks_to_much_is_refused(tmp_path: Path) -> None:
    workbook(tmp_path / "small.xlsx", Sheet=[["Name", "Since"], ["a", "2001"]])
    with (
        zipfile.ZipFile(tmp_path / "small.xlsx") as small,
        zipfile.ZipFile(tmp_path / "list.xlsx", "w", zipfile.ZIP_DEFLATED) as large,
    ):
        for name in small.namelist():
            part = small.read(name)
            if "worksheets/" in name:
                part = part.replace(b"</sheetData>", 2_000_000 * b"<row></row>" + b"</sheetData>")
            large.writestr(name, part)
    (tmp_path / "map.yaml").write_text(MAP, encoding="utf-8")

    with pytest.raises(tempodb.DatasetError) as refused:
        tempodb.read_foreign("csv", tmp_path / "list.xlsx", map=tmp_path / "map.yaml")

    assert [problem.code for problem in refused.value.problems] == ["too-large"]

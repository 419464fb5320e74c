"""Workbooks: text that nobody calculates, real dates where a day is known, and what was asked."""

from __future__ import annotations

import io
from datetime import datetime
from typing import Any

import pytest

pytest.importorskip("xlsxwriter")
openpyxl: Any = pytest.importorskip("openpyxl")

import tempodb  # noqa: E402
from output.few_rows import member, result  # noqa: E402
from tempodb.output import xlsx  # noqa: E402
from tempodb.output.xlsx import as_xlsx  # noqa: E402


def sheets(answer: tempodb.Result) -> Any:
    """Return the sheets of an answer, as another program reads them."""
    return openpyxl.load_workbook(io.BytesIO(as_xlsx(answer)))


def cells(answer: tempodb.Result) -> dict[str, Any]:
    """Return the cells of the only row by their headings."""
    heading, row = sheets(answer)["answer"].iter_rows()
    return {name.value: cell for name, cell in zip(heading, row, strict=True)}


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@SUM(A1)", "http://example.org", "{=1}", "'", "1999", "上海 <&>"]
)
def test_a_text_stays_a_text(text: str) -> None:
    cell = cells(result(member(text)))["member_name"]

    assert (cell.value, cell.data_type, cell.hyperlink) == (text, "s", None)


def test_a_day_is_a_date_and_what_is_vaguer_a_text() -> None:
    exact = cells(result(member(from_="2006-08-16", to="2012-06")))
    early = cells(result(member(from_="1899-12-31")))

    assert (exact["from"].value, exact["from"].number_format) == (datetime(2006, 8, 16), "yyyy-mm-dd")
    assert exact["to"].value == "2012-06"
    assert exact["to_latest"].value == datetime(2012, 6, 30)
    assert (exact["days_min"].value, exact["days_min"].data_type) == (2116, "n")
    # Excel knows no dates before 1900.
    assert (early["from"].value, early["from_earliest"].value) == ("1899-12-31", "1899-12-31")
    assert early["to"].value is None


def test_the_heading_stays_and_rows_can_be_filtered() -> None:
    answer = result(member("A"), member("B"))
    sheet = sheets(answer)["answer"]

    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref.startswith("A1:")
    assert sheet.auto_filter.ref.endswith("3")
    assert [row[1] for row in sheet.iter_rows(values_only=True)] == ["member_name", "A", "B"]
    assert sheet["A1"].font.bold


def test_what_was_asked_stands_on_a_sheet_of_its_own() -> None:
    told = dict(sheets(result(member()))["question"].iter_rows(values_only=True))

    assert told == {
        "query": "members", "valid": "2006", "known_at": "2025-06-01T12:00:00.000000Z", "rows": "1"
    }  # fmt: skip


def test_what_a_cell_cannot_hold_says_so() -> None:
    text = cells(result(member("a" * 40_000)))["member_name"].value

    assert len(text) == xlsx.MOST_CHARACTERS
    assert text.endswith("(cut: a cell holds no more)")
    assert cells(result(member("a\x00\x1b\ufffe")))["member_name"].value.isprintable()


def test_more_rows_than_a_sheet_holds_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx, "MOST_ROWS", 1)

    with pytest.raises(tempodb.InputError, match="a sheet holds 1 rows, and the answer has 2"):
        as_xlsx(result(member(), member()))


def test_an_empty_answer_has_its_heading_and_says_why() -> None:
    book = sheets(result(because="nothing is"))

    assert [cell.value for cell in book["answer"][1]][:2] == ["member", "member_name"]
    assert ("note", "nothing is") in list(book["question"].iter_rows(values_only=True))

"""An answer as a workbook of Excel: text that nobody calculates, and real dates where a day is known."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from typing import Any

import xlsxwriter

from tempodb.answers.result import Result
from tempodb.base.errors import InputError
from tempodb.base.printable import printable

MOST_ROWS = 1_048_575
"""How many rows a sheet holds below its heading."""
MOST_CHARACTERS = 32_767
"""How many characters a cell holds."""
FIRST_YEAR_OF_EXCEL = 1900
"""Before it Excel knows no dates."""
DATED_COLUMNS = frozenset(
    ("from", "to", "date", "published", "possible_from", "certain_from", "certain_to", "possible_to")
)
"""The columns in which a text that is one day is written as a date."""
NARROWEST, WIDEST, MEASURED = 8, 60, 200
"""Between what widths a column is as wide as what stands in it, in as many rows as are looked at."""
_DAY = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")


def as_xlsx(result: Result) -> bytes:
    """Return a workbook: the rows with a heading that stays, and on a second sheet what was asked.

    It needs the extra `tempodb[excel]`.

    Raises:
        InputError: there are more rows than a sheet holds.

    """
    if len(result) > MOST_ROWS:
        message = f"a sheet holds {MOST_ROWS:,} rows, and the answer has {len(result):,}"
        raise InputError.of("format", message, "write CSV or Parquet, or add a `limit`")
    shown = result.with_dates() if result.columns == result.row_type._fields else result
    held = io.BytesIO()
    # Rows that are written are not kept, however many there are.
    workbook = xlsxwriter.Workbook(held, {"constant_memory": True})
    if result.known_at is not None:
        workbook.set_properties({"created": datetime.fromisoformat(result.known_at), "title": result.query})
    _write_rows(workbook, shown)
    _write_question(workbook, result)
    workbook.close()
    return held.getvalue()


def _write_rows(workbook: Any, shown: Result) -> None:
    sheet = workbook.add_worksheet("answer")
    bold, day = workbook.add_format({"bold": True}), workbook.add_format({"num_format": "yyyy-mm-dd"})
    writers = [_writer(sheet, day, name in DATED_COLUMNS) for name in shown.columns]
    widths = [len(name) + 3 for name in shown.columns]
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(len(shown), 1), len(shown.columns) - 1)
    for at, name in enumerate(shown.columns):
        sheet.write_string(0, at, name, bold)
    for row, cells in enumerate(_cells(shown), start=1):
        for at, (write, cell) in enumerate(zip(writers, cells, strict=True)):
            write(row, at, cell)
        if row <= MEASURED:
            widths = [max(width, len(str(cell or ""))) for width, cell in zip(widths, cells, strict=True)]
    for at, width in enumerate(widths):
        sheet.set_column(at, at, min(max(width, NARROWEST), WIDEST))


def _cells(shown: Result) -> Iterable[Sequence[Any]]:
    as_it_is: Any = lambda value: ";".join(value) if isinstance(value, tuple) else value  # noqa: E731
    return shown.written(as_it_is)


def _writer(sheet: Any, day: Any, is_stated: bool) -> Callable[[int, int, Any], None]:
    """Return what writes a value into a cell of a column, of which a stated day is a date."""

    def write(row: int, at: int, value: Any) -> None:
        if is_stated and isinstance(value, str) and _DAY.fullmatch(value):
            value = date.fromisoformat(value)
        if isinstance(value, int):
            sheet.write_number(row, at, value)
        elif isinstance(value, date) and value.year >= FIRST_YEAR_OF_EXCEL:
            sheet.write_datetime(row, at, value, day)
        elif value is not None:
            sheet.write_string(row, at, _fitting(str(value)))

    return write


def _fitting(text: str) -> str:
    """Return a text that a cell can hold, and that says so where it is not all of it."""
    shown = printable(text)
    cut = " … (cut: a cell holds no more)"
    return shown if len(shown) <= MOST_CHARACTERS else shown[: MOST_CHARACTERS - len(cut)] + cut


def _write_question(workbook: Any, result: Result) -> None:
    sheet = workbook.add_worksheet("question")
    told = [
        ("query", result.query),
        ("valid", result.valid or "all times"),
        ("known_at", result.known_at or "before anything was recorded"),
        ("rows", str(len(result))),
        *(("note", note) for note in (*result.told, *filter(None, [result.empty_because]))),
    ]
    for row, (name, text) in enumerate(told):
        sheet.write_string(row, 0, name)
        sheet.write_string(row, 1, _fitting(text))
    sheet.set_column(0, 1, NARROWEST + len("known_at"))

"""The rows of a sheet of a workbook, with dates as dates, and what is wrong in it by its row and the letter of its column."""

from __future__ import annotations

import re
import warnings
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime, time
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import ParseError

from tempodb.base.errors import DatasetError, InputError, Problem
from tempodb.base.nearest import nearest
from tempodb.interchange.importers.foreign_ids import composed
from tempodb.interchange.importers.foreign_statements import ForeignStatements
from tempodb.interchange.importers.placed_text import PlacedText
from tempodb.interchange.importers.tables.csv_tables import TableRow
from tempodb.interchange.importers.tables.table_map import TableShape
from tempodb.markup.opened_files import file_opened
from tempodb.markup.shown_texts import in_backticks
from tempodb.markup.tree import Place, problem_at

MAX_UNPACKED_BYTES = 1024 * 1024 * 1024
"""How many bytes the parts of a workbook may have."""
_MUCH = 16 * 1024 * 1024
_MOST_PACKED = 200
"""How many times as large as it is packed a part may be that is not small; sheets of people are 10 to 50 times."""
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    ParseError,
    AttributeError,
    EOFError,
    IndexError,
    KeyError,
    OSError,
    OverflowError,
    TypeError,
    ValueError,
)
"""What openpyxl raises where a workbook is none, or is cut off."""


class SheetFile:
    """The table that a sheet of a workbook is, of which what is wrong goes to *statements*.

    Raises:
        DatasetError: the file is no workbook, has no such sheet, or several of which none is chosen.
        InputError: openpyxl is not installed.

    """

    def __init__(self, path: Path, shape: TableShape, statements: ForeignStatements) -> None:
        self._path = path
        self._statements = statements
        self._header = shape.header
        with _workbook(path) as (file, book, _):
            self._file = file
            self.sheet = _chosen(book.sheetnames, shape.sheet, file)
            names = [
                composed(_text(cell.value).strip()) for cell in self._cells(book, shape.header, shape.header)
            ]
        while names and not names[-1]:
            names.pop()
        self.heading = self._place(str(shape.header))
        if not names:
            raise DatasetError(problem_at(self.heading, "empty", "no row names the columns", None))
        self.columns: Sequence[str] = [name or f"column {i}" for i, name in enumerate(names, 1)]
        for name, before in zip(self.columns, names, strict=True):
            if not before:
                statements.take(f"a column without a name is called `{name}`", 0)
        twice = next((name for i, name in enumerate(self.columns) if name in self.columns[:i]), None)
        if twice is not None:
            message = f"{in_backticks(twice)} names two columns"
            raise DatasetError(problem_at(self.heading, "columns", message, "keep one of the two"))

    def rows(self) -> Iterator[TableRow]:
        """Yield its rows, but for those without anything in them."""
        with _workbook(self._path) as (_, book, formulas):
            sheet = book[self.sheet]
            sheet.reset_dimensions()
            others: Iterator[Any] = iter(())
            if formulas is not None:
                formulas[self.sheet].reset_dimensions()
                others = formulas[self.sheet].iter_rows(min_row=self._header + 1)
            for number, cells in enumerate(sheet.iter_rows(min_row=self._header + 1), self._header + 1):
                written = next(others, ())
                texts = [
                    PlacedText(self._said(cell, written[i : i + 1], i, number), self._at(i, number))
                    for i, cell in enumerate(cells)
                ]
                if any(texts):
                    yield self._row(texts, number)

    def _row(self, texts: list[PlacedText], number: int) -> TableRow:
        for i, text in enumerate(texts[len(self.columns) :], len(self.columns)):
            if text:
                message = "this cell stands in a column without a name"
                self._statements.refuse(self._at(i, number)(), "columns", message, "name its column")
        texts += [PlacedText("", self._at(i, number)) for i in range(len(texts), len(self.columns))]
        cells = dict(zip(self.columns, texts, strict=False))
        return TableRow(self._place(str(number)), cells)

    def _said(self, cell: Any, written: Sequence[Any], column: int, number: int) -> str:
        """Return what a cell says; what it cannot say is refused."""
        if cell.value is None and written and written[0].data_type == "f":
            message = "the formula in this cell was never worked out"
            hint = "open the workbook and save it, or put its value here"
            self._statements.refuse(self._at(column, number)(), "formula", message, hint)
            return ""
        if cell.value is not None and cell.data_type == "e":
            message = f"the cell holds the error {in_backticks(str(cell.value))}"
            self._statements.refuse(self._at(column, number)(), "formula", message, "correct its formula")
            return ""
        text = composed(_text(cell.value).strip())
        if isinstance(cell.value, date) and (cut := _shown_parts(cell.number_format)) < len(text):
            self._statements.take("cells show months or years alone, and are taken as such")
            return text[:cut]
        return text

    def _cells(self, book: Any, first: int, last: int) -> Sequence[Any]:
        sheet = book[self.sheet]
        if not hasattr(sheet, "iter_rows"):
            message = f"the sheet {in_backticks(self.sheet)} is a chart"
            raise DatasetError(Problem("sheet", message, "name one with a table", file=self._file))
        sheet.reset_dimensions()
        return next(iter(sheet.iter_rows(min_row=first, max_row=last)), ())

    def _at(self, column: int, number: int) -> Any:
        return lambda: self._place(f"{_letters(column)}{number}")

    def _place(self, where: str) -> Place:
        return Place(self._file, 0, 0, 0, 0, f"{self.sheet}!{where}")


def sheet_names(path: Path) -> Sequence[str]:
    """Return the names of the sheets of a workbook.

    Raises:
        DatasetError: the file is none.
        InputError: openpyxl is not installed.

    """
    with _workbook(path) as (_, book, _formulas):
        return tuple(book.sheetnames)


@contextmanager
def _workbook(path: Path) -> Iterator[tuple[str, Any, Any]]:
    """Open a workbook: what it is called in errors, its values, and its formulas if it has any."""
    try:
        import openpyxl
    except ImportError:
        hint = "install it with: pip install 'tempodb[excel]', or save the sheet as CSV"
        raise InputError.of("extra", f"{in_backticks(path.name)} needs openpyxl", hint) from None
    with file_opened(path) as (file, stream), warnings.catch_warnings():
        # What it does not read of a workbook, such as lists to choose from, is nothing that is asked for.
        warnings.simplefilter("ignore")
        try:
            has_formulas = _looked_at(stream, file)
            book = openpyxl.load_workbook(stream, read_only=True, data_only=True)
            formulas = openpyxl.load_workbook(stream, read_only=True) if has_formulas else None
            yield file, book, formulas
        except InputError:
            raise
        except _BROKEN as error:
            hint = "save it as .xlsx anew, or as CSV"
            said = str(error).splitlines()[0:1] or ["it was cut off"]
            message = f"this is no workbook that can be read: {in_backticks(said[0])}"
            raise DatasetError(Problem("format", message, hint, file=file)) from None


def _looked_at(stream: Any, file: str) -> bool:
    """Return whether a workbook has formulas.

    Raises:
        DatasetError: it is too large.

    """
    with zipfile.ZipFile(stream) as parts:
        sizes = [(part.file_size, part.compress_size) for part in parts.infolist()]
        if sum(size for size, _ in sizes) > MAX_UNPACKED_BYTES:
            message = f"its parts have more than {MAX_UNPACKED_BYTES // 1024**3} GiB"
            raise DatasetError(Problem("too-large", message, "split it", file=file))
        if any(size > _MUCH and size > _MOST_PACKED * packed for size, packed in sizes):
            message = f"a part of it is over {_MOST_PACKED} times as large as it is packed"
            hint = "look who sent it; if it is what you want, save it as CSV"
            raise DatasetError(Problem("too-large", message, hint, file=file))
        return any(_has_formula(parts, name) for name in parts.namelist() if "worksheets/" in name)


def _has_formula(parts: zipfile.ZipFile, name: str) -> bool:
    before = b""
    with parts.open(name) as part:
        while chunk := part.read(1024 * 1024):
            if re.search(rb"<(?:\w+:)?f[ >/]", before + chunk):
                return True
            before = chunk[-16:]
    return False


def _chosen(names: Sequence[str], wanted: str | None, file: str) -> str:
    if wanted is None and len(names) == 1:
        return names[0]
    if wanted is not None and wanted in names:
        return wanted
    sheets = f"its sheets are {', '.join(map(in_backticks, names))}"
    if wanted is None:
        message, hint = "the workbook has several sheets", f"say with --sheet which one: {sheets}"
    else:
        near = nearest(wanted, names)
        hint = f"the nearest is {in_backticks(near)}" if near else sheets
        message = f"there is no sheet {in_backticks(wanted)}"
    raise DatasetError(Problem("sheet", message, hint, file=file))


def _text(value: Any) -> str:
    """Return the value of a cell as a text; what is no number of days, but shown so, is a date."""
    match value:
        case None:
            return ""
        case bool():
            return str(value).lower()
        case datetime():
            return value.date().isoformat() if value.time() == time() else value.isoformat(" ", "seconds")
        case float() if value.is_integer():
            return str(int(value))
        case date() | time():
            return value.isoformat()
    return str(value)


def _shown_parts(number_format: str) -> int:
    """Return how many characters of a date are as much as a format shows of it.

    >>> _shown_parts("yyyy"), _shown_parts("mmm-yy"), _shown_parts("dd/mm/yyyy"), _shown_parts("General")
    (4, 7, 19, 19)
    """
    shown = re.sub(r'"[^"]*"|\\.|\[[^]]*\]', "", number_format.lower())
    if "y" not in shown or "d" in shown or "h" in shown:
        return 19
    return 7 if "m" in shown else 4


def _letters(column: int) -> str:
    """Return the letters of a column, which is counted from 0.

    >>> _letters(0), _letters(25), _letters(26), _letters(702)
    ('A', 'Z', 'AA', 'AAA')
    """
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters

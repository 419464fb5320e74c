"""The table that a file holds, or each sheet of it, by what the file is."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from tempodb.base.errors import DatasetError, Problem
from tempodb.interchange.importers.foreign_files import begins_with
from tempodb.interchange.importers.foreign_statements import ForeignStatements
from tempodb.interchange.importers.tables.csv_tables import CsvFile, ForeignTable
from tempodb.interchange.importers.tables.sheets import SheetFile, sheet_names
from tempodb.interchange.importers.tables.table_map import TableShape
from tempodb.markup.shown_texts import visible

_OLD_WORKBOOK = b"\xd0\xcf\x11\xe0"
"""How workbooks begin that are older than .xlsx, and those with a password."""


def table_in(path: Path, shape: TableShape, statements: ForeignStatements) -> ForeignTable:
    """Return the table of a file, of which what is wrong goes to *statements*.

    Raises:
        DatasetError: it cannot be read, or does not tell its columns.
        InputError: it is a workbook, and openpyxl is not installed.

    """
    if is_workbook(path):
        return SheetFile(path, shape, statements)
    if shape.sheet is not None:
        message = "a file of CSV has no sheets"
        raise DatasetError(Problem("sheet", message, "leave `sheet` out", file=visible(str(path))))
    return CsvFile(path, shape, statements)


def is_workbook(path: Path) -> bool:
    """Return whether a file is a workbook of Excel.

    Raises:
        DatasetError: it cannot be read, or is one that is too old.

    """
    start = begins_with(path, 4)
    if start == _OLD_WORKBOOK:
        message = "this is a workbook of an old form, or one with a password"
        raise DatasetError(Problem("format", message, "save it as .xlsx", file=visible(str(path))))
    return start == b"PK\x03\x04"


def sheets_named(path: Path, names: Sequence[str]) -> tuple[Sequence[str | None], Sequence[str]]:
    """Return the sheets of a workbook that have one of some names, and those beside them that have not.

    Where there is none such, or no workbook, it is None, and nothing stands beside it.

    Raises:
        DatasetError: it cannot be read.
        InputError: it is a workbook, and openpyxl is not installed.

    """
    sheets = sheet_names(path) if is_workbook(path) else ()
    found = [name for name in sheets if name.lower() in names]
    return (found, [name for name in sheets if name not in found]) if found else ([None], ())

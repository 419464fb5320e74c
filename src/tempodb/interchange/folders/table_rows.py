"""The rows of a table in a folder, be it of CSV or of Parquet: cells as texts, each with its place."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple, Protocol

from tempodb.base.nearest import nearest
from tempodb.interchange.folders.folder_paths import PARQUET
from tempodb.interchange.folders.folder_tables import FolderTable
from tempodb.interchange.folders.parquet_table import ROWS_READ, ParquetTable
from tempodb.interchange.folders.table_cells import unguarded_cell
from tempodb.markup.csv_table import CsvRow, CsvTable
from tempodb.markup.opened_files import file_opened
from tempodb.markup.plain_csv import plain_columns
from tempodb.markup.shown_texts import in_backticks
from tempodb.markup.tree import Findings, Place, problem_at


class CellRow(NamedTuple):
    """The cells of a row, and the place of the row."""

    cells: Sequence[str]
    place: Place
    of: CsvRow | None


class TableRows(Protocol):
    """A table that is read: how it is called in errors, and its columns."""

    file: str
    columns: Sequence[str]

    def rows(self) -> Iterator[CellRow]:
        """Yield its rows.

        Raises:
            DatasetError: something is wrong in it.

        """

    def place(self, row: CellRow, column: int) -> Place:
        """Return where a cell stands."""


@contextmanager
def table_rows(path: Path) -> Iterator[TableRows]:
    """Open a table.

    Raises:
        DatasetError: it cannot be read, or its columns cannot.
        InputError: it is of Parquet, and pyarrow is not installed.

    """
    if path.suffix == PARQUET:
        yield ParquetRows(ParquetTable(path))
    else:
        with file_opened(path) as (file, stream):
            findings = Findings()
            yield CsvRows(CsvTable(stream, file, findings), findings)


class PlainTable(NamedTuple):
    """A clean table: the names of its columns, those of some rows after the other, and what a cell means in it."""

    columns: Sequence[str]
    parts: Iterator[Sequence[Sequence[str]]]
    meant: Callable[[str], str]


@contextmanager
def plain_table(path: Path) -> Iterator[PlainTable]:
    """Open a table that is clean.

    Raises:
        NotCleanError, DatasetError, InputError: it is not; so do the parts of it.

    """
    if path.suffix == PARQUET:
        table = ParquetTable(path)
        yield PlainTable(table.columns, table.parts(), str)
    else:
        with file_opened(path) as (_, stream):
            yield PlainTable(*plain_columns(stream, ROWS_READ), unguarded_cell)


class CsvRows:
    """A table of CSV; implements `TableRows`."""

    def __init__(self, table: CsvTable, findings: Findings) -> None:
        self._table = table
        self._findings = findings
        self.file = table.file
        self.columns: Sequence[str] = table.columns

    def rows(self) -> Iterator[CellRow]:
        """Yield its rows."""
        for row in self._table:
            cells = list(map(unguarded_cell, row.cells))
            yield CellRow(cells, Place(self.file, row.line, 1, row.offset, 1), row)
        self._findings.check()

    def place(self, row: CellRow, column: int) -> Place:
        """Return where a cell stands."""
        at = self._table.header if row.of is None else row.of
        return replace(self._table.place(at, column), pointer=self.columns[column])


class ParquetRows:
    """A table of Parquet; implements `TableRows`."""

    def __init__(self, table: ParquetTable) -> None:
        self._table = table
        self.file = table.file
        self.columns: Sequence[str] = table.columns

    def rows(self) -> Iterator[CellRow]:
        """Yield its rows."""
        number = 0
        for batch in self._table.parts():
            for cells in zip(*batch, strict=True):
                number += 1
                yield CellRow(cells, Place(self.file, number, 0, 0, 0), None)

    def place(self, row: CellRow, column: int) -> Place:
        """Return where a cell stands."""
        return replace(row.place, pointer=self.columns[column])


class SomeRows:
    """Some rows of a table; implements `TableRows`."""

    def __init__(self, rows: TableRows, chosen: Sequence[CellRow]) -> None:
        self.file = rows.file
        self.columns = rows.columns
        self.place = rows.place
        self._chosen = chosen

    @classmethod
    def of(cls, path: Path, places: Iterable[int]) -> SomeRows:
        """Return the rows in some places of a table, of which the first is 0.

        Raises:
            DatasetError: something is wrong in it.

        """
        wanted = set(places)
        with table_rows(path) as rows:
            return cls(rows, [row for place, row in enumerate(rows.rows()) if place in wanted])

    def rows(self) -> Iterator[CellRow]:
        """Yield them."""
        yield from self._chosen


def refuse_unknown_columns(rows: TableRows, table: FolderTable) -> None:
    """Refuse columns that a table has not, or has twice, and a table without its first one.

    Raises:
        DatasetError: there are some.

    """
    findings = Findings()
    heading = CellRow(rows.columns, Place(rows.file, 0, 0, 0, 0), None)
    if table.first and table.first not in rows.columns:
        message = f"the column `{table.first}` is missing"
        place = replace(rows.place(heading, 0), pointer=None)
        findings.add(problem_at(place, "missing", message, "name it in the first line"))
    for number, name in enumerate(rows.columns):
        if name in table.columns:
            continue
        near = name.strip().lower()
        near = near if near in table.columns else nearest(near, table.columns) or ""
        hint = f"the nearest is `{near}`" if near else f"the columns are {', '.join(table.columns)}"
        place = replace(rows.place(heading, number), pointer=None)
        message = f"`{table.section}` has no column {in_backticks(name)}"
        findings.add(
            problem_at(place, "unknown-column", message, hint)._replace(suggestions=(near,) if near else ())
        )
    findings.check()

"""Files of tables → what they state together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from os import PathLike
from pathlib import Path

from tempodb.base.errors import DatasetError, InputError, Problem
from tempodb.base.nearest import nearest
from tempodb.interchange.importers.conventions import Conventions, EndDay
from tempodb.interchange.importers.foreign_statements import ForeignStatements, StatedSource
from tempodb.interchange.importers.tables.csv_tables import ForeignTable, TableRow
from tempodb.interchange.importers.tables.header_maps import (
    SEMICOLONS,
    header_map,
    refuse_unclassed,
    section_of,
)
from tempodb.interchange.importers.tables.joined_tables import JoinedTable, no_column, rows_joined
from tempodb.interchange.importers.tables.map_reading import read_map, with_excerpts
from tempodb.interchange.importers.tables.row_statements import RowStatements
from tempodb.interchange.importers.tables.suggesting import suggested_map
from tempodb.interchange.importers.tables.table_files import sheets_named, table_in
from tempodb.interchange.importers.tables.table_map import SECTIONS, MapEntry, TableMap, TableShape
from tempodb.markup.shown_texts import in_backticks
from tempodb.markup.tree import Place, problem_at
from tempodb.model.caller_values import path_of
from tempodb.model.schema import PARTY_SECTIONS

_OTHER_ENCODING = "cp1252"
"""In which encoding a table is most often that is not in UTF-8."""


def read_tables(
    paths: Sequence[Path],
    dataset: str,
    conventions: Conventions,
    map: str | PathLike[str] | None = None,
    section: str | None = None,
    sheet: str | None = None,
) -> StatedSource:
    """Return what tables state together by a *map*, or by columns that are called as our keys.

    Of workbooks, a *sheet* is read; without a map each that is called as one of our sections.

    Raises:
        DatasetError: one cannot be read, its columns do not tell what it holds, or the map is wrong.
        InputError: there is no such section, or one is said beside a map.

    """
    if map is None:
        return _read_own(paths, dataset, conventions, section, sheet)
    if section is not None:
        message = "a map says itself of which sections its entries are"
        raise InputError.of("argument", message, "leave --section out")
    path = Path(path_of(map))
    map_ = read_map(path)
    if sheet is not None:
        map_ = replace(map_, shape=replace(map_.shape, sheet=sheet))
    return _read_mapped(paths, dataset, conventions, path, map_)


def first_map(
    paths: Sequence[Path], map: str | None = None, section: str | None = None, sheet: str | None = None
) -> str:
    """Return the text of a first map of a table.

    Raises:
        DatasetError: it cannot be read, or none of its rows can.
        InputError: several are named.

    """
    if len(paths) != 1:
        message = "a map is suggested of one table"
        raise InputError.of("argument", message, "name one; its map may do for others, too")
    if map is not None or section is not None:
        message = "what is suggested is a map"
        raise InputError.of("argument", message, "leave --map and --section out")
    shape = TableShape(sheet=sheet)
    table, rows, refused = _rows_seen(paths[0], shape)
    if any(problem.code == "encoding" for problem in refused):
        shape = replace(shape, encoding=_OTHER_ENCODING)
        table, rows, refused = _rows_seen(paths[0], shape)
    if refused and not rows:
        raise DatasetError(*refused)
    return suggested_map(table, rows, refused, paths[0].stem, shape)


def _rows_seen(path: Path, shape: TableShape) -> tuple[ForeignTable, Sequence[TableRow], Sequence[Problem]]:
    """Return a table, the rows that can be read of it, and what is refused."""
    out = ForeignStatements("suggested", Conventions(), EndDay.OUTSIDE)
    table = table_in(path, shape, out)
    rows = list(table.rows())
    return table, rows, out.collected().refused


def _read_mapped(
    paths: Sequence[Path], dataset: str, conventions: Conventions, path: Path, map_: TableMap
) -> StatedSource:
    opened = replace(conventions, open=conventions.open | map_.meanings.open)
    out = ForeignStatements(map_.dataset or dataset, opened, EndDay.OUTSIDE)
    out.head(**map_.heading)
    rows = RowStatements(map_.meanings, out)
    joined = [JoinedTable(name, join, path.parent, out) for name, join in map_.joins.items()]
    tables = [table_in(each, map_.shape, out) for each in paths]
    named = set(map_.columns)
    for table in tables:
        _refuse_columns(map_, [*table.columns, *(name for each in joined for name in each.columns)])
        for column in table.columns:
            if column not in named:
                out.leave_out(f"the column `{column}`", table.heading)
    rows.state(TableRow(_beginning(path), {}), [entry for entry in map_.entries if not entry.is_of_rows])
    entries = [entry for entry in map_.entries if entry.is_of_rows]
    unmet = _texts_wanted(entries)
    for table in tables:
        for row in rows_joined(table.rows(), joined):
            unmet -= {each for each in unmet if row.cells[each[0]] == each[1]}
            rows.state(row, entries)
    rows.finish()
    for column, text in sorted(unmet):
        out.take(f"no row has {in_backticks(text)} in {in_backticks(column)}, of which a condition is", 0)
    return out.collected()


def _texts_wanted(entries: Sequence[MapEntry]) -> set[tuple[str, str]]:
    """Return of which texts in which columns there are conditions."""
    return {
        (str(hole.column), text)
        for entry in entries
        for condition in (*entry.when, *entry.unless)
        for hole in condition.column.holes
        for text in condition.texts or ()
        if text
    }


def _beginning(path: Path) -> Place:
    return Place(str(path), 0, 0, 0, 0)


def _refuse_columns(map_: TableMap, columns: Sequence[str]) -> None:
    """Refuse a map that names columns which are not there.

    Raises:
        DatasetError: it does.

    """
    wrong = [
        problem_at(named.place, "columns", *no_column(named, columns))
        for named in map_.columns
        if named not in columns
    ]
    if wrong:
        raise DatasetError(*with_excerpts(wrong))


def _read_own(
    paths: Sequence[Path],
    dataset: str,
    conventions: Conventions,
    section: str | None,
    sheet: str | None,
) -> StatedSource:
    if section is not None and section not in SECTIONS:
        near = nearest(section, SECTIONS)
        hint = f"the nearest is `{near}`" if near else f"choose from {', '.join(SECTIONS)}"
        raise InputError.of("argument", f"`{section}` is no section", hint)
    out = ForeignStatements(dataset, conventions, EndDay.OUTSIDE)
    rows = RowStatements(SEMICOLONS, out)
    tables = []
    for path in paths:
        sheets, others = ([sheet], ()) if sheet is not None else sheets_named(path, SECTIONS)
        for name in others:
            out.leave_out(f"the sheet {in_backticks(name)}, which is called as no section", _beginning(path))
        tables += [_table(path, section, each, out) for each in sheets]
    is_described = any(found in PARTY_SECTIONS for _, found in tables)
    for table, found in tables:
        if found == "memberships" and not is_described:
            refuse_unclassed(table)
        entries, unknown = header_map(table, found)
        for column in unknown:
            out.leave_out(f"the column `{column}`, which is no key of {found}", table.heading)
        for row in table.rows():
            rows.state(row, entries)
    rows.finish()
    return out.collected()


def _table(
    path: Path, section: str | None, sheet: str | None, out: ForeignStatements
) -> tuple[ForeignTable, str]:
    """Return a table, and of which section it has the entries.

    Raises:
        DatasetError: it cannot be read, or does not tell.

    """
    table = table_in(path, TableShape(sheet=sheet), out)
    found = section or section_of(sheet or path.stem, table.columns)
    if found is None:
        message = "the columns do not tell what the rows are"
        hint = "say with --map what they are, or with --section of which one of our sections"
        raise DatasetError(problem_at(table.heading, "columns", message, hint))
    return table, found

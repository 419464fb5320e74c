"""Files of tables → what they state together."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from tempodb.base.errors import DatasetError, InputError
from tempodb.base.nearest import nearest
from tempodb.interchange.importers.conventions import Conventions, EndDay
from tempodb.interchange.importers.foreign_statements import ForeignStatements, StatedSource
from tempodb.interchange.importers.tables.csv_tables import CsvFile, ForeignTable
from tempodb.interchange.importers.tables.header_maps import (
    SECTIONS,
    SEMICOLONS,
    header_map,
    refuse_unclassed,
    section_of,
)
from tempodb.interchange.importers.tables.row_statements import RowStatements
from tempodb.interchange.importers.tables.table_map import TableShape
from tempodb.markup.tree import problem_at
from tempodb.model.schema import PARTY_SECTIONS


def read_tables(
    paths: Sequence[Path], dataset: str, conventions: Conventions, section: str | None = None
) -> StatedSource:
    """Return what tables state together whose columns are called as our keys.

    Raises:
        DatasetError: one cannot be read, or its columns do not tell what it holds.
        InputError: there is no such section.

    """
    if section is not None and section not in SECTIONS:
        near = nearest(section, SECTIONS)
        hint = f"the nearest is `{near}`" if near else f"choose from {', '.join(SECTIONS)}"
        raise InputError.of("argument", f"`{section}` is no section", hint)
    out = ForeignStatements(dataset, conventions, EndDay.OUTSIDE)
    rows = RowStatements(SEMICOLONS, out)
    tables = [_table(path, section, out) for path in paths]
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


def _table(path: Path, section: str | None, out: ForeignStatements) -> tuple[ForeignTable, str]:
    """Return a table, and of which section it has the entries.

    Raises:
        DatasetError: it cannot be read, or does not tell.

    """
    table = CsvFile(path, TableShape(), out)
    found = section or section_of(path.stem, table.columns)
    if found is None:
        message = "the columns do not tell what the rows are"
        hint = "call them as keys of our sections, or say with --section which one it is"
        raise DatasetError(problem_at(table.heading, "columns", message, hint))
    return table, found

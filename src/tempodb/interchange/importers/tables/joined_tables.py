"""Rows with those of other tables beside them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from tempodb.base.errors import DatasetError
from tempodb.base.nearest import nearest
from tempodb.base.spelling import spelt_out
from tempodb.interchange.importers.foreign_statements import ForeignStatements
from tempodb.interchange.importers.placed_text import PlacedText
from tempodb.interchange.importers.tables.csv_tables import TableRow
from tempodb.interchange.importers.tables.table_files import table_in
from tempodb.interchange.importers.tables.table_map import TableJoin
from tempodb.markup.shown_texts import in_backticks
from tempodb.markup.tree import problem_at


class JoinedTable:
    """Another table, of which each row of the first has at most one beside it, called by a *name* and a dot before each column.

    What is wrong goes to *statements*.

    Raises:
        DatasetError: it lies outside the *folder* of the map, cannot be read, or has no such column.

    """

    def __init__(self, name: str, join: TableJoin, folder: Path, statements: ForeignStatements) -> None:
        if not (folder / join.file).resolve().is_relative_to(folder.resolve()):
            message = f"{in_backticks(join.file)} lies outside the folder of the map"
            raise DatasetError(problem_at(join.place, "path", message, "put it beside the map, or below"))
        table = table_in(folder / join.file, join.shape, statements)
        if join.there not in table.columns:
            raise DatasetError(problem_at(join.place, "columns", *no_column(join.there, table.columns)))
        self._name = name
        self._here = join.here
        self._out = statements
        self.columns = [f"{name}.{column}" for column in table.columns]
        self._rows: dict[str, TableRow] = {}
        for row in table.rows():
            key = row.cells[join.there]
            if self._rows.setdefault(key, row) is not row:
                message = f"`{spelt_out(key)}` is there twice in `{join.there}`"
                hint = f"keep one of it and {problem_at(self._rows[key].place, '', '').place}"
                statements.refuse(key.place, "duplicate", message, hint)

    def beside(self, row: TableRow) -> Mapping[str, PlacedText] | None:
        """Return what stands beside a row, None where there is no such row."""
        key = row.cells[self._here]
        if not key:
            return {column: PlacedText("", lambda: key.place) for column in self.columns}
        found = self._rows.get(key)
        if found is None:
            message = f"`{spelt_out(key)}` is not in the table `{self._name}`"
            self._out.refuse(key.place, "join", message, "add it there, or correct it here")
            return None
        return dict(zip(self.columns, found.cells.values(), strict=True))


def rows_joined(rows: Iterable[TableRow], tables: Iterable[JoinedTable]) -> Iterator[TableRow]:
    """Yield rows with what stands beside them in other tables, but for those that miss it."""
    joined = list(tables)
    if not joined:
        yield from rows
        return
    for row in rows:
        cells = dict(row.cells)
        others = [table.beside(row) for table in joined]
        for each in others:
            cells |= each or {}
        if None not in others:
            yield row._replace(cells=cells)


def no_column(name: str, columns: Iterable[str]) -> tuple[str, str]:
    """Return what is wrong where a column is named that is not there, and what to try.

    >>> no_column("Form", ["From", "To"])
    ('there is no column `Form`', 'the nearest is `From`')
    """
    names = list(columns)
    near = nearest(name.lower(), [each.lower() for each in names])
    found = next((each for each in names if each.lower() == near), None)
    hint = f"the nearest is `{found}`" if found else f"the columns are {', '.join(map(spelt_out, names))}"
    return f"there is no column {in_backticks(name)}", hint

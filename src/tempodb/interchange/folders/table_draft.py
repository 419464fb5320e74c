"""A table in the making: each text of a column is kept once, and known in the rows by its number."""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence

from tempodb.interchange.folders.folder_tables import FolderTable


class TableDraft:
    """The rows of a table, of which the columns are written that say something."""

    def __init__(self, table: FolderTable) -> None:
        self._table = table
        self._texts: dict[str, dict[str, int]] = {}
        self._numbers: dict[str, array[int]] = {}
        self.count = 0

    def add(self, cells: Mapping[str, str]) -> None:
        """Add a row of some cells, by their columns."""
        for column, text in cells.items():
            known = self._texts.setdefault(column, {"": 0})
            numbers = self._numbers.setdefault(column, array("I"))
            if len(numbers) < self.count:
                numbers.extend([0] * (self.count - len(numbers)))
            numbers.append(known.setdefault(text, len(known)))
        self.count += 1

    @property
    def columns(self) -> Sequence[str]:
        """The columns in which something stands, in the order of the table."""
        return [column for column in self._table.columns if column in self._numbers]

    @property
    def texts(self) -> Sequence[Sequence[str]]:
        """The texts of each column, by their numbers; the first is that of an empty cell."""
        return [list(self._texts[column]) for column in self.columns]

    @property
    def numbers(self) -> Sequence[array[int]]:
        """The numbers in each column, row by row."""
        for numbers in self._numbers.values():
            numbers.extend([0] * (self.count - len(numbers)))
        return [self._numbers[column] for column in self.columns]

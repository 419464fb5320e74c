"""Entries that take more than columns are set aside from the tables of a folder, and read as a small tree.

What `existence`, `aliases`, `seats`, `organization` and `suspended` list is rare, and so is what stands in
`dataset.yaml`: none of it is worth columns of its own, and because of none of it a million other rows have
to be a tree. The models read it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from tempodb.interchange.dataset.claim_rows import rows_by_entry
from tempodb.interchange.dataset.entry_values import ByNumber
from tempodb.interchange.dataset.stated_rows import StatedRow, stated_rows
from tempodb.interchange.folders.folder_files import FolderFiles
from tempodb.interchange.folders.folder_tables import (
    ALIASES,
    EXISTENCE,
    HOMES,
    ID_COLUMN,
    SEATS,
    SUSPENSIONS,
    FolderTable,
    tables,
)
from tempodb.interchange.folders.folder_tree import FolderTree
from tempodb.interchange.folders.raw_tables import RawColumns, in_lists
from tempodb.interchange.folders.table_rows import CellRow
from tempodb.markup.plain_json import NotCleanError
from tempodb.markup.tree import MappingNode, Place
from tempodb.model.claim_columns import NumberRows
from tempodb.model.claim_words import ClaimWords, IntColumn
from tempodb.model.kinds import Kind

_RARE = (ALIASES, EXISTENCE, HOMES, SEATS)
"""The tables of what takes more than columns; the rest of the entries that their rows belong to goes with it."""


class SetAside:
    """The tables of a folder without some entries, and the claims of these.

    Raises:
        NotCleanError, DatasetError: something is wrong with these.

    """

    def __init__(
        self,
        folder: FolderFiles,
        heading: MappingNode,
        written: Mapping[str, RawColumns],
        words: ClaimWords,
    ) -> None:
        self.kept: dict[str, RawColumns] = {}
        """The columns of the other entries, by their sections."""
        self._kept_places: dict[str, IntColumn] = {}
        self._places: dict[str, Mapping[str | int, int]] = {}
        ids = ids_aside(heading, written)
        rows: dict[str, _SomeCells] = {}
        for section, columns in written.items():
            aside = are_aside(tables()[section], columns, ids)
            if aside.any():
                rows[section] = _SomeCells(folder.tables[section].name, columns, np.flatnonzero(aside))
                self._places[section] = rows[section].places_of(tables()[section].first)
                self._kept_places[section] = np.flatnonzero(~aside)
                columns = _chosen(columns, self._kept_places[section])
            self.kept[section] = in_lists(columns)
        reading = FolderTree(folder)
        tree = reading.of_rows(heading, rows)
        if reading.problems:
            raise NotCleanError
        self._stated: Mapping[str, Sequence[StatedRow]] = stated_rows(tree, words)

    def completed(self, kind: Kind, section: str, rows: NumberRows) -> NumberRows:
        """Return the claims of the entries of a section that were kept with those of the others, in their order."""
        stated = self._stated.get(section)
        if not stated:
            return rows
        others = np.array([row for _, row in stated], np.int64)
        if section not in self._places:
            return others
        places = self._places[section]
        # The first claim of each entry, and no other, is of the kind of its section.
        own = self._kept_places[section][np.cumsum(rows[:, 0] == kind) - 1]
        return rows_by_entry([(own, rows), (np.array([places[entry] for entry, _ in stated]), others)])


class _SomeCells:
    """Some rows of a table in columns; implements `TableRows`."""

    def __init__(self, file: str, columns: RawColumns, places: IntColumn) -> None:
        self.file = file
        self.columns: Sequence[str] = list(columns)
        self._written = columns
        self._places: list[int] = places.tolist()

    def places_of(self, first: str) -> Mapping[str | int, int]:
        """Return in which place each stands, by its id if it has one, else by how many stand before it."""
        if first != ID_COLUMN:
            return dict(enumerate(self._places))
        ids = self._written[ID_COLUMN]
        return {ids.meant[ids.numbers[place]]: place for place in self._places}

    def rows(self) -> Iterator[CellRow]:
        """Yield them."""
        for place in self._places:
            cells = [column.meant[column.numbers[place]] or "" for column in self._written.values()]
            yield CellRow(cells, Place(self.file, place, 0, 0, 0), None)

    def place(self, row: CellRow, column: int) -> Place:
        """Return where a cell stands."""
        return replace(row.place, pointer=self.columns[column])


def _ids_of(heading: MappingNode) -> Iterator[str]:
    """Yield the ids in `dataset.yaml` to whose entries rows may belong."""
    for section in {outer for table in tables().values() for outer in table.within}:
        found = heading.entry(section)
        if found and isinstance(found[1], MappingNode):
            yield from (key.text for key, _ in found[1].entries)


def _firsts(section: str, written: Mapping[str, RawColumns]) -> Sequence[str]:
    columns = written.get(section)
    return columns[tables()[section].first].meant[1:] if columns else ()


def ids_aside(heading: MappingNode, written: Mapping[str, RawColumns]) -> set[str]:
    """Return the ids whose entries are set aside, with all rows that belong to them."""
    return {*_ids_of(heading), *(id_ for section in _RARE for id_ in _firsts(section, written))}


def are_aside(table: FolderTable, columns: RawColumns, ids: Collection[str]) -> NDArray[np.bool_]:
    """Return which rows are set aside: those of some ids, and those with a list that is cut out of the entry."""
    if table.first in columns:
        return columns[table.first].are(ids.__contains__)
    return columns[SUSPENSIONS].given if SUSPENSIONS in columns else np.zeros(1, np.bool_)


def _chosen(columns: RawColumns, places: IntColumn) -> RawColumns:
    """Return the rows in some places, and of these the columns in which something is."""
    if not len(places):
        return {}
    chosen = {name: ByNumber(column.numbers[places], column.meant) for name, column in columns.items()}
    return {name: column for name, column in chosen.items() if column.given.any()}

"""Clean tables of a folder → claims as columns, as those of a clean file of JSON are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, repeat
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from tempodb.base.collecting import uncollected
from tempodb.base.errors import DatasetError, InputError
from tempodb.interchange.dataset.column_reader import ColumnReader
from tempodb.interchange.dataset.entry_values import ByNumber, EntryValues
from tempodb.interchange.dataset.plain_entries import rules
from tempodb.interchange.dataset.plain_heading import EMPTY, Heading
from tempodb.interchange.dataset.plain_values import RefusedError
from tempodb.interchange.dataset.section_entries import EntryColumns, WrittenSections
from tempodb.interchange.dataset.sections import NESTED_SECTIONS, own_parts, sections_within
from tempodb.interchange.folders.folder_files import FolderFiles, folder_files
from tempodb.interchange.folders.folder_tables import (
    ALIASES,
    DETAIL,
    EXISTENCE,
    HOMES,
    ID_COLUMN,
    LIST_COLUMNS,
    SEATS,
    SOURCE,
    FolderTable,
    tables,
)
from tempodb.interchange.folders.table_cells import items_of
from tempodb.interchange.folders.table_rows import plain_table
from tempodb.markup.contents import content_of
from tempodb.markup.plain_json import NotCleanError
from tempodb.markup.reading import tree_of
from tempodb.markup.tree import without_places
from tempodb.model.citations import Citation
from tempodb.model.claim_columns import distinct_rows
from tempodb.model.claim_words import IntColumn, NumberOf
from tempodb.model.claims import Dataset
from tempodb.model.kinds import Kind

Nested: TypeAlias = "Mapping[str, tuple[IntColumn, EntryColumns]]"
NONE_WITHIN: Mapping[str, Any] = MappingProxyType({})


class TableEntries(NamedTuple):
    """The entries that are the rows of a table; implements `EntryColumns`."""

    said: Mapping[str, ByNumber]
    ids: Sequence[str] = ()
    nested: Nested = NONE_WITHIN

    def within(self, kind: Kind, key: str) -> tuple[IntColumn, EntryColumns] | None:
        """Return the entries of the lists within these, with the place of the one in which each stands."""
        return self.nested.get(key)


def read_folder_columns(path: Path, reader: ColumnReader) -> Dataset | None:
    """Return what a clean folder states as columns, None where it has to be read with places.

    Raises:
        DatasetError: it was changed while it was read.

    """
    try:
        folder = folder_files(path)
        before = folder.state()
        with uncollected():
            dataset = _read(folder, reader)
    except (NotCleanError, RefusedError, DatasetError, InputError):
        return None
    if folder.state() != before:
        raise folder.changed()
    return dataset


def _read(folder: FolderFiles, reader: ColumnReader) -> Dataset:
    content: Any = without_places(tree_of(content_of(folder.heading)))
    entries = {section: content.pop(section) for section in EMPTY if content.get(section)}
    if not entries.keys().isdisjoint(folder.tables):
        raise NotCleanError
    sections = _FolderSections(folder, entries, reader.values)
    dataset = reader.of_sections(Heading.of(content), sections, str(folder.path), folder.fingerprint())
    sections.refuse_rest()
    return dataset


class _FolderSections(WrittenSections):
    """The sections of a folder; implements `Sections`."""

    def __init__(self, folder: FolderFiles, entries: Mapping[str, Any], values: EntryValues) -> None:
        super().__init__(entries, values)
        self._read = values
        self._tables = {
            section: raw_columns(tables()[section], path) for section, path in folder.tables.items()
        }
        if any(self._tables.get(section) for section in (ALIASES, EXISTENCE, HOMES, SEATS)):
            raise NotCleanError
        self._left = {
            section: _count(self._tables[section]) for section in self._tables if tables()[section].within
        }

    def entries(self, kind: Kind, section: str) -> EntryColumns | None:
        """Return the entries of a section, None if there are none."""
        if section not in self._tables:
            return super().entries(kind, section)
        written = self._tables.pop(section)
        if not written:
            return None
        if tables()[section].first != ID_COLUMN:
            return self._meant(kind, _count(written), written)
        ids = self._ids(written.pop(ID_COLUMN))
        nested = dict(self._nested(kind, ids, written))
        lists = {key: np.bincount(parents, minlength=len(ids)) > 0 for key, (parents, _) in nested.items()}
        return self._meant(kind, len(ids), written, lists, ids, nested)

    def refuse_rest(self) -> None:
        """Refuse rows that belong to entries which are in no table.

        Raises:
            NotCleanError: there are some.

        """
        if any(self._left.values()):
            raise NotCleanError

    def _meant(
        self,
        kind: Kind,
        count: int,
        written: Mapping[str, ByNumber],
        lists: Mapping[str, NDArray[np.bool_]] = NONE_WITHIN,
        ids: Sequence[str] = (),
        nested: Nested = NONE_WITHIN,
    ) -> TableEntries:
        if DETAIL in written:
            written = {**written, SOURCE: _cited(written.get(SOURCE), written[DETAIL])}
        if not written.keys() <= {*rules(kind), DETAIL}:
            raise NotCleanError
        return TableEntries(self._read.meant(kind, count, written, lists), ids, nested)

    def _ids(self, written: ByNumber) -> Sequence[str]:
        if not written.given.all() or len(written.meant) <= len(written.numbers):
            raise NotCleanError
        return self._read.ids(written.meant[1:])

    def _nested(
        self, kind: Kind, ids: Sequence[str], written: dict[str, ByNumber]
    ) -> Iterator[tuple[str, tuple[IntColumn, EntryColumns]]]:
        """Yield the lists within entries, which are rows of other tables, or cells of the own one."""
        place_of = {id_: place for place, id_ in enumerate(ids)}
        for key in sections_within(kind):
            cells, rows = written.pop(key, None), self._tables.get(key)
            if cells and rows:
                raise NotCleanError
            if cells:
                yield key, self._related(NESTED_SECTIONS[key], cells)
            elif rows:
                named = rows[tables()[key].first]
                places = np.array([place_of.get(id_, -1) for id_ in named.meant], np.int64)[named.numbers]
                own = np.flatnonzero(places >= 0)
                self._left[key] -= len(own)
                if len(own):
                    said = {
                        column: ByNumber(values.numbers[own], values.meant)
                        for column, values in rows.items()
                        if column != tables()[key].first
                    }
                    yield key, (places[own], self._meant(NESTED_SECTIONS[key], len(own), said))

    def _related(self, kind: Kind, cells: ByNumber) -> tuple[IntColumn, EntryColumns]:
        """Return the relations whose other parties stand in cells."""
        part = own_parts(kind)[0].name
        places = np.flatnonzero(cells.given)
        listed = [cells.meant[number] for number in cells.numbers[places].tolist()]
        known: NumberOf[Any] = NumberOf([None])
        numbers = known.of(list(chain.from_iterable(listed)))
        said = {part: ByNumber(numbers, list(known))}
        parents = np.repeat(places, [len(each) for each in listed])
        return parents, self._meant(kind, len(parents), said)


def _cited(sources: ByNumber | None, details: ByNumber) -> ByNumber:
    """Return sources with the details that stand beside them.

    Raises:
        NotCleanError: there are more of them, or fewer.

    """
    if sources is None:
        raise NotCleanError
    pairs, numbers = distinct_rows(sources.numbers, details.numbers)
    known: NumberOf[Any] = NumberOf([None])
    cited = []
    for source, detail in pairs.tolist():
        ids, said = sources.meant[source], details.meant[detail]
        if said is not None and (ids is None or len(ids) != len(said)):
            raise NotCleanError
        both = zip(ids or (), said or repeat(""), strict=False)
        cited.append(tuple(Citation(id_, text) if text else id_ for id_, text in both) if ids else None)
    return ByNumber(known.of(cited)[numbers], list(known))


def _count(columns: Mapping[str, ByNumber]) -> int:
    return max((len(column.numbers) for column in columns.values()), default=0)


def raw_columns(table: FolderTable, path: Path) -> dict[str, ByNumber]:
    """Return what is written in the columns of a table in which something is; nothing of one without rows.

    Raises:
        NotCleanError, DatasetError, InputError: it is not clean.

    """
    with plain_table(path) as plain:
        if not set(plain.columns) <= set(table.columns):
            raise NotCleanError
        known: list[NumberOf[str]] = [NumberOf([""]) for _ in plain.columns]
        parts: list[list[IntColumn]] = [[] for _ in plain.columns]
        for part in plain.parts:
            for numbers, own, cells in zip(parts, known, part, strict=True):
                numbers.append(own.of(cells))
        found = {}
        for name, numbers, own in zip(plain.columns, parts, known, strict=True):
            if numbers and (len(own) > 1 or name == table.first):
                meant = [plain.meant(cell) for cell in own]
                said = [tuple(items_of(cell)) for cell in meant] if name in LIST_COLUMNS else meant
                found[name] = ByNumber(np.concatenate(numbers), [None, *said[1:]])
        if table.first and found and table.first not in found:
            raise NotCleanError
        return found

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
from tempodb.interchange.dataset.entry_values import ByNumber
from tempodb.interchange.dataset.plain_entries import rules
from tempodb.interchange.dataset.plain_heading import EMPTY, Heading
from tempodb.interchange.dataset.plain_values import RefusedError
from tempodb.interchange.dataset.section_entries import EntryColumns
from tempodb.interchange.dataset.sections import NESTED_SECTIONS, own_parts, sections_within
from tempodb.interchange.folders.folder_files import FolderFiles, folder_files
from tempodb.interchange.folders.folder_tables import DETAIL, ID_COLUMN, SOURCE, tables
from tempodb.interchange.folders.raw_tables import raw_columns
from tempodb.interchange.folders.set_aside import SetAside
from tempodb.markup.contents import content_of
from tempodb.markup.plain_json import NotCleanError
from tempodb.markup.reading import tree_of
from tempodb.markup.tree import MappingNode, without_places
from tempodb.model.citations import Citation
from tempodb.model.claim_columns import NumberRows, distinct_rows
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
    heading = tree_of(content_of(folder.heading))
    content: Any = without_places(heading)
    if any(map(heading.entry, folder.tables)):
        raise NotCleanError
    beside = Heading.of({key: value for key, value in content.items() if key not in EMPTY})
    sections = _FolderSections(folder, heading, reader)
    dataset = reader.of_sections(beside, sections, str(folder.path), folder.fingerprint())
    sections.refuse_rest()
    return dataset


class _FolderSections:
    """The sections of a folder; implements `Sections`."""

    def __init__(self, folder: FolderFiles, heading: MappingNode, reader: ColumnReader) -> None:
        self._read = reader.values
        written = {section: raw_columns(tables()[section], path) for section, path in folder.tables.items()}
        for section, columns in written.items():
            if columns and tables()[section].first == ID_COLUMN:
                _refuse_repeated(columns[ID_COLUMN])
        self._aside = SetAside(folder, heading, written, reader.words)
        self._tables = self._aside.kept
        self._left = {
            section: _count(self._tables[section]) for section in self._tables if tables()[section].within
        }

    def entries(self, kind: Kind, section: str) -> EntryColumns | None:
        """Return the entries of a section, None if there are none."""
        written = self._tables.pop(section, None)
        if not written:
            return None
        if tables()[section].first != ID_COLUMN:
            return self._meant(kind, _count(written), written)
        named = written.pop(ID_COLUMN)
        ids = self._read.ids([named.meant[number] for number in named.numbers.tolist()])
        nested = dict(self._nested(kind, ids, written))
        lists = {key: np.bincount(parents, minlength=len(ids)) > 0 for key, (parents, _) in nested.items()}
        return self._meant(kind, len(ids), written, lists, ids, nested)

    def completed(self, kind: Kind, section: str, rows: NumberRows) -> NumberRows:
        """Return the rows of all claims of a section."""
        return self._aside.completed(kind, section, rows)

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


def _refuse_repeated(ids: ByNumber) -> None:
    if not ids.given.all() or len(ids.meant) <= len(ids.numbers):
        raise NotCleanError


def _count(columns: Mapping[str, ByNumber]) -> int:
    return max((len(column.numbers) for column in columns.values()), default=0)

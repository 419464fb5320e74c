"""The entries of the sections of a clean file, as columns: each key of them is read for all at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

import numpy as np

from tempodb.interchange.dataset.entry_values import ByNumber, EntryValues, names_apart
from tempodb.interchange.dataset.plain_entries import rules
from tempodb.interchange.dataset.sections import DEFINING, is_alone
from tempodb.markup.json_columns import PlainRows
from tempodb.markup.plain_json import NotCleanError
from tempodb.model.claim_columns import NumberRows
from tempodb.model.claim_words import IntColumn
from tempodb.model.kinds import Kind


class EntryColumns(Protocol):
    """Entries of a section, or of the lists within entries: what each says, by key, and its id if it stands under one."""

    @property
    def said(self) -> Mapping[str, ByNumber]:
        """What each says, by key."""

    @property
    def ids(self) -> Sequence[str]:
        """The ids under which they stand."""

    def within(self, kind: Kind, key: str) -> tuple[IntColumn, EntryColumns] | None:
        """Return the entries of the lists within these, with the place of the one in which each stands.

        Raises:
            NotCleanError, RefusedError: one is not clean.

        """


class Sections(Protocol):
    """The sections of a file."""

    def entries(self, kind: Kind, section: str) -> EntryColumns | None:
        """Return the entries of a section, None if there are none.

        Raises:
            NotCleanError, RefusedError: one is not clean.

        """

    def completed(self, kind: Kind, section: str, rows: NumberRows) -> NumberRows:
        """Return the rows of all claims of a section, of which some are those of its `entries`."""


class WrittenEntries:
    """Entries that are written as mappings; implements `EntryColumns`."""

    def __init__(
        self, kind: Kind, entries: Sequence[Any], values: EntryValues, ids: Sequence[str] = ()
    ) -> None:
        self.ids = ids
        self.said = values.of(kind, entries)
        self._entries = entries
        self._values = values

    def within(self, kind: Kind, key: str) -> tuple[IntColumn, EntryColumns] | None:
        """Return the entries of the lists within these, with the place of the one in which each stands."""
        inner = [
            (place, item)
            for place in np.flatnonzero(self.said[key].given).tolist()
            for item in _items(kind, self._entries[place][key])
        ]
        if not inner:
            return None
        parents = np.array([place for place, _ in inner])
        return parents, WrittenEntries(kind, [item for _, item in inner], self._values)


class RowEntries:
    """Entries that were read as columns; implements `EntryColumns`."""

    ids: Sequence[str] = ()

    def __init__(self, kind: Kind, rows: PlainRows, values: EntryValues) -> None:
        if not rows.columns.keys() <= rules(kind).keys() - names_apart(kind):
            raise NotCleanError
        written = {key: ByNumber(*column) for key, column in rows.columns.items()}
        self.said = values.meant(kind, rows.length, written, {})

    def within(self, kind: Kind, key: str) -> None:
        """Return nothing: what has lists is not read as columns."""


class WrittenSections:
    """Sections that are written as lists of mappings, or as mappings by their ids; implements `Sections`."""

    def __init__(self, sections: Mapping[str, Any], values: EntryValues) -> None:
        self._sections = sections
        self._values = values

    def entries(self, kind: Kind, section: str) -> EntryColumns | None:
        """Return the entries of a section, None if there are none."""
        entries = self._sections.get(section)
        if not entries:
            return None
        if kind not in DEFINING:
            if isinstance(entries, PlainRows):
                return RowEntries(kind, entries, self._values)
            return WrittenEntries(kind, entries, self._values)
        if not isinstance(entries, dict):
            raise NotCleanError
        return WrittenEntries(kind, list(entries.values()), self._values, self._values.ids(list(entries)))

    def completed(self, kind: Kind, section: str, rows: NumberRows) -> NumberRows:
        """Return the rows of all claims of a section, which are those of its entries."""
        return rows


def _items(kind: Kind, value: Any) -> list[Any]:
    """Return the entries of a list within an entry; of a relation, its other party may stand there alone."""
    if is_alone(kind):
        listed = value if isinstance(value, list) else [value]
        items = [{"of": item} if isinstance(item, str) else item for item in listed]
    else:
        items = value
    if not isinstance(items, list) or not items:
        raise NotCleanError
    return items

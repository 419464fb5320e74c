"""A clean dataset file → its claims as columns; what is not clean is left to the reader that tells places.

Two readers read a file, and what the one reads the other reads alike. `reader` makes a tree in which
everything has its place, so that it can say what is wrong and where. This one makes no tree and says
nothing: it reads JSON that needs no word. Of both, `plain_values` says what a value may be; what an entry may
have is in `models`, and in `plain_entries` once more, as models take long to be imported and to be made.
Each value is read once. Whatever is refused thereby, or would be changed by reading, is not clean.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from tempodb.base.collecting import uncollected
from tempodb.base.errors import DatasetError, Problem
from tempodb.interchange.dataset.claim_rows import ClaimRows
from tempodb.interchange.dataset.entry_values import EntryValues
from tempodb.interchange.dataset.fingerprints import fingerprint
from tempodb.interchange.dataset.plain_heading import EMPTY, Heading
from tempodb.interchange.dataset.plain_values import RefusedError
from tempodb.interchange.dataset.section_entries import Sections, WrittenSections
from tempodb.markup.contents import Content
from tempodb.markup.distinct_texts import KnownPieces
from tempodb.markup.json_columns import read_json_columns
from tempodb.markup.plain_json import NotCleanError, holds_plain_ascii, read_plain_json, refuse_unclean
from tempodb.model.claim_columns import ClaimColumns, NumberRows, in_one_number, joined_numbers, numbers_at
from tempodb.model.claim_words import ClaimWords
from tempodb.model.claims import Dataset

WORTH_COLUMNS = 64 * 1024
"""How many bytes JSON has at least of which the lists are sooner read as columns than entry by entry."""


class ColumnReader:
    """Reads the clean ones among the files of one load, in the same words."""

    def __init__(self) -> None:
        self.words = ClaimWords()
        self.values = EntryValues()
        self._known = KnownPieces()

    def read(self, content: Content) -> Dataset | None:
        """Return what a clean file states as columns, None where it has to be read with places."""
        if content.suffix != ".json":
            return None
        try:
            with uncollected():
                return self._read(content)
        except (NotCleanError, RefusedError, DatasetError):
            return None

    def read_plain(self, document: dict[str, Any], file: str) -> Dataset | None:
        """Return what a document states that is clean, as a file of JSON would hold it with numbers as texts."""
        try:
            with uncollected():
                refuse_unclean({key: value for key, value in document.items() if key not in EMPTY})
                return self.of_sections(*self._parts(document), file, "")
        except (NotCleanError, RefusedError, DatasetError):
            return None

    def _read(self, content: Content) -> Dataset:
        """Return what a clean file states.

        Raises:
            NotCleanError, RefusedError, DatasetError: it is not clean.

        """
        read = self._read_json(content)
        if not holds_plain_ascii(content.data):
            refuse_unclean({key: value for key, value in read.items() if key not in EMPTY or not value})
        heading, sections = self._parts(read)
        rows = self._rows(heading, sections)
        if _each_once(rows) is not rows:
            # Its text, which is kept, would not tell what goes with an entry.
            raise NotCleanError
        return self._dataset(heading, rows, str(content.path), fingerprint(content))

    def _read_json(self, content: Content) -> dict[str, Any]:
        """Return what a file says, with its lists of plain entries as columns where that can be."""
        if len(content.data) < WORTH_COLUMNS or b"\\" in content.data:
            return read_plain_json(content.text)
        return read_json_columns(content.data, self._known)

    def _parts(self, document: dict[str, Any]) -> tuple[Heading, Sections]:
        entries = {section: document.pop(section) for section in EMPTY if document.get(section)}
        return Heading.of(document), WrittenSections(entries, self.values)

    def of_sections(self, heading: Heading, sections: Sections, file: str, known_by: str) -> Dataset:
        """Return what some sections state under a heading, each thing once, known again by a fingerprint.

        Raises:
            NotCleanError, RefusedError, DatasetError: it is not clean.

        """
        return self._dataset(heading, _each_once(self._rows(heading, sections)), file, known_by)

    def _rows(self, heading: Heading, sections: Sections) -> NumberRows:
        return joined_numbers(ClaimRows(heading, self.words).of(sections))

    def _dataset(self, heading: Heading, rows: NumberRows, file: str, known_by: str) -> Dataset:
        defaults = tuple((source, Problem("", "")) for source in heading.sources)
        claims = ClaimColumns(self.words, rows)
        return Dataset(heading.dataset, file, claims, defaults=defaults, fingerprint=known_by)


def _each_once(rows: NumberRows) -> NumberRows:
    """Return rows without those that are like an earlier one."""
    packed = in_one_number(*rows.T)
    ordered = np.sort(packed)
    if (ordered[1:] != ordered[:-1]).all():
        return rows
    _, places = np.unique(packed, return_index=True)
    return numbers_at(rows, np.sort(places))

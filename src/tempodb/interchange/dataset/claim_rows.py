"""The sections of a clean file → the claims of each as rows of numbers, those of all its entries at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

import numpy as np

from tempodb.base.distinct_numbers import each_once
from tempodb.interchange.dataset.entry_values import ByNumber
from tempodb.interchange.dataset.plain_heading import Heading
from tempodb.interchange.dataset.section_entries import EntryColumns, Sections
from tempodb.interchange.dataset.section_values import NOT_SAID, UNSUPPORTED, Section, Support
from tempodb.interchange.dataset.sections import LISTED, own_parts, within
from tempodb.markup.plain_json import NotCleanError
from tempodb.model.citations import details_of, ids_of, remark_of
from tempodb.model.claim_columns import (
    PARTS,
    STANDINGS,
    ClaimRow,
    NumberRows,
    distinct_rows,
    joined_numbers,
    numbers_at,
    rows_of,
)
from tempodb.model.claim_words import ClaimWords, IntColumn, values_written
from tempodb.model.field_types import FieldType
from tempodb.model.kinds import CORE_STATUSES, Kind, PartyClass
from tempodb.model.schema import DEFINED_BY, PARTY_SECTIONS, SCHEMA
from tempodb.temporal.facts import Standing

NO_ROWS = np.zeros((0, len(ClaimRow._fields)), np.int64)
END_KEYS = {
    **dict.fromkeys(("from", "founded", "born"), "from"),
    **dict.fromkeys(("to", "dissolved"), "to"),
    **dict.fromkeys(("through", "died"), "through"),
    **{key: key for key in ("observed", "date")},
}
"""The keys of entries that date an end, and the key that a claim has for it."""
LIVES = (("born", "died"), ("founded", "dissolved"))
"""The keys that tell when a party existed: a person's alone, and any party's."""
BEGINS, ENDING = ("from", "observed", "date"), ("to", "through", "observed", "date")


class ClaimRows:
    """Makes the rows of one file: those of all entries of a section at once, in the order in which they stand."""

    def __init__(self, heading: Heading, words: ClaimWords) -> None:
        self._heading = heading
        self._words = words
        sources = words.sources[tuple(dict.fromkeys(heading.sources))]
        self._defaults = Support(STANDINGS.index(heading.standing), sources)

    def of(self, sections: Sections) -> Iterator[NumberRows]:
        """Yield the rows of a file with some *sections*.

        Raises:
            NotCleanError, RefusedError: one is not clean.

        """
        said = {name: [value] for name, value in self._heading.said.items()}
        yield self._named(Kind.DATASET, [self._heading.dataset], said)
        if statuses := self._heading.statuses:
            yield self._named(Kind.STATUS, list(statuses), {"counts_as": list(statuses.values())})
        yield self._all_of(sections, Kind.SOURCE, SCHEMA[Kind.SOURCE].section, self._sources)
        parties = set[str]()
        for name, class_ in PARTY_SECTIONS.items():
            yield self._all_of(sections, Kind.PARTY, name, partial(self._parties, class_, parties))
        yield self._all_of(sections, Kind.OFFICE, SCHEMA[Kind.OFFICE].section, self._offices)
        for kind in LISTED:
            yield self._all_of(sections, kind, SCHEMA[kind].section, partial(self._listed, kind))

    def _all_of(
        self, sections: Sections, kind: Kind, section: str, rows_of: Callable[[EntryColumns], NumberRows]
    ) -> NumberRows:
        entries = sections.entries(kind, section)
        return sections.completed(kind, section, NO_ROWS if entries is None else rows_of(entries))

    def _named(self, kind: Kind, ids: Sequence[str], said: Mapping[str, Sequence[Any]]) -> NumberRows:
        """Return the rows of claims that say something of ids, a value of each."""
        none = np.zeros(len(ids), np.int64)
        fields = {name: ByNumber(np.arange(len(ids)), list(values)) for name, values in said.items()}
        return self._rows(
            kind, [self._words.ids.of(ids)], self._value(fields, len(ids)), (none, none), UNSUPPORTED, none
        )

    def _sources(self, entries: EntryColumns) -> NumberRows:
        section = self._section(entries)
        return self._definition(
            Kind.SOURCE, self._words.ids.of(entries.ids), self._fields(Kind.SOURCE, section), section
        )

    def _parties(self, class_: PartyClass, others: set[str], entries: EntryColumns) -> NumberRows:
        """Return what the entries of parties state: that they are, since when, and their names and relations.

        They are added to the ids of *others*.
        """
        if not others.isdisjoint(entries.ids):
            raise NotCleanError
        others.update(entries.ids)
        ids, section = self._words.ids.of(entries.ids), self._section(entries)
        count = len(section)
        fields = {
            "class": ByNumber(np.zeros(count, np.int64), [class_]),
            **self._fields(Kind.PARTY, section),
        }
        lived, stood = (section.said[a].given | section.said[b].given for a, b in LIVES)
        if (lived & stood if class_ is PartyClass.PERSON else lived).any():
            raise NotCleanError
        begin, end = self._ends({key: section.said[key] for keys in LIVES for key in keys}, count)
        existing = np.flatnonzero((begin > 0) | (end > 0))
        nothing = self._value({}, count)
        stated = [
            (np.arange(count), self._definition(Kind.PARTY, ids, fields, section)),
            (existing, self._undefined(Kind.EXISTENCE, [ids], nothing, (begin, end), section)[existing]),
            self._own_names(Kind.NAME, "name", ids, section),
            *self._nested(Kind.PARTY, ids, section, entries),
        ]
        return rows_by_entry(stated)

    def _offices(self, entries: EntryColumns) -> NumberRows:
        """Return what the entries of offices state: that they are, and their titles."""
        ids, section = self._words.ids.of(entries.ids), self._section(entries)
        named = section.said["organization"]
        organizations = [
            named.meant[number] or id_.rpartition("/")[0]
            for id_, number in zip(entries.ids, named.numbers.tolist(), strict=True)
        ]
        if not all(organizations):
            raise NotCleanError
        fields = self._fields(Kind.OFFICE, section) | {"organization": ByNumber.of(organizations)}
        stated = [
            (np.arange(len(section)), self._definition(Kind.OFFICE, ids, fields, section)),
            self._own_names(Kind.TITLE, "title", ids, section),
            *self._nested(Kind.OFFICE, ids, section, entries),
        ]
        return rows_by_entry(stated)

    def _own_names(
        self, kind: Kind, key: str, ids: IntColumn, section: Section
    ) -> tuple[IntColumn, NumberRows]:
        """Return the rows of the names that entries say under a key of their own, and of which entries these are."""
        places = np.flatnonzero(section.said[key].given)
        value = self._value(self._fields(kind, section), len(section))
        undated = np.zeros(len(section), np.int64)
        return places, self._undefined(kind, [ids], value, (undated, undated), section)[places]

    def _nested(
        self, outer: Kind, ids: IntColumn, section: Section, entries: EntryColumns
    ) -> Iterator[tuple[IntColumn, NumberRows]]:
        """Yield the rows of what is stated in lists within entries, and within which entry each stands."""
        for kind in within(outer):
            for key in SCHEMA[kind].sections:
                if inner := entries.within(kind, key):
                    parents, own = inner[0], self._section(inner[1])
                    around = Support(
                        *(np.broadcast_to(part, len(section))[parents] for part in section.support)
                    )
                    own = replace(own, support=own.support.filled(around))
                    others = [self._ids(own.said[part.name]) for part in own_parts(kind)]
                    value = self._value(self._fields(kind, own), len(own))
                    ends = self._ends(own.said, len(own))
                    yield parents, self._undefined(kind, [ids[parents], *others], value, ends, own)

    def _listed(self, kind: Kind, entries: EntryColumns) -> NumberRows:
        """Return the rows of a kind that has a list of its own."""
        section = self._section(entries)
        key = [self._ids(section.said[part.name]) for part in own_parts(kind)]
        fields = self._fields(kind, section)
        for field in SCHEMA[kind].fields:
            if field.type is FieldType.STATUS and not {*CORE_STATUSES, *self._heading.statuses}.issuperset(
                fields[field.name].meant
            ):
                raise NotCleanError
        ends = self._ends(section.said, len(section))
        rows = self._undefined(kind, key, self._value(fields, len(section)), ends, section)
        if kind in DEFINED_BY.values():
            _refuse_second(rows[:, 1], rows[:, -3])
        return rows

    def _section(self, entries: EntryColumns) -> Section:
        said = entries.said
        standing = said["standing"].to(lambda own: STANDINGS.index(Standing(own)) if own else NOT_SAID)
        sources = said["source"].to(lambda own: self._words.sources[ids_of(own)] if own else NOT_SAID)
        return Section(said, Support(standing, sources), self._remarks(said["note"], said["source"]))

    def _remarks(self, notes: ByNumber, sources: ByNumber) -> IntColumn:
        """Return the numbers of what stands beside claims: notes, and details of sources."""
        details = list(map(details_of, sources.meant))
        if not any(details):
            return notes.to(self._words.notes.__getitem__)
        pairs, of = distinct_rows(notes.numbers, sources.numbers)
        remarks = [remark_of(notes.meant[note], details[source]) for note, source in pairs.tolist()]
        return self._words.notes.of(remarks)[of]

    def _fields(self, kind: Kind, section: Section) -> dict[str, ByNumber]:
        fields = SCHEMA[kind].fields
        return {
            field.name: section.said[field.in_files] for field in fields if field.in_files in section.said
        }

    def _ids(self, said: ByNumber) -> IntColumn:
        return said.to_many(self._words.named)

    def _value(self, fields: Mapping[str, ByNumber], count: int) -> IntColumn:
        """Return the numbers of what claims say, each set of values put into words once."""
        if not fields:
            return np.full(count, self._words.values["{}"])
        sets, numbers = distinct_rows(*(values.numbers for values in fields.values()))
        texts = values_written({name: values.meant for name, values in fields.items()}, sets)
        return self._words.values.of(texts)[numbers]

    def _ends(self, said: Mapping[str, ByNumber], count: int) -> tuple[IntColumn, IntColumn]:
        """Return the numbers of the written ends; which keys go together was looked at before."""
        begin, end = np.zeros(count, np.int64), np.zeros(count, np.int64)
        for key in END_KEYS.keys() & said.keys():
            written = said[key].to_many(partial(self._words.written, END_KEYS[key]))
            for column, keys in ((begin, BEGINS), (end, ENDING)):
                if END_KEYS[key] in keys:
                    np.copyto(column, written, where=written > 0)
        return begin, end

    def _definition(
        self, kind: Kind, ids: IntColumn, fields: Mapping[str, ByNumber], section: Section
    ) -> NumberRows:
        if any(map(details_of, section.said["source"].meant)):
            # They are those of what the entry states beside the definition.
            raise NotCleanError
        undated = np.zeros(len(section), np.int64)
        value = self._value(fields, len(section))
        return self._rows(kind, [ids], value, (undated, undated), UNSUPPORTED, section.note)

    def _undefined(
        self,
        kind: Kind,
        key: Sequence[IntColumn],
        value: IntColumn,
        ends: tuple[IntColumn, IntColumn],
        section: Section,
    ) -> NumberRows:
        """Return the rows of claims that define nothing, and need support."""
        return self._rows(kind, key, value, ends, section.support.filled(self._defaults), section.note)

    def _rows(
        self,
        kind: Kind,
        key: Sequence[IntColumn],
        value: IntColumn,
        ends: tuple[IntColumn, IntColumn],
        support: Support,
        note: IntColumn,
    ) -> NumberRows:
        absent = [0] * (PARTS - len(key))
        return rows_of(kind, *key, *absent, value, *ends, *support, note)


def rows_by_entry(stated: Sequence[tuple[IntColumn, NumberRows]]) -> NumberRows:
    """Return rows in the order of the entries that state them, what one states in the order in which it comes."""
    places = np.concatenate([places for places, _ in stated])
    return numbers_at(joined_numbers(rows for _, rows in stated), np.argsort(places, kind="stable"))


def _refuse_second(ids: IntColumn, standings: IntColumn) -> None:
    """Refuse what is stated a second time, and not disputed."""
    accepted = ids[standings == 0]
    if len(each_once(accepted)) < len(accepted):
        raise NotCleanError

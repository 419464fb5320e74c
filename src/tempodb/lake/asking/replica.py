"""What was brought of a lake: tables in memory, which are read as those of any database."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
import pyarrow as pa

from tempodb.execution.columns.arrays import Ints
from tempodb.execution.columns.belief_columns import NOBODY
from tempodb.execution.columns.distinct import Distinct
from tempodb.lake.asking.told_ends import coded, worded_ends
from tempodb.model.kinds import EntityType, Kind
from tempodb.model.schema import SCHEMA
from tempodb.store.engines.sqlite.new_tables import with_bare_tables
from tempodb.store.engines.sqlite.snapshot import SqliteSnapshot
from tempodb.store.schema.layout import COLUMNS

NUMBERED_IDS = ("scope", "party", "other")
"""The columns of a belief that hold numbers of entities."""
INTERNED = ("value", "sources")
ADD = "INSERT OR IGNORE INTO {} ({}) VALUES ({})"


class Replica:
    """A database in memory to which parts of a lake come one after the other.

    What is said there never changes: who has read a part has read the whole of it.
    """

    def __init__(self) -> None:
        self.snapshot = _GrowingSnapshot(with_bare_tables())
        self.ids = Distinct([NOBODY])
        self._numbers: dict[int, dict[str, int]] = defaultdict(dict)
        self._defined: set[int] = set()
        self._texts: dict[str, int] = {}
        self._written: set[str] = set()

    def add_beliefs(self, kind: Kind, told: pa.Table) -> None:
        """Take in beliefs of a kind, those that are not here yet."""
        names = COLUMNS["belief"]
        columns: dict[str, Sequence[Any]] = {
            name: told[name].to_pylist() for name in names if name in told.column_names
        }
        for name, type_ in zip(NUMBERED_IDS, filed_types(kind), strict=True):
            columns[name] = self.entities(type_, told[name]).tolist()
            self._define(type_, columns[name])
        texts = {number: texts for number, *texts in worded_ends(told)}
        for side, name in enumerate(("from_text", "to_text")):
            columns[name] = [texts[number][side] if number in texts else None for number in columns["id"]]
        for name in INTERNED:
            columns[name] = self._interned(told[name]).tolist()
        columns["kind"] = [int(kind)] * told.num_rows
        self.add_rows("belief", zip(*(columns[name] for name in names), strict=True))

    def add_labels(self, told: Iterable[tuple[str, int, str]]) -> None:
        """Take in folded names, each with the type and the id of what is called so."""
        of_type: dict[int, list[tuple[str, str]]] = defaultdict(list)
        for name, type_, id_ in told:
            of_type[type_].append((name, id_))
        for type_, called in of_type.items():
            numbers = self._numbered(type_, [id_ for _, id_ in called])
            self._define(type_, numbers)
            self.add_rows("label", zip((name for name, _ in called), numbers, strict=True))

    def add_rows(self, table: str, rows: Iterable[Sequence[Any]]) -> None:
        """Take in rows of a table, those that are not here yet."""
        names = COLUMNS[table]
        text = ADD.format(table, ", ".join(names), ", ".join("?" * len(names)))
        self.snapshot.connection.executemany(text, rows)

    def entities(self, type_: EntityType, ids: Any) -> Ints:
        """Return the numbers of some ids of a type, new ones for those that have none; 0 for nobody."""
        distinct, places = coded(ids)
        return np.array(self._numbered(type_, distinct), np.int32)[places]

    def _numbered(self, type_: int, ids: Iterable[str | None]) -> list[int]:
        numbers, values, found = self._numbers[type_], self.ids.values, list[int]()
        for id_ in ids:
            number = numbers.get(id_) if id_ else 0
            if id_ and number is None:
                number = numbers[id_] = len(values)
                values.append(id_)
            found.append(number or 0)
        return found

    def _define(self, type_: int, numbers: Iterable[int]) -> None:
        """Write what some numbers stand for: where rows name them, and not where columns alone do."""
        new = set(numbers) - self._defined - {0}
        self.add_rows("entity", ((number, int(type_), self.ids.values[number]) for number in sorted(new)))
        self._defined |= new

    def _interned(self, texts: Any) -> Ints:
        (*distinct, _), places = coded(texts)
        known = self._texts
        for text in distinct:
            known.setdefault(text, len(known) + 1)
        new = [text for text in distinct if text not in self._written]
        self.add_rows("interned", ((known[text], text) for text in new))
        self._written.update(new)
        return np.array([known[text] for text in distinct], np.int32)[places]


class _GrowingSnapshot(SqliteSnapshot):
    """One state for ever: what comes to it was there all the time."""

    def version(self) -> tuple[int, int]:
        """Return the same always."""
        return 0, 0


def filed_types(kind: Kind) -> tuple[EntityType, ...]:
    """Return of which types the scope, the party and the other party are under which beliefs of a kind lie.

    >>> [type_.name for type_ in filed_types(Kind.TENURE)]
    ['OFFICE', 'PARTY', 'PARTY']
    """
    schema = SCHEMA[kind]
    types = {part.name: part.type for part in schema.key}
    filed = [types.get(name, EntityType.PARTY) for name in schema.filed]
    return (*filed, *[EntityType.PARTY] * (len(NUMBERED_IDS) - len(filed)))

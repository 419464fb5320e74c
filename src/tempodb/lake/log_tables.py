"""The log as tables of a lake: transactions, and what was stated and cleared in them."""

from __future__ import annotations

import json
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple

import pyarrow as pa

from tempodb.lake.belief_tables import in_table
from tempodb.lake.entity_homes import Homes
from tempodb.lake.lake_layout import ASSERTION, ENTITY, LABEL, TRANSACTION, LakeTable, bucket_of
from tempodb.model.canonical_json import canonical
from tempodb.model.kinds import Entity, Kind
from tempodb.model.schema import SCHEMA
from tempodb.store.engines.asking_many import of_each
from tempodb.store.engines.port import Snapshot

STATED_CLAIMS = "SELECT id, tx, operation, body FROM assertion WHERE body IS NOT NULL AND id IN"
CLEARINGS = (
    "SELECT id, tx, operation, body FROM assertion WHERE body IS NOT NULL AND operation = 'clear' ORDER BY id"
)
LOADED = "SELECT id FROM tx WHERE dataset IS NOT NULL"
CLEARED_SINCE = """SELECT id FROM assertion WHERE operation = 'clear' AND (tx > ?
  OR id IN (SELECT claim FROM assertion WHERE tx > ? AND claim IS NOT NULL))"""
WORDS_SAID = "SELECT tx, id, body FROM assertion WHERE operation = 'say' AND body IS NOT NULL ORDER BY id"
TAKEN_BACK = """SELECT a.claim, t.recorded, a.operation FROM assertion a JOIN tx t ON t.id = a.tx
  WHERE a.claim IS NOT NULL ORDER BY a.id"""
RECORDED_TRANSACTIONS = """SELECT t.id, t.recorded, t.dataset, t.author, t.note, t.digest, r.body FROM tx t
  LEFT JOIN assertion r ON r.id = (SELECT max(id) FROM assertion WHERE tx = t.id) AND r.operation = 'remark'
  ORDER BY t.id"""
LABELLED = "SELECT l.folded, e.type, e.slug FROM label l JOIN entity e ON e.id = l.entity"


class _Assertion(NamedTuple):
    """One that states or clears something, as it lies in the log, and the home and the kind of what it is about."""

    id: int
    tx: int
    operation: str
    body: str
    home: str
    kind: str


@dataclass(frozen=True)
class LogTables:
    """Makes tables of the log of one state of a database."""

    snapshot: Snapshot
    homes: Homes
    _numbers: dict[Entity, int] = field(default_factory=dict)

    def assertions(self, claims: Mapping[int, tuple[int, int]], bucket: int, buckets: int) -> Any:
        """Return what states *claims*, each with the numbers of what it lies under and of its kind, and what clears something in a bucket."""
        kinds = {int(kind): kind.name.lower() for kind in Kind}
        rows = [
            _Assertion(id_, tx, operation, body, self.homes.homes[claims[id_][0]], kinds[claims[id_][1]])
            for id_, tx, operation, body in of_each(self.snapshot, STATED_CLAIMS, (), sorted(claims))
        ]
        rows += [each for each in self._cleared if bucket_of(each.home, buckets) == bucket]
        columns: dict[str, Sequence[Any]] = {
            name: [getattr(each, name) for each in rows]
            for name in ("home", "kind", "operation", "body", "tx")
        }
        columns["claim"] = [each.id for each in rows]
        columns["said"] = [
            None if each.tx in self._loads else self._said_before(each.tx, each.id) for each in rows
        ]
        columns["taken_back"] = [canonical(self._taken_back.get(each.id, ())) for each in rows]
        return _table(ASSERTION, columns)

    def cleared_since(self, transaction: int, buckets: int) -> set[int]:
        """Return the buckets of what was cleared after a transaction, or of which a clearing was taken back since."""
        changed = {id_ for (id_,) in self.snapshot.execute(CLEARED_SINCE, (transaction,) * 2)}
        return {bucket_of(each.home, buckets) for each in self._cleared if each.id in changed}

    @cached_property
    def _cleared(self) -> list[_Assertion]:
        return [
            _Assertion(id_, tx, operation, body, *self._about(json.loads(body)))
            for id_, tx, operation, body in self.snapshot.execute(CLEARINGS)
        ]

    @cached_property
    def _loads(self) -> frozenset[int]:
        """The transactions that are loads, in which no statement says anything."""
        return frozenset(id_ for (id_,) in self.snapshot.execute(LOADED))

    def _about(self, cleared: Mapping[str, Any]) -> tuple[str, str]:
        """Return the home and the kind of what was cleared."""
        schema = SCHEMA[Kind[cleared["kind"].upper()]]
        scope = schema.filed_under(schema.from_log(cleared["key"]), {})[0]
        assert scope is not None
        if not self._numbers:
            for number, (type_, id_) in enumerate(zip(self.homes.types, self.homes.ids, strict=True)):
                if type_ is not None:
                    self._numbers[Entity(type_, id_)] = number
        home = self.homes.homes[self._numbers[scope]] if scope in self._numbers else scope.id
        return home, str(cleared["kind"])

    @cached_property
    def _said(self) -> dict[int, list[tuple[int, str]]]:
        said: dict[int, list[tuple[int, str]]] = {}
        for tx, id_, body in self.snapshot.execute(WORDS_SAID):
            said.setdefault(tx, []).append((id_, json.loads(body)["words"]))
        return said

    def _said_before(self, tx: int, assertion: int) -> str | None:
        said = self._said.get(tx, [])
        at = bisect_left(said, (assertion, ""))
        return said[at - 1][1] if at else None

    @cached_property
    def _taken_back(self) -> dict[int, list[tuple[int, str]]]:
        found: dict[int, list[tuple[int, str]]] = {}
        for claim, *done in self.snapshot.execute(TAKEN_BACK):
            found.setdefault(claim, []).append((done[0], done[1]))
        return found

    def transactions(self) -> Any:
        """Return all transactions, with what was remarked of them."""
        columns: dict[str, list[Any]] = {column.name: [] for column in TRANSACTION.columns}
        for *row, digest, remark in self.snapshot.execute(RECORDED_TRANSACTIONS):
            if remark is not None:
                said = json.loads(remark)
                row[3:] = said.get("author"), said.get("note")
            for column, value in zip(columns.values(), (*row, digest), strict=True):
                column.append(value)
        return _table(TRANSACTION, columns)

    def entities(self, buckets: int) -> Iterator[Any]:
        """Yield the ids that are mentioned, bucket by bucket."""
        parted: list[list[tuple[str, str, str]]] = [[] for _ in range(buckets)]
        for type_, id_, home in zip(self.homes.types, self.homes.ids, self.homes.homes, strict=True):
            if type_ is not None:
                parted[bucket_of(id_, buckets)].append((id_, type_.name.lower(), home))
        yield from (_of_rows(ENTITY, rows) for rows in parted)

    def labels(self, buckets: int) -> Iterator[Any]:
        """Yield the names by which things are found, bucket by bucket."""
        parted: list[list[tuple[str, str, str]]] = [[] for _ in range(buckets)]
        types = {type_: type_.name.lower() for type_ in self.homes.types if type_ is not None}
        for folded, type_, id_ in self.snapshot.execute(LABELLED):
            parted[bucket_of(folded, buckets)].append((folded, types[type_], id_))
        yield from (_of_rows(LABEL, rows) for rows in parted)


def _of_rows(table: LakeTable, rows: Sequence[Sequence[str]]) -> Any:
    columns = zip(*rows, strict=True) if rows else [()] * len(table.columns)
    return _table(table, dict(zip((column.name for column in table.columns), columns, strict=True)))


def _table(table: LakeTable, columns: Mapping[str, Sequence[Any]]) -> Any:
    numbers = {"tx", "claim", "recorded"}
    return in_table(
        table,
        {
            name: pa.array(values, pa.int64() if name in numbers else pa.string())
            for name, values in columns.items()
        },
    )

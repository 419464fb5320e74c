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

STATED_CLAIMS = """SELECT a.id, a.tx, a.operation, a.body, t.dataset FROM assertion a JOIN tx t ON t.id = a.tx
  WHERE a.body IS NOT NULL AND a.id IN"""
CLEARINGS = """SELECT a.id, a.tx, a.operation, a.body, t.dataset FROM assertion a JOIN tx t ON t.id = a.tx
  WHERE a.body IS NOT NULL AND a.operation = 'clear' ORDER BY a.id"""
CLEARED_SINCE = """SELECT id FROM assertion WHERE operation = 'clear' AND (tx > ?
  OR id IN (SELECT claim FROM assertion WHERE tx > ? AND claim IS NOT NULL))"""
WORDS_SAID = "SELECT tx, id, body FROM assertion WHERE operation = 'say' AND body IS NOT NULL ORDER BY id"
TAKEN_BACK = """SELECT a.claim, t.recorded, a.operation, a.id FROM assertion a JOIN tx t ON t.id = a.tx
  WHERE a.claim IN"""
RECORDED_TRANSACTIONS = """SELECT t.id, t.recorded, t.dataset, t.author, t.note, t.digest, r.body FROM tx t
  LEFT JOIN assertion r ON r.id = (SELECT max(id) FROM assertion WHERE tx = t.id) AND r.operation = 'remark'
  ORDER BY t.id"""
LABELLED = "SELECT l.folded, e.type, e.slug FROM label l JOIN entity e ON e.id = l.entity"


class _Assertion(NamedTuple):
    """One that states or clears something, as it lies in the log."""

    id: int
    tx: int
    operation: str
    body: str
    dataset: str | None


@dataclass(frozen=True)
class LogTables:
    """Makes tables of the log of one state of a database."""

    snapshot: Snapshot
    homes: Homes
    _numbers: dict[Entity, int] = field(default_factory=dict)

    def assertions(self, claims: Mapping[int, int], bucket: int, buckets: int) -> Any:
        """Return what states *claims*, each with the number of what it lies under, and what clears something in a bucket."""
        stated = [
            (found, self.homes.homes[claims[found.id]])
            for found in map(_Assertion._make, of_each(self.snapshot, STATED_CLAIMS, (), sorted(claims)))
        ]
        cleared = [each for each in self._cleared if bucket_of(each[1], buckets) == bucket]
        rows = [*stated, *cleared]
        taken_back = self._taken_back([found.id for found, _ in rows])
        columns: dict[str, list[Any]] = {column.name: [] for column in ASSERTION.columns}
        for found, home in rows:
            kind = json.loads(found.body)["kind"]
            said = None if found.dataset is not None else self._said_before(found.tx, found.id)
            row = (
                home,
                kind,
                found.operation,
                found.body,
                said,
                taken_back.get(found.id, "[]"),
                found.tx,
                found.id,
            )
            for column, value in zip(columns.values(), row, strict=True):
                column.append(value)
        return _table(ASSERTION, columns)

    def cleared_since(self, transaction: int, buckets: int) -> set[int]:
        """Return the buckets of what was cleared after a transaction, or of which a clearing was taken back since."""
        changed = {id_ for (id_,) in self.snapshot.execute(CLEARED_SINCE, (transaction,) * 2)}
        return {bucket_of(home, buckets) for each, home in self._cleared if each.id in changed}

    @cached_property
    def _cleared(self) -> list[tuple[_Assertion, str]]:
        found = map(_Assertion._make, self.snapshot.execute(CLEARINGS))
        return [(each, self._home_of(json.loads(each.body))) for each in found]

    def _home_of(self, cleared: Mapping[str, Any]) -> str:
        schema = SCHEMA[Kind[cleared["kind"].upper()]]
        scope = schema.filed_under(schema.from_log(cleared["key"]), {})[0]
        assert scope is not None
        if not self._numbers:
            for number, (type_, id_) in enumerate(zip(self.homes.types, self.homes.ids, strict=True)):
                if type_ is not None:
                    self._numbers[Entity(type_, id_)] = number
        return self.homes.homes[self._numbers[scope]] if scope in self._numbers else scope.id

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

    def _taken_back(self, numbers: Sequence[int]) -> dict[int, str]:
        found: dict[int, list[tuple[int, int, str]]] = {}
        for claim, recorded, operation, by in of_each(self.snapshot, TAKEN_BACK, (), numbers):
            found.setdefault(claim, []).append((by, recorded, operation))
        return {
            claim: canonical([[recorded, operation] for _, recorded, operation in sorted(done)])
            for claim, done in found.items()
        }

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

"""What is read of the files of a lake, as columns that are called as those of a database."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from functools import lru_cache, partial
from typing import Any, NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from tempodb.lake.asking.kept_tables import KeptTables
from tempodb.lake.lake_layout import (
    ASSERTION,
    ENTITY,
    LABEL,
    TRANSACTION,
    LakeLayout,
    LakeTable,
    belief_table,
    bucket_of,
    filed_columns,
)
from tempodb.lake.lake_places import LakePlace, lake_place
from tempodb.lake.manifest import LakeFile, Manifest
from tempodb.lake.parquet_files import read_file, read_files
from tempodb.lake.snapshots import opened_snapshot, read_snapshot
from tempodb.model.kinds import EntityType, Kind
from tempodb.model.schema import SCHEMA
from tempodb.planning.plan import Side

SPREAD = (Kind.MEMBERSHIP, Kind.TENURE)
"""The kinds of which everything is asked for bucket by bucket."""
AT_HOME_ELSEWHERE = frozenset({EntityType.OFFICE, EntityType.EVENT})
"""The types of what lies under another id than its own."""
ALIKE = (
    *("since", "recorded_from", "recorded_to", "claim"),
    *("value", "sources", "disputed", "from_text", "to_text"),
)
CALLED = {
    "id": "row",
    "f1": "from_earliest",
    "f2": "from_latest",
    "t1": "to_earliest",
    "t2": "to_latest",
}
"""Columns of a database that have another name in a lake."""
KEPT_BYTES = 128 << 20
"""As much of what was looked up by ids is kept: who answers for many buckets looks in the same files each time."""
FoldedLabel = tuple[str, int, str]
"""A folded name, and the type and the id of what is called so."""


class LakeBucket(NamedTuple):
    """One bucket of a layout."""

    layout: LakeLayout
    bucket: int


class LakeTables:
    """The tables of one snapshot of a lake."""

    def __init__(self, place: LakePlace, manifest: Manifest) -> None:
        self.place = place
        self.manifest = manifest
        self._kept = KeptTables(KEPT_BYTES)

    @classmethod
    def at(cls, location: str, name: str | None = None) -> LakeTables:
        """Return the tables of a lake, of the snapshot whose manifest has some name, else of the newest.

        Raises:
            InputError: there is no lake.
            OperationalError: its manifest is damaged.

        """
        if name is not None:
            return _tables_of(location, name)
        place = lake_place(location)
        return cls(place, opened_snapshot(place))

    @property
    def buckets(self) -> int:
        """How many buckets each layout has."""
        return self.manifest.buckets

    def count(self, kind: Kind, share: LakeBucket | None) -> int:
        """Return how many beliefs of a kind there are, or how many in a share."""
        _, files = self._files(kind, share)
        return sum(file.rows for file in files)

    def everything(self, kind: Kind, share: LakeBucket | None) -> pa.Table:
        """Return all beliefs of a kind, or those of a share."""
        table, files = self._files(kind, share)
        return _as_stored(kind, self._read(table, files))

    def columns_of(self, kind: Kind, share: LakeBucket, names: Sequence[str]) -> pa.Table:
        """Return some columns of all beliefs of a kind in a share, called as they are in its files."""
        table, files = self._files(kind, share)
        return read_files(self.place, files, table, names)

    def beliefs(self, kind: Kind, side: Side, ids: Sequence[str]) -> pa.Table:
        """Return all beliefs of a kind under some ids, or about some parties."""
        table = belief_table(LakeLayout.PARTY, kind) if side is Side.PARTY else None
        filed = SCHEMA[kind].filed
        if table is not None:
            return _as_stored(kind, self._found(table, filed[1], ids, ids))
        table = belief_table(LakeLayout.WHOLE, kind) or belief_table(LakeLayout.ORGANIZATION, kind)
        assert table is not None
        is_elsewhere = not AT_HOME_ELSEWHERE.isdisjoint(part.type for part in SCHEMA[kind].key)
        return _as_stored(kind, self._found(table, filed[0], ids, self._homes(ids) if is_elsewhere else ids))

    def _homes(self, ids: Sequence[str]) -> Collection[str]:
        """Return under which ids lies what has some ids, of whatever type."""
        return {*ids, *self._found(ENTITY, "id", ids, ids)["home"].to_pylist()}

    def assertions(self, claims: Collection[int], scopes: Sequence[str]) -> list[dict[str, Any]]:
        """Return what the log says of some claims, which lie under some ids."""
        wanted = {bucket_of(id_, self.buckets) for id_ in self._homes(scopes)}
        return self._asserted(
            lambda rows: pc.is_in(rows["claim"], value_set=pa.array(sorted(claims), pa.int64())), wanted
        )

    def clearings(self) -> list[dict[str, Any]]:
        """Return what the log says of all that was cleared."""
        cleared = lambda rows: pc.equal(_texts(rows["operation"]), "clear")  # noqa: E731
        return self._asserted(cleared, range(self.buckets))

    def _asserted(self, chosen: Callable[[pa.Table], Any], wanted: Collection[int]) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = []
        for file in self.manifest.files_of(ASSERTION.layout, ASSERTION.name):
            if file.bucket in wanted:
                rows = read_file(self.place, file)
                found += rows.filter(chosen(rows)).to_pylist()
        return sorted(found, key=lambda row: row["claim"])

    def how_many(self, type_: EntityType) -> int:
        """Return how many ids of a type there ever were."""
        files = self.manifest.files_of(ENTITY.layout, ENTITY.name)
        found = [read_file(self.place, file, ["type"])["type"] for file in files]
        return sum(pc.sum(pc.equal(_texts(types), type_.name.lower())).as_py() or 0 for types in found)

    def transactions(self) -> list[tuple[Any, ...]]:
        """Return the transactions, as a database has them."""
        found = self._read(TRANSACTION, self.manifest.files_of(TRANSACTION.layout, TRANSACTION.name))
        columns = ("tx", "recorded", "recorded", "dataset", "author", "note", "digest")
        return list(zip(*(found[name].to_pylist() for name in columns), strict=True))

    def labels_of(self, folded: Sequence[str]) -> list[FoldedLabel]:
        """Return what is called by some names."""
        return _labels(self._found(LABEL, "folded", folded, folded))

    def labels_holding(self, words: str) -> list[FoldedLabel]:
        """Return the names that hold some words."""
        return self._all_labels(lambda rows: pc.match_substring(_texts(rows["folded"]), words))

    def labels_of_type(self, type_: EntityType) -> list[FoldedLabel]:
        """Return the names of all things of a type."""
        return self._all_labels(lambda rows: pc.equal(_texts(rows["type"]), type_.name.lower()))

    def _all_labels(self, chosen: Callable[[pa.Table], Any]) -> list[FoldedLabel]:
        found: list[FoldedLabel] = []
        for file in self.manifest.files_of(LABEL.layout, LABEL.name):
            rows = read_file(self.place, file)
            found += _labels(rows.filter(chosen(rows)))
        return found

    def _found(self, table: LakeTable, column: str, ids: Sequence[str], within: Iterable[str]) -> pa.Table:
        """Return the rows that have one of some ids in a column, which lie *within* the buckets of these or other ids."""
        files = self.manifest.files_of(table.layout, table.name)
        if table.bucketed_by:
            wanted = {bucket_of(id_, self.buckets) for id_ in within}
            files = tuple(file for file in files if file.bucket in wanted)
        sought = pa.array(ids, pa.string())
        found = (self._kept.of(file.path, partial(self._read, table, [file])) for file in files)
        chosen = [_with_own_texts(rows.filter(_is_one_of(rows[column], sought))) for rows in found]
        return pa.concat_tables(chosen).unify_dictionaries() if chosen else self._read(table, ())

    def _files(self, kind: Kind, share: LakeBucket | None) -> tuple[LakeTable, Sequence[LakeFile]]:
        layout = LakeLayout.ORGANIZATION if share is None else share.layout
        table = belief_table(LakeLayout.WHOLE, kind) or belief_table(layout, kind)
        assert table is not None
        return table, self.manifest.files_of(
            table.layout, table.name, None if share is None else share.bucket
        )

    def _read(self, table: LakeTable, files: Sequence[LakeFile]) -> pa.Table:
        columns = None
        if table.kind is not None:
            columns = [*filed_columns(SCHEMA[table.kind]), *ALIKE, *CALLED.values()]
        return read_files(self.place, files, table, columns)


@lru_cache(maxsize=1)
def _tables_of(location: str, name: str) -> LakeTables:
    """Return the tables of a snapshot, which never changes: a process that is asked of many buckets reads it once."""
    place = lake_place(location)
    return LakeTables(place, read_snapshot(place, name))


def _texts(column: Any) -> Any:
    return column.cast(pa.string())


def _is_one_of(column: Any, sought: Any) -> Any:
    if not pa.types.is_dictionary(column.type):
        return pc.is_in(column, value_set=sought)
    chunks = [pc.is_in(chunk.dictionary, value_set=sought).take(chunk.indices) for chunk in column.chunks]
    return pa.chunked_array(chunks, pa.bool_())


def _with_own_texts(rows: pa.Table) -> pa.Table:
    """Return rows that hold no other texts than they show; those that were chosen of many hold the texts of all."""
    columns = {
        name: column.cast(column.type.value_type).dictionary_encode()
        if pa.types.is_dictionary(column.type)
        else column
        for name, column in zip(rows.column_names, rows.columns, strict=True)
    }
    return pa.table(columns)


def _labels(rows: pa.Table) -> list[FoldedLabel]:
    types = [int(EntityType[name.upper()]) for name in rows["type"].to_pylist()]
    return list(zip(rows["folded"].to_pylist(), types, rows["id"].to_pylist(), strict=True))


def _as_stored(kind: Kind, rows: pa.Table) -> pa.Table:
    """Return rows under the names that a database has for their columns."""
    filed = SCHEMA[kind].filed
    nobody = pa.nulls(rows.num_rows, pa.string()).fill_null("")
    columns = {
        name: rows[filed[at]] if at < len(filed) else nobody
        for at, name in enumerate(("scope", "party", "other"))
    }
    columns |= {name: rows[CALLED.get(name, name)] for name in (*CALLED, *ALIKE)}
    return pa.table(columns)

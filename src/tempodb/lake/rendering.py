"""A state of a database → the files of a lake: the same ones for the same state."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from tempodb.lake.belief_tables import BeliefTables
from tempodb.lake.entity_homes import Homes
from tempodb.lake.lake_layout import ASSERTION, ENTITY, LABEL, LAKE_TABLES, TRANSACTION, LakeLayout, LakeTable
from tempodb.lake.log_tables import LogTables
from tempodb.lake.manifest import LakeFile
from tempodb.lake.numbered_rows import NumberedRows, read_about, read_under_scopes
from tempodb.lake.parquet_files import parquet_bytes
from tempodb.model.schema import SCHEMA
from tempodb.store.engines.port import Snapshot

IN_NO_BUCKET = frozenset(
    SCHEMA[table.kind].key[0].type
    for table in LAKE_TABLES.values()
    if table.layout is LakeLayout.WHOLE and table.kind is not None
)
"""The types of what is defined in tables without buckets."""


class RenderedFile(NamedTuple):
    """A file that is to be written, and what it holds."""

    file: LakeFile
    content: bytes


@dataclass(frozen=True, slots=True)
class Rendering:
    """Makes the files of a lake of so many *buckets* of one state of a database."""

    snapshot: Snapshot
    buckets: int
    homes: Homes
    beliefs: BeliefTables = field(init=False)
    log: LogTables = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "beliefs", BeliefTables(self.snapshot, self.homes))
        object.__setattr__(self, "log", LogTables(self.snapshot, self.homes))

    def by_home(self, chosen: Iterable[int]) -> Iterator[RenderedFile]:
        """Yield the files of some buckets of what lies by organization."""
        parted = self.homes.by_home(self.buckets)
        for bucket in chosen:
            rows = read_under_scopes(self.snapshot, parted[bucket])
            yield from self._of_kinds(LakeLayout.ORGANIZATION, rows, bucket)
            claim, *about = (rows.columns[name].tolist() for name in ("claim", "scope", "kind"))
            claims = dict(zip(claim, zip(*about, strict=True), strict=True))
            yield from _rendered(ASSERTION, bucket, self.log.assertions(claims, bucket, self.buckets))

    def by_party(self, chosen: Iterable[int]) -> Iterator[RenderedFile]:
        """Yield the files of some buckets of what lies by party."""
        parted = self.homes.by_party(self.buckets)
        for bucket in chosen:
            yield from self._of_kinds(LakeLayout.PARTY, read_about(self.snapshot, parted[bucket]), bucket)

    def others(self) -> Iterator[RenderedFile]:
        """Yield the files of what lies in no bucket, and of what is only looked up."""
        defined = [number for number, type_ in enumerate(self.homes.types) if type_ in IN_NO_BUCKET]
        yield from self._of_kinds(LakeLayout.WHOLE, read_under_scopes(self.snapshot, defined), 0)
        yield from _rendered(TRANSACTION, 0, self.log.transactions())
        for table, parts in (
            (ENTITY, self.log.entities(self.buckets)),
            (LABEL, self.log.labels(self.buckets)),
        ):
            for bucket, rows in enumerate(parts):
                yield from _rendered(table, bucket, rows)

    def _of_kinds(self, layout: LakeLayout, rows: NumberedRows, bucket: int) -> Iterator[RenderedFile]:
        for table in LAKE_TABLES.values():
            if table.layout is layout and table.kind is not None:
                some = rows.of_kind(table.kind)
                if len(some):
                    yield from _rendered(table, bucket, self.beliefs.made(table, some))


def _rendered(table: LakeTable, bucket: int, rows: Any) -> Iterator[RenderedFile]:
    """Yield the file of some rows; none where there are no rows."""
    if rows.num_rows:
        content = parquet_bytes(rows)
        sha256 = hashlib.sha256(content).hexdigest()
        file = LakeFile(table.file_path(bucket, sha256), rows.num_rows, len(content), sha256)
        yield RenderedFile(file, content)

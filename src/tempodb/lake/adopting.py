"""Files that others wrote where a lake has them → a first snapshot."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from tempodb.base.errors import InputError
from tempodb.lake.lake_layout import HIGHEST_BUCKET_COUNT, LAKE_TABLES, TRANSACTION, LakeTable
from tempodb.lake.lake_places import LakePlace
from tempodb.lake.manifest import LakeFile, Manifest, stray
from tempodb.lake.parquet_files import read_files, row_count
from tempodb.lake.snapshots import newest_snapshot
from tempodb.model.canonical_json import canonical


def found_snapshot(place: LakePlace, buckets: int) -> Manifest:
    """Return the first snapshot of a lake of so many *buckets* that others made: of all files that lie where tables do.

    It goes up to the last transaction in `whole/transaction`. Nothing is written: `snapshots.add_snapshot` does
    that, once nothing is found to be wrong with it.

    Raises:
        InputError: there are snapshots already, or no files, or no transactions.
        DatasetError: a file is no Parquet.

    """
    if newest_snapshot(place) is not None:
        message = f"the lake `{place.name}` has a snapshot already"
        raise InputError.of("exists", message, "check it without --adopt")
    if not 1 <= buckets <= HIGHEST_BUCKET_COUNT:
        message = f"`{buckets}` is no number of buckets"
        raise InputError.of("buckets", message, f"give one from 1 to {HIGHEST_BUCKET_COUNT:,}")
    files = tuple(sorted(file for table in LAKE_TABLES.values() for file in _files(place, table, buckets)))
    own = [file for file in files if file.table == TRANSACTION.path]
    if not own:
        message = f"`{place.name}` has no files of the table `{TRANSACTION.path}`"
        raise InputError.of("no-lake", message, "docs/lake.md says which tables a lake has")
    transactions = read_files(place, own, TRANSACTION, ["tx", "recorded"]).to_pylist()
    last = max(transactions, key=lambda row: row["tx"], default={"tx": 0, "recorded": 0})
    digest = hashlib.sha256(canonical([[file.path, file.sha256] for file in files]).encode()).hexdigest()
    return Manifest(digest, buckets, 1, None, last["tx"], digest, last["recorded"], 0, files)


def _files(place: LakePlace, table: LakeTable, buckets: int) -> Iterator[LakeFile]:
    for folder in (
        [f"{table.path}/{name}" for name in place.names(table.path)] if table.bucketed_by else [table.path]
    ):
        for path in (f"{folder}/{name}" for name in place.names(folder)):
            if stray(path, buckets) is None:
                content = place.read(path)
                sha256 = hashlib.sha256(content).hexdigest()
                yield LakeFile(path, row_count(path, content), len(content), sha256)

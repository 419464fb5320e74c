"""Lakes to look at: published, looked through, and written by others."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

from pyarrow import parquet

import tempodb
from tempodb import Database
from tempodb.base.errors import Problem
from tempodb.lake.checking import lake_findings
from tempodb.lake.lake_layout import LAKE_TABLES, LakeTable, bucket_of
from tempodb.lake.lake_places import lake_place
from tempodb.lake.manifest import MANIFESTS, LakeFile, Manifest
from tempodb.lake.parquet_files import arrow_schema, parquet_bytes
from tempodb.lake.publishing import Published, publish, publish_anew
from tempodb.lake.snapshots import newest_snapshot
from tempodb.lake.verifying import lake_differences


def csto() -> Database:
    """Return a database with the first dataset."""
    db = tempodb.open(":memory:")
    db.load(tempodb.bundled_fixture("csto.yaml"))
    return db


def published(db: Database, folder: Path, buckets: int | None = None) -> Published:
    return db.engine.read(lambda snapshot: publish(snapshot, lake_place(str(folder)), buckets))


def published_anew(db: Database, folder: Path) -> Published:
    return db.engine.read(lambda snapshot: publish_anew(snapshot, lake_place(str(folder))))


def newest(folder: Path) -> Manifest:
    found = newest_snapshot(lake_place(str(folder)))
    assert found is not None
    return found


def differences(db: Database, folder: Path) -> list[str]:
    place, manifest = lake_place(str(folder)), newest(folder)
    return db.engine.read(lambda snapshot: list(lake_differences(snapshot, place, manifest)))


def found_in(folder: Path) -> list[Problem]:
    """Return what is wrong with a lake, looked at here and by no crew."""
    return list(lake_findings(str(folder), newest(folder)))


def files(folder: Path) -> dict[str, bytes]:
    """Return all files of a lake but the lock, with what they hold."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != ".lock"
    }


def rows_of(folder: Path, table: LakeTable, bucket: int) -> list[dict[str, Any]]:
    """Return the rows of a table in a bucket."""
    (file,) = newest(folder).files_of(table.layout, table.name, bucket)
    found: list[dict[str, Any]] = parquet.read_table(folder / file.path).to_pylist()
    return found


def rewritten(
    folder: Path, path: str, bucket: int, change: Callable[[list[dict[str, Any]]], list[dict[str, Any]]]
) -> None:
    """Change the rows of a table in a bucket, and the manifest with them, as somebody else would have written both."""
    import pyarrow as pa

    table, manifest = LAKE_TABLES[path], newest(folder)
    (old,) = manifest.files_of(table.layout, table.name, bucket)
    rows = pa.Table.from_pylist(change(rows_of(folder, table, bucket)), arrow_schema(table))
    content = parquet_bytes(rows)
    sha256 = hashlib.sha256(content).hexdigest()
    new = LakeFile(table.file_path(bucket, sha256), rows.num_rows, len(content), sha256)
    (folder / new.path).write_bytes(content)
    with_it(folder, manifest._replace(files=tuple(sorted({*manifest.files, new} - {old}))))


def worsen(folder: Path) -> None:
    """Make a lake of the first dataset wrong in several buckets, and in several ways: a fact contradicts another, and ids are nowhere."""
    buckets = newest(folder).buckets
    said = {"value": '{"status":"observer"}', "status": "observer", "row": 9_001, "claim": 9_001}
    rewritten(
        folder,
        "by_organization/membership",
        bucket_of("csto", buckets),
        lambda rows: [*rows, {**rows[0], **said, "sources": '["nowhere"]'}],
    )
    for bucket in range(buckets):
        rewritten(folder, "by_organization/party", bucket, lambda rows: rows[1:])


def with_it(folder: Path, manifest: Manifest) -> None:
    """Put a manifest in the place of the newest one."""
    for name in [path.name for path in (folder / MANIFESTS).iterdir()]:
        if name.startswith(f"{manifest.snapshot:08}-"):
            (folder / MANIFESTS / name).unlink()
    (folder / MANIFESTS / manifest.file_name).write_bytes(manifest.written())

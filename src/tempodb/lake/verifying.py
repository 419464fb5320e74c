"""A snapshot of a lake, held against the database that it was made of."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from tempodb.base.errors import TempodbError
from tempodb.base.progress import Progress, unwatched
from tempodb.lake.entity_homes import read_homes
from tempodb.lake.lake_places import LakePlace
from tempodb.lake.manifest import LakeFile, Manifest
from tempodb.lake.parquet_files import rows_of_bytes, whole_content
from tempodb.lake.rendering import RenderedFile, Rendering
from tempodb.store.engines.port import Snapshot
from tempodb.store.log.log_end import last_transaction


def lake_differences(
    snapshot: Snapshot, place: LakePlace, manifest: Manifest, progress: Progress = unwatched
) -> Iterator[str]:
    """Yield where a snapshot of a lake is not what a database holds in the state that it was made of; nothing if it is.

    Each file is read, and made anew.
    """
    last = last_transaction(snapshot)
    stands = None if last is None else (last.id, last.digest, last.recorded)
    if stands != (manifest.transaction, manifest.digest, manifest.recorded):
        yield f"the lake goes up to transaction {manifest.transaction}, and the database does not end with that"
        return
    rendering = Rendering(snapshot, manifest.buckets, read_homes(snapshot))
    every = range(manifest.buckets)
    due = chain(rendering.by_home(every), rendering.by_party(every), rendering.others())
    left: dict[tuple[str, int], LakeFile] = {(file.table, file.bucket): file for file in manifest.files}
    for rendered in progress(due, len(manifest.files), "comparing"):
        file = left.pop((rendered.file.table, rendered.file.bucket), None)
        if file is None:
            yield f"`{rendered.file.path}` is missing"
        else:
            yield from _amiss(place, file, rendered)
    yield from (f"`{file.path}` holds rows that the database does not have" for file in left.values())


def _amiss(place: LakePlace, file: LakeFile, due: RenderedFile) -> Iterator[str]:
    """Yield what is wrong with a file; other bytes may hold the same rows, as other versions of pyarrow write them."""
    try:
        content = whole_content(place, file)
        if content != due.content and not rows_of_bytes(content, file).equals(
            rows_of_bytes(due.content, due.file)
        ):
            yield f"`{file.path}` holds other rows than the database"
    except TempodbError as error:
        yield error.problems[0].message

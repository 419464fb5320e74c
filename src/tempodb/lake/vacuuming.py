"""What no snapshot needs any more is removed: old snapshots, their files, and what killed programs left."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Iterator
from typing import NamedTuple

from tempodb.base.errors import InputError
from tempodb.lake.lake_layout import LAKE_TABLES
from tempodb.lake.lake_places import LakePlace
from tempodb.lake.manifest import MANIFESTS, Manifest
from tempodb.lake.snapshots import kept_snapshots

_NAMED_BY_DIGEST = re.compile(r"([0-9a-f]{64})\.parquet")
_IN_BUCKET = re.compile(r"bucket=[0-9]{5}")


class Vacuumed(NamedTuple):
    """The numbers of the snapshots that are kept, and of those that were removed, with so many files."""

    kept: tuple[int, ...]
    removed: tuple[int, ...]
    files: int


def vacuumed(place: LakePlace, keep: int = 1) -> Vacuumed:
    """Remove all but the last *keep* snapshots of a lake, and the files that none of these has.

    A file is removed that a snapshot named, or that killed programs left: it is called as the digest of
    what it holds, or was in the making. All else that lies there stays.

    Raises:
        InputError: there is no lake, or none of the snapshots is to be kept.
        OperationalError: a manifest is damaged, somebody writes the lake, or a file cannot be removed.

    """
    if keep < 1:
        raise InputError.of("keep", f"`{keep}` is no number of snapshots to keep", "keep 1 or more")
    snapshots = kept_snapshots(place)
    if not snapshots:
        message = f"there is no lake at `{place.name}`"
        raise InputError.of("no-lake", message, "name the folder of one")
    with place.writing():
        snapshots = kept_snapshots(place)
        old, kept = snapshots[:-keep], snapshots[-keep:]
        # Who is killed on the way leaves no snapshot without its files.
        for each in old:
            place.remove(f"{MANIFESTS}/{each.file_name}")
        needed = frozenset[str]().union(*(each.paths for each in kept))
        named = frozenset[str]().union(*(each.paths for each in old))
        removed = sum(place.remove(path) for path in sorted({*(named - needed), *_left(place, needed)}))
        removed += sum(len(place.clear(folder)) for folder in [MANIFESTS, *_folders(place)])
    return Vacuumed(_numbers(kept), _numbers(old), removed)


def _numbers(snapshots: list[Manifest]) -> tuple[int, ...]:
    return tuple(each.snapshot for each in snapshots)


def _folders(place: LakePlace) -> Iterator[str]:
    """Yield the folders in which files of a lake lie."""
    for table in LAKE_TABLES.values():
        if not table.bucketed_by:
            yield table.path
            continue
        for name in place.names(table.path):
            if _IN_BUCKET.fullmatch(name):
                yield f"{table.path}/{name}"


def _left(place: LakePlace, needed: Collection[str]) -> Iterator[str]:
    """Yield the files that publishing wrote and that are not needed, whether a snapshot ever named them or not."""
    for folder in _folders(place):
        for name in place.names(folder):
            path, named = f"{folder}/{name}", _NAMED_BY_DIGEST.fullmatch(name)
            if path in needed or named is None:
                continue
            if hashlib.sha256(place.read(path)).hexdigest() == named[1]:
                yield path

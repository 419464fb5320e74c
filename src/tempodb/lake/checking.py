"""A snapshot of a lake, checked by itself, whoever made it: bucket by bucket, wherever each is looked at."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any, NamedTuple, Protocol, TypeVar

import numpy as np

from tempodb.base.errors import Problem, TempodbError
from tempodb.lake.lake_layout import LAKE_TABLES, TRANSACTION, LakeLayout, LakeTable, bucket_of
from tempodb.lake.lake_places import lake_place
from tempodb.lake.manifest import LakeFile, Manifest
from tempodb.lake.mentions import DEFINING_KINDS, defined_in_rows, mentioned
from tempodb.lake.parquet_files import read_file, read_files
from tempodb.lake.row_checks import distinct_texts, number_column, row_findings
from tempodb.lake.timeline_checks import timeline_findings
from tempodb.model.kinds import Entity, EntityType

A = TypeVar("A")
B = TypeVar("B")
HINT = "docs/lake.md says what lies in a lake; correct what wrote it"


class Spreads(Protocol):
    """Carries out a function for each of some things, here or elsewhere."""

    def __call__(self, function: Callable[[A], B], things: Iterable[A], /) -> Iterable[B]:
        """Return what the function makes of each."""


def here_in_turn(function: Callable[[A], B], things: Iterable[A]) -> Iterable[B]:
    """Return what a function makes of each of some things, here and one after the other.

    >>> list(here_in_turn(str, [1, 2]))
    ['1', '2']
    """
    return map(function, things)


class CheckedBucket(NamedTuple):
    """What was found of a bucket; what it mentions that is defined in another one, if at all; and sums of its tables.

    A sum is how many rows there are, and the sum of their numbers.
    """

    findings: tuple[Problem, ...]
    elsewhere: frozenset[Entity]
    sums: Mapping[str, tuple[int, int]]


def lake_findings(location: str, manifest: Manifest, spread: Spreads = here_in_turn) -> Iterator[Problem]:
    """Yield what is wrong with a snapshot of a lake, each with its file; nothing if nothing is.

    *spread* may have the buckets looked at elsewhere: what it is given, and gives, can be pickled.
    """
    sums: dict[str, list[tuple[int, int]]] = defaultdict(list)
    elsewhere: dict[int, set[Entity]] = defaultdict(set)
    files = _files_of_buckets(manifest)
    shares = [(bucket, files[bucket]) for bucket in range(manifest.buckets)]
    # Of the files, each is told only those that it looks at.
    alone = manifest._replace(files=())
    for checked in spread(partial(check_bucket, location, alone), shares):
        yield from checked.findings
        for table, sum_ in checked.sums.items():
            sums[table].append(sum_)
        for entity in checked.elsewhere:
            elsewhere[bucket_of(entity.id, manifest.buckets)].add(entity)
    yield from _whole(location, manifest)
    asked = [(bucket, files[bucket] + files[None], ids) for bucket, ids in sorted(elsewhere.items())]
    for findings in spread(partial(undefined_in, location, alone), asked):
        yield from findings
    yield from _unlike({table: found for table, found in sums.items() if len(found) == manifest.buckets})


def _files_of_buckets(manifest: Manifest) -> Mapping[int | None, tuple[LakeFile, ...]]:
    """Return the files of each bucket, and under None those that lie in no bucket."""
    found: dict[int | None, list[LakeFile]] = defaultdict(list)
    for file in manifest.files:
        found[file.bucket if LAKE_TABLES[file.table].bucketed_by else None].append(file)
    return defaultdict(tuple, {bucket: tuple(files) for bucket, files in found.items()})


def check_bucket(location: str, manifest: Manifest, share: tuple[int, tuple[LakeFile, ...]]) -> CheckedBucket:
    """Return what is found of one bucket of a lake, which has some files: rows, contradictions, and ids that nothing defines."""
    bucket, files = share
    manifest = manifest._replace(files=files)
    findings: list[Problem] = []
    known: set[Entity] = set()
    said: dict[Entity, str] = {}
    sums: dict[str, tuple[int, int]] = {}
    unread: set[EntityType | None] = set()
    for table in LAKE_TABLES.values():
        if not table.bucketed_by:
            continue
        rows, found = _read(location, manifest, table, bucket)
        findings += found
        if table.kind is None:
            continue
        if rows is None:
            unread.add(DEFINING_KINDS.get(table.kind))
            continue
        known |= defined_in_rows(table, rows)
        for entity in mentioned(table, rows):
            said.setdefault(entity, table.path)
        sums[table.path] = _sum(table, rows)
        if table.layout is LakeLayout.ORGANIZATION:
            findings += (_problem(what, table.path, bucket) for what in timeline_findings(table, rows))
    left = {entity for entity in said.keys() - known if entity.type not in unread}
    here = {entity for entity in left if entity.type is EntityType.OFFICE}
    findings += (_undefined(entity, f"{said[entity]}/bucket={bucket:05}") for entity in sorted(here))
    return CheckedBucket(tuple(findings), frozenset(left - here), sums)


def undefined_in(
    location: str, manifest: Manifest, asked: tuple[int, tuple[LakeFile, ...], Iterable[Entity]]
) -> list[Problem]:
    """Return a problem for each of some ids of a bucket that nothing in some files defines."""
    bucket, files, entities = asked
    manifest = manifest._replace(files=files)
    left = set(entities)
    for table in LAKE_TABLES.values():
        type_ = None if table.kind is None else DEFINING_KINDS.get(table.kind)
        if type_ is None or not any(entity.type is type_ for entity in left):
            continue
        rows, _ = _read(location, manifest, table, bucket if table.bucketed_by else 0)
        # Of what cannot be read, that alone is told.
        left = (
            {entity for entity in left if entity.type is not type_}
            if rows is None
            else left - defined_in_rows(table, rows)
        )
    return [_undefined(entity, None) for entity in sorted(left)]


def _whole(location: str, manifest: Manifest) -> Iterator[Problem]:
    """Yield what is wrong with the tables that lie in no bucket."""
    for table in LAKE_TABLES.values():
        if table.bucketed_by:
            continue
        rows, found = _read(location, manifest, table, 0)
        yield from found
        if table is TRANSACTION and rows is not None:
            last = max(rows["recorded"].to_pylist(), default=None)
            if last != manifest.recorded:
                what = "the last transaction was recorded at another instant than the manifest says"
                yield _problem(what, table.path, None)


def _read(location: str, manifest: Manifest, table: LakeTable, bucket: int) -> tuple[Any, list[Problem]]:
    """Return the rows of a table in a bucket, None where they cannot be read or are wrong, and what is wrong with them."""
    place, found = lake_place(location), []
    files = manifest.files_of(table.layout, table.name, bucket)
    for file in files:
        try:
            rows = read_file(place, file)
            whats = row_findings(table, rows, bucket, manifest)
            found += [Problem("lake", what, HINT, file=file.path) for what in whats]
        except TempodbError as error:
            found += error.problems
    return (None if found else read_files(place, files, table)), found


def _sum(table: LakeTable, rows: Any) -> tuple[int, int]:
    """Return how many rows are about a party, where a table lies by party as well, and the sum of their numbers."""
    other = LAKE_TABLES.get(f"{LakeLayout.PARTY}/{table.name}")
    numbers = number_column(rows, "row")
    if other is not None:
        parties, places = distinct_texts(rows[other.bucketed_by])
        is_about = np.array([bool(party) for party in parties], np.bool_)
        numbers = numbers[is_about[places]]
    return len(numbers), int(numbers.sum())


def _unlike(sums: Mapping[str, Sequence[tuple[int, int]]]) -> Iterator[Problem]:
    """Yield the tables that have other rows by party than by organization."""
    for table in LAKE_TABLES.values():
        paths = table.path, f"{LakeLayout.ORGANIZATION}/{table.name}"
        if table.layout is LakeLayout.PARTY and all(path in sums for path in paths):
            own, other = (
                (sum(count for count, _ in sums[path]), sum(sum_ for _, sum_ in sums[path])) for path in paths
            )
            if own != other:
                what = f"it has {own[0]:,} rows, and by organization {other[0]:,}: they are not the same ones"
                yield _problem(what, table.path, None)


def _undefined(entity: Entity, where: str | None) -> Problem:
    return Problem("undefined", f"no {entity.type.name.lower()} has the id `{entity.id}`", HINT, file=where)


def _problem(what: str, path: str, bucket: int | None) -> Problem:
    return Problem("lake", what, HINT, file=path if bucket is None else f"{path}/bucket={bucket:05}")

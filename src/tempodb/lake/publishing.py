"""A state of a database → one more snapshot of a lake; what did not change keeps its files."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import NamedTuple

from tempodb.base.errors import InputError
from tempodb.base.progress import Progress, unwatched
from tempodb.lake.entity_homes import read_homes
from tempodb.lake.lake_layout import HIGHEST_BUCKET_COUNT, LakeLayout
from tempodb.lake.lake_places import LakePlace
from tempodb.lake.manifest import LakeFile, Manifest
from tempodb.lake.numbered_rows import touched_since
from tempodb.lake.rendering import RenderedFile, Rendering
from tempodb.lake.snapshots import add_snapshot, kept_snapshots, refuse_other_folder
from tempodb.store.engines.port import Snapshot
from tempodb.store.erasing.erasure import erasures
from tempodb.store.log.log_end import LastTransaction, last_transaction
from tempodb.store.schema.layout import FOLDED_ALIKE

LEAST_BUCKETS = 8
"""A lake has so many buckets where nobody says otherwise, and twice as many as long as one would be too large."""
ROWS_OF_A_BUCKET = 250_000
ROW_COUNT = "SELECT count(*) FROM belief"
DIGEST_OF = "SELECT digest FROM tx WHERE id = ?"


class Published(NamedTuple):
    """A snapshot that was published, or was there already; for it so many files and bytes were `written`.

    `holding` are the numbers of older snapshots that still hold what was erased.
    """

    snapshot: Manifest
    is_new: bool
    files: int = 0
    bytes: int = 0
    holding: tuple[int, ...] = ()


def publish(
    snapshot: Snapshot, place: LakePlace, buckets: int | None = None, progress: Progress = unwatched
) -> Published:
    """Publish a state of a database to a lake, which is made of so many *buckets* if there is none.

    Raises:
        InputError: there is something else, or the lake of another database or with other buckets.
        OperationalError: the lake is damaged, cannot be written, or somebody else writes it.

    """
    last = _last_of_fit(snapshot)
    _refuse_unfit(place, buckets)
    with place.writing():
        before = _before(last, snapshot, place, buckets)
        newest = before.newest
        if newest is not None and newest.transaction == before.last.id:
            return Published(newest, False, holding=before.holding)
        rendering = Rendering(snapshot, _chosen(snapshot, newest, buckets), read_homes(snapshot))
        return _published(_Anew(rendering, newest, before.erased), before, place, progress)


def publish_anew(
    snapshot: Snapshot, place: LakePlace, buckets: int | None = None, progress: Progress = unwatched
) -> Published:
    """Publish as `publish` does, and make every file, whatever was recorded since; one that is there and whole is not written again.

    Raises:
        InputError: there is something else, or the lake of another database or with other buckets.
        OperationalError: the lake cannot be read or written, or somebody else writes it.

    """
    last = _last_of_fit(snapshot)
    _refuse_unfit(place, buckets)
    with place.writing():
        before = _before(last, snapshot, place, buckets)
        rendering = Rendering(snapshot, _chosen(snapshot, before.newest, buckets), read_homes(snapshot))
        return _published(_Anew(rendering, None, before.erased), before, place, progress)


class _Before(NamedTuple):
    """What there is before a state is published: its *last* transaction, and the last that *erased* somebody; the snapshots *kept*."""

    last: LastTransaction
    erased: int
    kept: Sequence[Manifest]

    @property
    def newest(self) -> Manifest | None:
        """The newest of them, None where there is none."""
        return self.kept[-1] if self.kept else None

    @property
    def holding(self) -> tuple[int, ...]:
        """The numbers of those that still hold what was erased."""
        return tuple(each.snapshot for each in self.kept if each.transaction < self.erased)


def _last_of_fit(snapshot: Snapshot) -> LastTransaction:
    """Return the last transaction of what can be published."""
    last = last_transaction(snapshot)
    if last is None:
        raise InputError.of("empty", "nothing was recorded yet", "load a dataset first: tempodb load FILE")
    if snapshot.schema_version() not in FOLDED_ALIKE:
        raise InputError.of(
            "schema", "the database is of an early version", "tempodb maintain brings it to this one"
        )
    return last


def _refuse_unfit(place: LakePlace, buckets: int | None) -> None:
    """Refuse to make what cannot be a lake, before anything is made: not even what others would wait for."""
    if buckets is not None and not 1 <= buckets <= HIGHEST_BUCKET_COUNT:
        message = f"`{buckets}` is no number of buckets"
        raise InputError.of("buckets", message, f"give one from 1 to {HIGHEST_BUCKET_COUNT:,}")
    refuse_other_folder(place)


def _before(last: LastTransaction, snapshot: Snapshot, place: LakePlace, buckets: int | None) -> _Before:
    erased = max((each.tx for each in erasures(snapshot)), default=0)
    before = _Before(last, erased, kept_snapshots(place))
    if before.newest is not None:
        _refuse_other(before.newest, snapshot, place, buckets)
    return before


def _published(parts: _Anew, before: _Before, place: LakePlace, progress: Progress) -> Published:
    """Write what has to be made, and then the manifest that names it and the rest."""
    rendering, last, newest = parts.rendering, before.last, before.newest
    written = list(_written(place, parts.rendered(), progress, parts.amount))
    new = [file.bytes for file, is_new in written if is_new]
    files = tuple(sorted([*parts.untouched(), *(file for file, _ in written)]))
    if newest is not None and newest.transaction == last.id and files == newest.files:
        return Published(newest, False, len(new), sum(new), before.holding)
    manifest = Manifest(
        _digest_of(rendering.snapshot, 1),
        rendering.buckets,
        1 if newest is None else newest.snapshot + 1,
        None if newest is None else newest.file_name,
        last.id,
        last.digest,
        last.recorded,
        before.erased,
        files,
    )
    add_snapshot(place, manifest)
    return Published(manifest, True, len(new), sum(new), before.holding)


class _Anew:
    """Which buckets have to be made anew since the newest snapshot: all of them after an erasure."""

    def __init__(self, rendering: Rendering, newest: Manifest | None, erased: int) -> None:
        every = set(range(rendering.buckets))
        self.rendering, self._newest = rendering, newest
        self._homes, self._parties = every, every
        if newest is not None and erased <= newest.transaction:
            scopes, parties = touched_since(rendering.snapshot, newest.transaction, newest.recorded)
            homes = rendering.homes
            self._homes = homes.buckets_of_homes(scopes, rendering.buckets)
            self._homes |= rendering.log.cleared_since(newest.transaction, rendering.buckets)
            self._parties = homes.buckets_of_ids(parties, rendering.buckets)

    @property
    def amount(self) -> int:
        """How many files there will be at most, about."""
        return 10 * (len(self._homes) + len(self._parties))

    def rendered(self) -> Iterator[RenderedFile]:
        """Yield the files of those buckets, and of what is made anew each time."""
        rendering = self.rendering
        return chain(
            rendering.by_home(sorted(self._homes)),
            rendering.by_party(sorted(self._parties)),
            rendering.others(),
        )

    def untouched(self) -> Iterator[LakeFile]:
        """Yield the files of the other buckets, as they are."""
        if self._newest is None:
            return
        anew = {LakeLayout.ORGANIZATION: self._homes, LakeLayout.PARTY: self._parties}
        for file in self._newest.files:
            layout = LakeLayout(file.table.partition("/")[0])
            if layout in anew and file.bucket not in anew[layout]:
                yield file


def _written(
    place: LakePlace, rendered: Iterable[RenderedFile], progress: Progress, amount: int
) -> Iterator[tuple[LakeFile, bool]]:
    """Write files that are not there yet, and yield each with whether it was not."""
    for file, content in progress(rendered, amount, "publishing"):
        is_new = not _is_there(place, file)
        if is_new:
            place.write(file.path, content)
        yield file, is_new


def _is_there(place: LakePlace, file: LakeFile) -> bool:
    """Return whether a file is there as it should be: of a damaged one another is written."""
    try:
        return hashlib.sha256(place.read(file.path)).hexdigest() == file.sha256
    except FileNotFoundError:
        return False


def _chosen(snapshot: Snapshot, newest: Manifest | None, buckets: int | None) -> int:
    """Return how many buckets the lake has."""
    if newest is not None:
        return newest.buckets
    if buckets is not None:
        return buckets
    ((rows,),) = snapshot.execute(ROW_COUNT)
    chosen = LEAST_BUCKETS
    while chosen * ROWS_OF_A_BUCKET < rows:
        chosen *= 2
    return chosen


def _refuse_other(newest: Manifest, snapshot: Snapshot, place: LakePlace, buckets: int | None) -> None:
    """Refuse to publish to a lake of another database, or of a later state of this one, or with other buckets."""
    hint = "publish to another folder"
    if newest.database != _digest_of(snapshot, 1):
        raise InputError.of("other-database", f"`{place.name}` is the lake of another database", hint)
    if newest.digest != _digest_of(snapshot, newest.transaction):
        message = (
            f"`{place.name}` was published up to transaction {newest.transaction}, "
            "which is not in this database, or is another one"
        )
        raise InputError.of("other-database", message, f"{hint}, or restore the newest backup")
    if buckets not in (None, newest.buckets):
        message = f"the lake has {newest.buckets} buckets, not {buckets}"
        raise InputError.of("buckets", message, f"leave --buckets out, or {hint}")


def _digest_of(snapshot: Snapshot, transaction: int) -> str:
    row = snapshot.execute(DIGEST_OF, (transaction,)).fetchone()
    return "" if row is None else str(row[0])

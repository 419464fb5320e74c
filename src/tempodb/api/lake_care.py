"""Lakes, as the façade offers them: states of a database published as files of Parquet, checked and cleared out."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

from tempodb.api.datasets import FilePath
from tempodb.api.engine import Engine
from tempodb.base.errors import InputError, Problem
from tempodb.base.extras import extra
from tempodb.base.progress import Progress, unwatched
from tempodb.model.caller_values import path_of, progress_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TypeAlias

    from tempodb.lake.lake_places import LakePlace
    from tempodb.lake.manifest import Manifest
    from tempodb.lake.publishing import Published
    from tempodb.lake.vacuuming import Vacuumed
    from tempodb.store.engines.port import Snapshot

    Publish: TypeAlias = Callable[[Snapshot, LakePlace, int | None, Progress], Published]


class Publishing:
    """Publishes a database to a lake, and holds the lake against it."""

    engine: Engine

    def publish(
        self, location: FilePath, *, buckets: int | None = None, progress: Progress = unwatched
    ) -> Published:
        """Publish what is recorded to a lake: a folder, or a URL such as `s3://bucket/lake`; nothing if it is there already.

        A new lake is made of so many *buckets*. What did not change since the last snapshot keeps its files,
        and the new snapshot is there whole, or not at all.

        >>> import tempodb
        >>> from tempfile import TemporaryDirectory
        >>> db = tempodb.open(":memory:")
        >>> _ = db.load(tempodb.bundled_fixture("csto.yaml"))
        >>> with TemporaryDirectory() as folder:
        ...     done, again = db.publish(folder, buckets=2), db.publish(folder)
        >>> done.snapshot.snapshot, done.is_new, again.is_new
        (1, True, False)

        Raises:
            InputError: there is no database, or something else lies there; or pyarrow is not installed.
            OperationalError: the lake is damaged, cannot be written, or somebody else writes it.

        """
        with extra("lake"):
            from tempodb.lake.publishing import publish
        return self._published(publish, location, buckets, progress)

    def publish_anew(
        self, location: FilePath, *, buckets: int | None = None, progress: Progress = unwatched
    ) -> Published:
        """Publish as `publish` does, and make every file once more: it is written where it is damaged or gone.

        >>> import tempodb
        >>> from pathlib import Path
        >>> from tempfile import TemporaryDirectory
        >>> db = tempodb.open(":memory:")
        >>> _ = db.load(tempodb.bundled_fixture("csto.yaml"))
        >>> with TemporaryDirectory() as folder:
        ...     done = db.publish(folder, buckets=2)
        ...     (Path(folder) / done.snapshot.files[0].path).unlink()
        ...     again = db.publish_anew(folder)
        >>> again.is_new, again.files
        (False, 1)

        Raises:
            InputError: there is no database, or something else lies there; or pyarrow is not installed.
            OperationalError: the lake cannot be read or written, or somebody else writes it.

        """
        with extra("lake"):
            from tempodb.lake.publishing import publish_anew
        return self._published(publish_anew, location, buckets, progress)

    def _published(
        self, publish: Publish, location: FilePath, buckets: int | None, progress: Progress
    ) -> Published:
        from tempodb.lake.lake_places import lake_place

        if buckets is not None and (not isinstance(buckets, int) or isinstance(buckets, bool)):
            raise InputError.of("buckets", f"`{buckets}` is no number of buckets", "give a whole number")
        self.engine.refuse_missing()
        place, watched = lake_place(path_of(location)), progress_of(progress)
        return self.engine.read(lambda snapshot: publish(snapshot, place, buckets, watched))

    def verify_lake(self, location: FilePath, *, progress: Progress = unwatched) -> list[str]:
        """Return where the newest snapshot of a lake is not what is recorded; nothing if it is.

        Every file is read, and made anew to be held against it.

        >>> import tempodb
        >>> from tempfile import TemporaryDirectory
        >>> db = tempodb.open(":memory:")
        >>> _ = db.load(tempodb.bundled_fixture("csto.yaml"))
        >>> with TemporaryDirectory() as folder:
        ...     _ = db.publish(folder, buckets=2)
        ...     db.verify_lake(folder)
        []

        Raises:
            InputError: there is no database, or no lake.
            OperationalError: the lake cannot be read.

        """
        with extra("lake"):
            from tempodb.lake.lake_places import lake_place
            from tempodb.lake.snapshots import opened_snapshot
            from tempodb.lake.verifying import lake_differences
        self.engine.refuse_missing()
        place, watched = lake_place(path_of(location)), progress_of(progress)
        newest = opened_snapshot(place)
        return self.engine.read(lambda snapshot: list(lake_differences(snapshot, place, newest, watched)))


def check_lake(location: FilePath, *, engine: str = "local") -> list[Problem]:
    """Return what is wrong with the newest snapshot of a lake, whoever made it; nothing if nothing is.

    Files are held against their digests, rows against the layout, facts against each other, and ids against
    what defines them: bucket by bucket, by an *engine* as `tempodb.open_lake` has it.

    >>> import tempodb
    >>> from tempfile import TemporaryDirectory
    >>> db = tempodb.open(":memory:")
    >>> _ = db.load(tempodb.bundled_fixture("csto.yaml"))
    >>> with TemporaryDirectory() as folder:
    ...     _ = db.publish(folder, buckets=2)
    ...     check_lake(folder)
    []

    Raises:
        InputError: there is no lake, no such engine, or what that needs is not installed.
        OperationalError: its manifest is damaged, or it cannot be read.

    """
    with extra("lake"):
        from tempodb.lake.lake_places import lake_place
        from tempodb.lake.snapshots import opened_snapshot
    place = path_of(location)
    return _found(place, opened_snapshot(lake_place(place)), engine)


def adopt_lake(location: FilePath, buckets: int, *, engine: str = "local") -> list[Problem]:
    """Make a first snapshot of files that others wrote as docs/lake.md says, if nothing is wrong with them; return what is.

    They are looked at by an *engine* as `tempodb.open_lake` has it.

    Raises:
        InputError: there are snapshots already, or no such files; or no such engine, or what that needs is not installed.
        OperationalError: the lake cannot be read or written.

    """
    with extra("lake"):
        from tempodb.lake.adopting import found_snapshot
        from tempodb.lake.lake_places import lake_place
        from tempodb.lake.snapshots import add_snapshot
    place = lake_place(path_of(location))
    manifest = found_snapshot(place, buckets)
    found = _found(path_of(location), manifest, engine)
    if not found:
        with place.writing():
            add_snapshot(place, manifest)
    return found


def _found(location: str, manifest: Manifest, engine: str) -> list[Problem]:
    """Return what is wrong with a snapshot, whose buckets an *engine* looks at."""
    from tempodb.lake.asking.crews import crew_called
    from tempodb.lake.checking import lake_findings
    from tempodb.lake.lake_places import found_anywhere

    with closing(crew_called(engine)) as crew:
        return list(lake_findings(found_anywhere(location), manifest, crew.each))


def vacuum_lake(location: FilePath, *, keep: int = 1) -> Vacuumed:
    """Remove all but the last *keep* snapshots of a lake, with the files that only those had.

    >>> import tempodb
    >>> from tempfile import TemporaryDirectory
    >>> db = tempodb.open(":memory:")
    >>> _ = db.load(tempodb.bundled_fixture("csto.yaml"))
    >>> with TemporaryDirectory() as folder:
    ...     _ = db.publish(folder, buckets=2)
    ...     _ = db.run("end membership of Armenia in CSTO from 2024-02-22")
    ...     _ = db.publish(folder)
    ...     vacuum_lake(folder).removed
    (1,)

    Raises:
        InputError: there is no lake, or *keep* is less than 1; or pyarrow is not installed.
        OperationalError: a manifest is damaged, somebody writes the lake, or a file cannot be removed.

    """
    with extra("lake"):
        from tempodb.lake.lake_places import lake_place
        from tempodb.lake.vacuuming import vacuumed
    if not isinstance(keep, int) or isinstance(keep, bool) or keep < 1:
        raise InputError.of("keep", f"`{keep}` is no number of snapshots to keep", "keep 1 or more")
    return vacuumed(lake_place(path_of(location)), keep)

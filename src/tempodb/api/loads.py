"""What loads into a database: dataset files, and sources in other formats."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tempodb.api.datasets import FilePath
from tempodb.api.engine import Engine
from tempodb.base.progress import Progress, unwatched

if TYPE_CHECKING:
    from tempodb.api.imports import ForeignSource
    from tempodb.api.load_reports import LoadReports
    from tempodb.temporal.given import DateLike


class Loads:
    """The loads of a database."""

    engine: Engine

    def load(
        self,
        *paths: FilePath,
        recorded_at: DateLike | None = None,
        author: str | None = None,
        note: str | None = None,
        overwrite: bool = False,
        allow_erased: bool = False,
        progress: Progress = unwatched,
    ) -> LoadReports:
        """Record how dataset files differ from what they last stated: all of it, or nothing.

        What writes corrected stays corrected, and a file that would undo it is refused; to
        *overwrite* is to give up what writes say otherwise than the files. So is a file that states a
        person who was erased, unless you *allow_erased*. *progress* watches it.

        Raises:
            DatasetError: with every problem of the files, each with its line and column.
            InputError: no file is named, or *recorded_at* is in the future or not after the last
                transaction.
            OperationalError: the database is locked, full or damaged.

        """
        from tempodb.api.load_reports import reported
        from tempodb.api.loaded_files import LoadedFiles
        from tempodb.store.log.headers import transaction_info

        files = LoadedFiles(paths, progress)
        info = transaction_info(recorded_at, author, note, overwrite, allow_erased)
        return reported(files, lambda: self.engine.load(files, info, progress), self.engine.clock)

    def preview(
        self,
        *paths: FilePath,
        recorded_at: DateLike | None = None,
        overwrite: bool = False,
        allow_erased: bool = False,
        progress: Progress = unwatched,
    ) -> LoadReports:
        """Return what `load` would do, and write nothing."""
        from tempodb.api.load_reports import reported
        from tempodb.api.loaded_files import LoadedFiles
        from tempodb.store.log.headers import transaction_info

        files = LoadedFiles(paths, progress)
        info = transaction_info(recorded_at, overwrite=overwrite, allow_erased=allow_erased)
        return reported(files, lambda: self.engine.plan(files, info), self.engine.clock)

    def load_foreign(
        self,
        source: ForeignSource,
        *,
        recorded_at: DateLike | None = None,
        author: str | None = None,
        note: str | None = None,
        overwrite: bool = False,
        allow_erased: bool = False,
        progress: Progress = unwatched,
    ) -> LoadReports:
        """Record how a source of `read_foreign` differs from what its dataset last stated, as `load` does of files.

        Raises:
            DatasetError: with all that was refused of it, or is refused here.
            InputError: *recorded_at* is in the future or not after the last transaction.
            OperationalError: the database is locked, full or damaged.

        """
        from tempodb.api.imports import ForeignFiles, at_their_places
        from tempodb.api.load_reports import reported
        from tempodb.store.log.headers import transaction_info

        files = ForeignFiles(source)
        info = transaction_info(recorded_at, author, note, overwrite, allow_erased)
        with at_their_places():
            return reported(files, lambda: self.engine.load(files, info, progress), self.engine.clock)

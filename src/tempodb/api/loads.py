"""What loads into a database: dataset files, sources in other formats, and the history of a file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tempodb.api.datasets import FilePath
from tempodb.api.engine import Engine
from tempodb.base.progress import Progress, unwatched
from tempodb.model.caller_values import path_of, progress_of

if TYPE_CHECKING:
    from tempodb.api.imports import ForeignSource
    from tempodb.api.load_reports import LoadReports
    from tempodb.api.replaying.report import ReplayReport
    from tempodb.store.loading.due_load import DueLoad
    from tempodb.store.loading.files_to_load import FilesToLoad
    from tempodb.store.log.transaction_info import TransactionInfo
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
        from tempodb.store.log.transaction_info import transaction_info

        files = LoadedFiles(paths, progress)
        info = transaction_info(recorded_at, author, note, overwrite, allow_erased)
        due = self._due(files, info)
        return reported(files, lambda: self.engine.load(due, progress), self.engine.clock, self.engine.read)

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
        from tempodb.store.log.transaction_info import transaction_info

        files = LoadedFiles(paths, progress)
        info = transaction_info(recorded_at, overwrite=overwrite, allow_erased=allow_erased)
        due = self._due(files, info)
        return reported(files, lambda: self.engine.plan(due), self.engine.clock, self.engine.read)

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
        from tempodb.store.log.transaction_info import transaction_info

        files = ForeignFiles(source)
        info = transaction_info(recorded_at, author, note, overwrite, allow_erased)
        due = self._due(files, info)
        with at_their_places():
            return reported(
                files, lambda: self.engine.load(due, progress), self.engine.clock, self.engine.read
            )

    def _due(self, files: FilesToLoad, info: TransactionInfo) -> DueLoad:
        from tempodb.store.loading.due_load import DueLoad

        return DueLoad(files, info, self.engine.clock)

    def replay(
        self,
        repository: FilePath,
        path: str,
        *,
        format: str | None = None,
        follow: bool = False,
        branch: str | None = None,
        empty: str | None = None,
        dataset: str | None = None,
        skip_bad: bool = False,
        overwrite: bool = False,
        allow_erased: bool = False,
        progress: Progress = unwatched,
        **conventions: Any,
    ) -> ReplayReport:
        """Record every version of a file in a git repository, or bundle, each at the time of its commit.

        What was replayed before is known by its commits, and only what is new is recorded.
        docs/replay.md says what the options mean; *conventions* are those of `read_foreign`.

        Raises:
            DatasetError: with all that is wrong in versions, of which none is recorded then.
            InputError: there is no such file or format, or the history is another one than was replayed.
            OperationalError: git or the database cannot be read.

        """
        from tempodb.api.replaying.history_replay import Replay
        from tempodb.api.replaying.options import ReplayOptions

        options = ReplayOptions(format, follow, branch, empty, dataset, skip_bad, overwrite, allow_erased)
        return Replay(self.engine, path_of(path), options, conventions).run(repository, progress_of(progress))

"""The history of a file in a repository of git, recorded: a transaction a version, at the time of its commit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from tempodb.api.datasets import FilePath
from tempodb.api.engine import Engine
from tempodb.api.replaying.options import ON_EMPTY, ReplayOptions, info_of
from tempodb.api.replaying.recorded_times import recorded_times
from tempodb.api.replaying.report import RecordedVersion, ReplayReport
from tempodb.api.replaying.version_reader import ReadVersion, VersionReader
from tempodb.api.replaying.versions_reading import FoundVersions, VersionsReading, VersionStep, unreadable
from tempodb.base.collecting import uncollected
from tempodb.base.errors import DatasetError, InputError, Problem, TempodbError
from tempodb.base.printable import printable
from tempodb.base.progress import Progress, unwatched
from tempodb.interchange.repositories.file_history import (
    FileHistory,
    FileVersion,
    UnreadableVersionError,
    history_of,
)
from tempodb.interchange.repositories.git import opened_repository
from tempodb.model.caller_values import path_of
from tempodb.model.claims import Claim
from tempodb.store.loading.due_load import DueLoad
from tempodb.store.loading.replayed import ReplayedVersion, replayed_versions
from tempodb.store.log.log_end import last_transaction
from tempodb.temporal.instants import instant_text


class Replay:
    """One replay into the database of an *engine*."""

    def __init__(
        self, engine: Engine, path: str, options: ReplayOptions, conventions: Mapping[str, Any]
    ) -> None:
        if options.empty not in (None, *ON_EMPTY):
            raise InputError.of(
                "empty", f"`{options.empty}` is no answer to empty versions", "skip or retract"
            )
        self._engine = engine
        self._path = path
        self._options = options
        self._reader = VersionReader(
            path, options.format, options.dataset, options.skip_bad, engine.clock, conventions
        )

    def run(self, repository: FilePath, progress: Progress) -> ReplayReport:
        """Record the versions that are new, oldest first.

        Raises:
            DatasetError: with all that is wrong in versions, of which none is recorded then.
            InputError: the history is another one than was replayed before, or ends where the database does not.
            OperationalError: git or the database cannot be read.

        """
        options = self._options
        with (
            opened_repository(path_of(repository)) as git,
            history_of(git, self._path, options.branch, options.follow) as of_file,
            TemporaryDirectory(prefix="tempodb-") as folder,
        ):
            dataset = self._reader.dataset = self._reader.dataset or self._newest_id(of_file, Path(folder))
            known = self._known(dataset, of_file)
            new = of_file.versions[known:]
            if new and not known:
                self._refuse_late(new[0])
            with uncollected():
                found = VersionsReading(self._engine, self._reader, options).read(
                    of_file, known, Path(folder), progress
                )
            self._refuse(found)
            recorded, moved = self._record(found.steps, progress)
        return ReplayReport(
            printable(self._path),
            self._reader.format,
            dataset,
            len(of_file.versions),
            known,
            tuple(recorded),
            tuple(moved),
            tuple(version.label for version in found.empty),
            options.empty == "retract",
            tuple(found.refused),
            found.unread,
            tuple(found.renames),
            tuple(found.columns),
            of_file.is_shallow,
            self._reader.report,
        )

    # ── what is new ──────────────────────────────────────────────────────────────────────────────

    def _newest_id(self, of_file: FileHistory, folder: Path) -> str:
        """Return the id of the dataset that the newest version states which can be read."""
        problems: list[Problem] = []
        for version in reversed(of_file.versions):
            try:
                content = of_file.content(version)
                if content.strip():
                    return self._reader.read(content, version.label, folder).id
            except UnreadableVersionError as error:
                problems.append(unreadable(version, error))
            except DatasetError as error:
                problems += error.problems
        if problems:
            raise DatasetError(*problems)
        raise InputError.of("no-version", f"no version of `{printable(self._path)}` states anything")

    def _known(self, dataset: str, of_file: FileHistory) -> int:
        """Return how many versions were replayed before.

        Raises:
            InputError: the history that was replayed is another one.

        """
        before = (
            self._engine.read(lambda snapshot: replayed_versions(snapshot, dataset))
            if self._engine.exists()
            else []
        )
        if not before:
            return 0
        places = {version.commit: at for at, version in enumerate(of_file.versions)}
        if before[-1].commit in places:
            return places[before[-1].commit] + 1
        raise self._rewritten(before, places, of_file)

    def _rewritten(
        self, before: Sequence[ReplayedVersion], places: Mapping[str, int], of_file: FileHistory
    ) -> TempodbError:
        common = max((at for at, each in enumerate(before) if each.commit in places), default=-1)
        lost = before[common + 1]
        at = places[before[common].commit] + 1 if common >= 0 else 0
        versions = of_file.versions
        stands = (
            f"`{versions[at].short}` stands in its place"
            if at < len(versions)
            else (f"it ends with `{versions[-1].short}`")
        )
        message = (
            f"the history was rewritten: transaction {lost.transaction} recorded the commit "
            f"`{lost.commit[: len(versions[-1].short)]}`, which the history of `{printable(self._path)}` "
            f"does not have; {stands}"
        )
        hint = "replay it into a new database, or the branch that was replayed, with --branch"
        if of_file.is_shallow:
            hint = "the repository is shallow: git fetch --unshallow brings what is missing"
        return InputError.of("rewritten", message, hint)

    def _refuse_late(self, first: FileVersion) -> None:
        """Refuse to replay history behind what was recorded otherwise."""
        last = self._engine.read(last_transaction) if self._engine.exists() else None
        if last is not None and first.committed <= last.recorded:
            message = (
                f"`{first.short}` was committed at {instant_text(first.committed)}, and the last transaction "
                f"recorded at {instant_text(last.recorded)}"
            )
            hint = "history is replayed before a database is used otherwise: name a new one with --db"
            raise InputError.of("recorded-at", message, hint)

    def _refuse(self, found: FoundVersions) -> None:
        """Refuse what keeps versions from being recorded, all of it at once."""
        problems = [] if self._options.skip_bad else list(found.refused)
        if self._options.empty is None:
            hint = "--empty skip passes it over, --empty retract withdraws all that was stated before"
            problems += [
                Problem("empty", "the version states nothing", hint, file=version.label)
                for version in found.empty
            ]
        if problems:
            raise DatasetError(*problems)

    # ── recording ────────────────────────────────────────────────────────────────────────────────

    def _record(
        self, steps: Sequence[VersionStep], progress: Progress
    ) -> tuple[list[RecordedVersion], list[str]]:
        engine, options = self._engine, self._options
        last = engine.read(last_transaction) if engine.exists() else None
        times = recorded_times(
            [step.version.committed for step in steps], last and last.recorded, engine.clock()
        )
        # Most of what is believed was believed before the last version, too.
        claim_of = cache(Claim.from_body)
        recorded: list[RecordedVersion] = []
        moved: list[str] = []
        for (version, dataset), at in zip(progress(steps, len(steps), "recording"), times, strict=True):
            if dataset is None:
                recorded.append(RecordedVersion(version.commit, version.committed, None, None, 0, 0, 0, 0))
                continue
            info = info_of(options, version, at)
            due = DueLoad(ReadVersion(dataset), info, engine.clock, claim_of)
            (done,) = engine.load(due, unwatched)
            figures = done.difference
            recorded.append(
                RecordedVersion(
                    version.commit,
                    version.committed,
                    done.transaction,
                    done.header and done.header.recorded,
                    len(figures.added),
                    len(figures.corrections),
                    len(figures.retracted),
                    figures.unchanged,
                )
            )
            if done.header is not None and at != version.committed:
                moved.append(version.label)
        return recorded, moved

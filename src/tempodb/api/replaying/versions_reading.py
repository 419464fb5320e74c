"""Versions of a file, read one after the other: what is to be recorded, and what is to be told of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from tempodb.api.datasets import excerpts
from tempodb.api.engine import Engine
from tempodb.api.replaying.options import ReplayOptions, info_of
from tempodb.api.replaying.report import ChangedColumns, RenamedFile
from tempodb.api.replaying.version_reader import ReadVersion, VersionReader
from tempodb.base.errors import DatasetError, Problem
from tempodb.base.printable import printable
from tempodb.base.progress import Progress
from tempodb.interchange.repositories.file_history import FileHistory, FileVersion, UnreadableVersionError
from tempodb.interchange.repositories.table_headings import heading_of
from tempodb.model.claims import Dataset
from tempodb.model.kinds import Kind
from tempodb.store.loading.due_load import DueLoad


class VersionStep(NamedTuple):
    """A version to be recorded, and what it states; None if that is what the one before does."""

    version: FileVersion
    dataset: Dataset | None


@dataclass
class FoundVersions:
    """What was found in versions: `refused` are the problems of them, `unread` how many have such."""

    steps: list[VersionStep] = field(default_factory=list)
    refused: list[Problem] = field(default_factory=list)
    unread: int = 0
    empty: list[FileVersion] = field(default_factory=list)
    renames: list[RenamedFile] = field(default_factory=list)
    columns: list[ChangedColumns] = field(default_factory=list)


class VersionsReading:
    """Reads versions, and tries each on the database of an *engine* as it is.

    Claims that several versions state are kept once, and of each version nothing else.
    """

    def __init__(self, engine: Engine, reader: VersionReader, options: ReplayOptions) -> None:
        self._engine = engine
        self._reader = reader
        self._options = options
        self._found = FoundVersions()
        self._columns: Sequence[str] | None = None

    def read(self, of_file: FileHistory, known: int, folder: Path, progress: Progress) -> FoundVersions:
        """Return what is found in the versions that follow those that are *known*."""
        found, new = self._found, of_file.versions[known:]
        last = of_file.versions[known - 1] if known else None
        if last is not None:
            self._look_at(last, of_file)
        for version in progress(new, len(new), "reading"):
            if last is not None and last.path != version.path:
                found.renames.append(
                    RenamedFile(version.label, printable(last.path), printable(version.path))
                )
            if last is not None and (last.blob, last.mode) == (version.blob, version.mode):
                found.steps.append(VersionStep(version, None))
            else:
                try:
                    self._take(version, of_file.content(version), folder)
                except UnreadableVersionError as error:
                    found.refused.append(unreadable(version, error))
                    found.unread += 1
                except DatasetError as error:
                    found.refused += error.problems
                    found.unread += 1
            last = version
        return found

    def _look_at(self, version: FileVersion, of_file: FileHistory) -> None:
        """Know the columns of a version that was recorded."""
        try:
            self._columns = heading_of(of_file.content(version), self._reader.suffix)
        except UnreadableVersionError:
            return

    def _take(self, version: FileVersion, content: bytes, folder: Path) -> None:
        """Take what a version states to be recorded, unless it is to be skipped.

        Raises:
            DatasetError: it is wrong, or could not be loaded into the database as it is.

        """
        dataset = Dataset(self._reader.dataset or "", version.label, ())
        if content.strip():
            self._compare_columns(version, content)
            dataset = self._reader.read(content, version.label, folder)
        if all(claim.kind is Kind.DATASET for claim in dataset.claims):
            self._found.empty.append(version)
            if self._options.empty == "retract":
                self._found.steps.append(VersionStep(version, Dataset(dataset.id, version.label, ())))
            return
        shared = self._reader.shared(dataset)
        self._try(version, shared)
        self._found.refused += self._reader.left_out
        self._found.steps.append(VersionStep(version, shared))

    def _try(self, version: FileVersion, shared: Dataset) -> None:
        """Look whether a version could be recorded; only one that could not is read with its places."""
        try:
            self._plan(version, shared)
        except DatasetError as error:
            problems = error.problems
            try:
                self._plan(version, self._reader.located())
            except DatasetError as placed:
                problems = placed.problems
            raise DatasetError(*self._reader.placed(excerpts(problems))) from None

    def _plan(self, version: FileVersion, dataset: Dataset) -> None:
        info = info_of(self._options, version, None)
        self._engine.plan(DueLoad(ReadVersion(dataset), info, self._engine.clock))

    def _compare_columns(self, version: FileVersion, content: bytes) -> None:
        now, before = heading_of(content, self._reader.suffix), self._columns
        if now is not None and before is not None and set(now) != set(before):
            appeared = tuple(printable(name) for name in now if name not in before)
            vanished = tuple(printable(name) for name in before if name not in now)
            self._found.columns.append(ChangedColumns(version.label, appeared, vanished))
        self._columns = now


def unreadable(version: FileVersion, error: UnreadableVersionError) -> Problem:
    """Return what is told of a version that holds nothing that could be read."""
    return Problem("no-file", error.why, error.hint, file=version.label)

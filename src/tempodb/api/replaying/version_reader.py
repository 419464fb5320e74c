"""The versions of one file, each read as the dataset that it states, with what is wrong in it at its commit."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import Any

from tempodb.api.datasets import excerpts, read_columns, read_datasets
from tempodb.api.imports import ImportReport, read_foreign
from tempodb.base.errors import DatasetError, InputError, Problem
from tempodb.base.nearest import nearest
from tempodb.interchange.foreign_formats import FOREIGN_FORMATS
from tempodb.interchange.formats import IMPORTERS
from tempodb.interchange.importers.foreign_ids import slug
from tempodb.model.claims import Claim, Dataset

_SUFFIX = re.compile(r"\.[a-z0-9]{1,8}")


class VersionReader:
    """Reads versions of the file at *path*, in our format or a foreign one, whose conventions are given.

    With *skip_bad*, rows of a foreign format that are refused are left out. The `report` is that of the
    version that was read last.

    Raises:
        InputError: there is no such format, or the name of the file tells none.

    """

    def __init__(
        self,
        path: str,
        format: str | None,
        dataset: str | None,
        skip_bad: bool,
        clock: Callable[[], int],
        conventions: Mapping[str, Any],
    ) -> None:
        own = PurePosixPath(path)
        found = _SUFFIX.fullmatch(own.suffix.lower())
        self.suffix = found[0] if found else ""
        # By the name of a file its format may be told, and a source be called.
        self._name = own.stem + self.suffix if self.suffix else own.name
        self.format = _format(path, self.suffix, format, conventions)
        self.report: ImportReport | None = None
        self.dataset = dataset
        if self.format is not None and dataset is None:
            self.dataset = slug(PurePosixPath(path).name.partition(".")[0])
        self._skip_bad = skip_bad
        self._clock = clock
        self._conventions = conventions
        self._file = self._label = ""
        self._imported: Dataset | None = None
        self._known: dict[Claim, Claim] = {}

    def read(self, content: bytes, label: str, folder: Path) -> Dataset:
        """Return what a version states, which is called by its *label*; *folder* is for passing use.

        Raises:
            DatasetError: with all that is wrong in it.

        """
        file = folder / self._name
        file.write_bytes(content)
        self._file, self._label = str(file), label
        try:
            dataset = self._dataset_of(file)
            if dataset.problems:
                raise DatasetError(*dataset.problems)
        except DatasetError as error:
            raise DatasetError(*self.placed(excerpts(error.problems))) from None
        if self.dataset not in (None, dataset.id):
            message = f"it states the dataset `{dataset.id}`, and not `{self.dataset}`"
            hint = "--dataset says which is meant" if self.format is None else None
            raise DatasetError(Problem("dataset", message, hint, file=label))
        return replace(dataset, file=label, fingerprint="", text=b"")

    def _dataset_of(self, file: Path) -> Dataset:
        if self.format is None:
            (dataset,) = read_columns([file]) or read_datasets([file])
            return dataset
        source = read_foreign(
            self.format,
            file,
            dataset=self.dataset,
            skip_bad=self._skip_bad,
            clock=self._clock,
            **self._conventions,
        )
        self.report = self._told(source.report)
        self._imported = source.dataset
        return source.dataset

    def located(self) -> Dataset:
        """Return what the version that was read last states, each claim with its place."""
        return self._imported or read_datasets([self._file])[0]

    def placed(self, problems: Sequence[Problem]) -> list[Problem]:
        """Return problems of what was read last as those of the version that it is."""
        placed = [
            problem._replace(file=self._label if problem.file in (None, self._file) else problem.file)
            for problem in problems
        ]
        # In a foreign format, an offset is the number of an entry.
        return placed if self.format is None else [each._replace(offset=None, length=None) for each in placed]

    def _told(self, report: ImportReport) -> ImportReport:
        """Return a report of what was read last, at the places of the version that it is."""
        unexpressed = (replace(each, first=tuple(self.placed(each.first))) for each in report.unexpressed)
        refused = self.placed(excerpts(report.refused))
        return replace(report, refused=tuple(refused), unexpressed=tuple(unexpressed))

    @property
    def left_out(self) -> Sequence[Problem]:
        """What was refused of the version that was read last, and left out."""
        return () if self.report is None else self.report.refused

    def shared(self, dataset: Dataset) -> Dataset:
        """Return a dataset of which each claim is one that was known before, if there was one that is equal."""
        origin = Problem("", "", file=dataset.file)
        claims = []
        for claim in dataset.claims:
            known = self._known.get(claim)
            if known is None:
                known = replace(claim, origin=origin, named_at=None)
                self._known[known] = known
            claims.append(known)
        return replace(dataset, claims=tuple(claims), doubts=())


def _format(path: str, suffix: str, format: str | None, conventions: Mapping[str, Any]) -> str | None:
    """Return the format of a foreign file, None of one of ours."""
    if format is not None:
        if format in FOREIGN_FORMATS:
            return format
        near = nearest(format, FOREIGN_FORMATS)
        hint = f"the nearest is `{near}`" if near else f"choose from {', '.join(FOREIGN_FORMATS)}"
        raise InputError.of("format", f"`{format}` is no format to import from", hint)
    if suffix not in IMPORTERS:
        hint = f"say it with --format: {', '.join(FOREIGN_FORMATS)}; a folder cannot be replayed"
        raise InputError.of("format", f"the format of `{path}` is unknown", hint)
    given = [name for name, value in conventions.items() if value]
    if given:
        option = given[0].replace("_", "-")
        message = f"--{option} is about files of other formats"
        raise InputError.of("format", message, "say with --format which, or leave it out")
    return None


class ReadVersion:
    """A version that was read, as the files of one load; implements `store.loading.files_to_load.FilesToLoad`."""

    are_large = False
    fingerprints: Sequence[str] = ()

    def __init__(self, dataset: Dataset) -> None:
        self._dataset = dataset

    def are_among(self, known: object) -> bool:
        """Return that it is not known again."""
        return False

    def located(self) -> Sequence[Dataset]:
        """Return what it states."""
        return [self._dataset]

    def part(self, claims: object) -> None:
        """Return that it has to be read as a whole."""

    def restated(self, known: Collection[str], last_text: object) -> None:
        """Return that it has to be read as a whole."""

    def columns(self, known: Collection[str] = ()) -> None:
        """Return that it has to be read as a whole."""

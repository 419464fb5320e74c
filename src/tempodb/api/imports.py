"""Sources in other formats, read as a dataset, with a report of what came over and how it was taken."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from tempodb.api.datasets import FilePath
from tempodb.api.output_files import means_folder, write_file
from tempodb.api.output_folders import write_folder
from tempodb.api.source_checks import checked_source
from tempodb.base.clock import system_clock
from tempodb.base.collecting import uncollected
from tempodb.base.errors import DatasetError, InputError, Problem
from tempodb.base.nearest import nearest
from tempodb.base.progress import unwatched
from tempodb.base.spelling import spelt_out, why_no_id
from tempodb.interchange.foreign_formats import FOREIGN_FORMATS, ForeignFormat
from tempodb.interchange.formats import EXPORTERS, FOLDER_EXPORTERS
from tempodb.interchange.importers.conventions import conventions_of
from tempodb.interchange.importers.foreign_ids import slug
from tempodb.interchange.port import Unexpressed
from tempodb.model.caller_values import path_of
from tempodb.model.claim_columns import ClaimColumns
from tempodb.model.claims import Dataset
from tempodb.store.loading.lint import doubts

SUFFIXES_WRITTEN = {".yaml": "yaml", ".yml": "yaml", ".json": "json"}
"""In which format a dataset is written, by the end of the name of its file."""


@dataclass(frozen=True)
class ImportReport:
    """What came over of a source, what was refused and where, what there are no words for, what was taken."""

    format: str
    dataset: str
    counts: dict[str, int]
    refused: tuple[Problem, ...]
    unexpressed: tuple[Unexpressed, ...]
    conventions: tuple[tuple[str, int], ...]

    def as_dict(self) -> dict[str, Any]:
        """Return what `import --format json` prints."""
        unexpressed = [
            {"reason": each.reason, "count": each.count, "first": [problem.place for problem in each.first]}
            for each in self.unexpressed
        ]
        return {
            "format": self.format,
            "dataset": self.dataset,
            "counts": self.counts,
            "refused": [problem.as_dict() for problem in self.refused],
            "unexpressed": unexpressed,
            "conventions": [{"convention": said, "count": count} for said, count in self.conventions],
        }

    def remarks(self) -> Iterable[Problem]:
        """Yield what is to be known beside the counts: what there are no words for, and what was taken."""
        for each in self.unexpressed:
            yield each.first[0]._replace(message=f"left out: {each.reason}: {each.count}")
        for said, count in self.conventions:
            yield Problem("note", f"{said}: {count}" if count else said)

    def summary(self) -> str:
        """Return the counts in words."""
        said = ", ".join(
            f"{count} {section if count > 1 else section[:-1]}" for section, count in self.counts.items()
        )
        refused = f", {len(self.refused)} refused" if self.refused else ""
        return f"{self.dataset}: {said or 'nothing'}{refused}"

    def __repr__(self) -> str:
        return f"<{self.summary()}>"


class ForeignSource:
    """A source in another format, read: a dataset that can be written or loaded, and a report.

    What was refused keeps it from both, unless it was read to skip that.
    """

    def __init__(
        self, report: ImportReport, dataset: Dataset, is_whole: bool, clock: Callable[[], int] = system_clock
    ) -> None:
        self.report = report
        self._dataset = dataset
        self._is_whole = is_whole
        self._clock = clock

    @property
    def dataset(self) -> Dataset:
        """What it states.

        Raises:
            DatasetError: with all that was refused.

        """
        if not self._is_whole:
            raise DatasetError(*self.report.refused)
        return self._dataset

    @cached_property
    def doubts(self) -> Sequence[Problem]:
        """What may not be meant, as `tempodb check` tells it, looked for when it is asked for."""
        if isinstance(self._dataset.claims, ClaimColumns):
            message = "what may not be meant was not looked for in so many entries"
            return [Problem("note", message, "`tempodb check` does it with what -o writes")]
        return [_told(doubt) for doubt in doubts([self._dataset], self._clock())]

    def text(self, format: str = "yaml") -> str:
        """Return it as the text of a dataset file.

        Raises:
            DatasetError: with all that was refused.

        """
        return EXPORTERS[format](self.dataset.id, self.dataset.claims, unwatched).text

    def write(self, path: FilePath) -> None:
        """Write it as a dataset file, of the format that the name ends with, or as a folder of tables.

        A name that ends with `/`, or is that of a folder, means a folder.

        Raises:
            DatasetError: with all that was refused.
            InputError: the name tells no format.
            OperationalError: the file cannot be written.

        """
        to = Path(path_of(path))
        if means_folder(path_of(path)):
            dataset = self.dataset
            write_folder(to, lambda to: FOLDER_EXPORTERS["folder"](dataset.id, dataset.claims, to, unwatched))
            return
        format_ = SUFFIXES_WRITTEN.get(to.suffix.lower())
        if format_ is None:
            message = f"the format of `{to.name}` is unknown"
            raise InputError.of("format", message, f"end it with {', '.join(SUFFIXES_WRITTEN)} or /")
        write_file(to, self.text(format_))

    def __repr__(self) -> str:
        return repr(self.report)


def read_foreign(
    format: str,
    *sources: FilePath,
    dataset: str | None = None,
    skip_bad: bool = False,
    end_day: str | None = None,
    undated: str | None = None,
    january_first: str | None = None,
    margin: str | None = None,
    observed: str | None = None,
    open: Iterable[str] | str = (),
    language: str | None = None,
    clock: Callable[[], int] = system_clock,
    **said: Any,
) -> ForeignSource:
    """Return files of another format, read as one dataset, which is called as the first file unless *dataset* says.

    With *skip_bad*, what is refused is left out, and all that depends on it. docs/importing.md says
    what each convention means, and what else is *said* of the files of some formats.

    Raises:
        DatasetError: a file cannot be read at all.
        InputError: there is no such format or convention, that is no id, or no file is named.

    """
    conventions = conventions_of(end_day, undated, january_first, margin, observed, open, language)
    reader, paths = _meant(format, sources, said)
    if dataset is not None and (why := why_no_id(dataset)):
        message = f"`{spelt_out(dataset)}` is no id of a dataset: {why}"
        raise InputError.of("argument", message, f"write it as in `{slug(dataset)}`")
    name = dataset or slug(paths[0].name.partition(".")[0])
    with uncollected():
        stated = reader.read(paths, name, conventions, **said)
        if dataset is not None:
            stated = replace(stated, dataset=dataset)
        found, refused = checked_source(stated, str(paths[0]), skip_bad, clock())
    report = ImportReport(
        format,
        stated.dataset,
        dict(found.counts),
        tuple(dict.fromkeys(map(_told, sorted([*stated.refused, *refused], key=_order)))),
        tuple(stated.unexpressed),
        tuple(stated.conventions),
    )
    return ForeignSource(report, found.dataset, skip_bad or not report.refused, clock)


def suggest_map(format: str, *sources: FilePath, **said: Any) -> str:
    """Return the text of a first map for `read_foreign`, with what was measured in a table and is left to decide.

    Raises:
        DatasetError: the table cannot be read.
        InputError: files of the format need no map, or none is named.

    """
    reader, paths = _meant(format, sources, said)
    if reader.suggest is None:
        takes = ", ".join(name for name, each in FOREIGN_FORMATS.items() if each.suggest)
        raise InputError.of("argument", f"files of {format} need no map", f"those of {takes} take one")
    return reader.suggest(paths, **said)


def _meant(
    format: str, sources: Sequence[FilePath], said: Collection[str]
) -> tuple[ForeignFormat, Sequence[Path]]:
    """Return the format of a name, of whose files so much is said, and the paths of some.

    Raises:
        InputError: there is no such format, that is nothing to say of it, or no file is named.

    """
    if format not in FOREIGN_FORMATS:
        near = nearest(format, FOREIGN_FORMATS)
        hint = f"the nearest is `{near}`" if near else f"choose from {', '.join(FOREIGN_FORMATS)}"
        raise InputError.of("format", f"`{format}` is no format to import from", hint)
    reader = FOREIGN_FORMATS[format]
    for option in set(said) - {option.name for option in reader.options}:
        of = [name for name, each in FOREIGN_FORMATS.items() if option in (o.name for o in each.options)]
        message = f"`{option}` is nothing that is said of {format}"
        hint = f"it is said of {', '.join(of)}" if of else "docs/importing.md says what is"
        raise InputError.of("argument", message, hint)
    if not sources:
        raise InputError.of("no-file", "no file is named", "name a file to import")
    return reader, [Path(path_of(source)) for source in sources]


@contextmanager
def at_their_places() -> Iterator[None]:
    """Tell what is refused of a source without the numbers of its entries."""
    try:
        yield
    except DatasetError as error:
        raise DatasetError(*map(_told, error.problems)) from None


def _told(problem: Problem) -> Problem:
    """Return a problem without the number of its entry."""
    return problem._replace(offset=None, length=None)


def _order(problem: Problem) -> tuple[str, int, list[tuple[int, str]]]:
    """Return by what problems stand in the order of their source."""
    parts = re.findall("[0-9]+|[^0-9]+", problem.pointer or "")
    return (
        problem.file or "",
        problem.line or 0,
        [(int(part), "") if part.isdigit() else (0, part) for part in parts],
    )


class ForeignFiles:
    """A source in another format as the files of one load; implements `store.loading.files_to_load.FilesToLoad`."""

    def __init__(self, source: ForeignSource) -> None:
        self._source = source

    @property
    def would_take_long(self) -> bool:
        """Whether there are too many entries to be looked through for what may not be meant."""
        return self.columns() is not None

    are_large = False
    fingerprints: Sequence[str] = ()

    def are_among(self, known: object) -> bool:
        """Return that it is not known again."""
        return False

    def located(self) -> Sequence[Dataset]:
        """Return what it states, each claim with its place.

        Raises:
            DatasetError: with all that was refused.

        """
        return [self._source.dataset]

    def part(self, claims: object) -> None:
        """Return that it has to be read as a whole."""

    def restated(self, known: Collection[str], last_text: object) -> None:
        """Return that it has to be read as a whole."""

    def columns(self, known: Collection[str] = ()) -> Sequence[Dataset] | None:
        """Return what it states as columns, if it was read so."""
        dataset = self._source.dataset
        return [dataset] if isinstance(dataset.claims, ClaimColumns) else None

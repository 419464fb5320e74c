"""Dataset files: read, checked, and those that come with the program."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING, TypeAlias, TypeVar

from tempodb.base.bundled import bundled
from tempodb.base.clock import system_clock
from tempodb.base.errors import DatasetError, InputError, Problem
from tempodb.base.progress import Progress, in_parts, unwatched
from tempodb.model.caller_values import path_of, progress_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tempodb.interchange.formats import LastTexts
    from tempodb.interchange.port import Imported
    from tempodb.model.claims import Claim, Dataset
    from tempodb.model.restatements import KnownText, Restatement
    from tempodb.temporal.given import DateLike

FilePath: TypeAlias = "str | os.PathLike[str]"
T = TypeVar("T")


def bundled_fixture(name: str) -> Path:
    """Return the path of a dataset that comes with tempodb, such as `csto.yaml`."""
    from pathlib import Path

    return Path(bundled("fixtures", path_of(name)))


def read_datasets(paths: Sequence[FilePath], progress: Progress = unwatched) -> list[Dataset]:
    """Return what the files state.

    Raises:
        DatasetError: with every problem of all the files.
        InputError: there are none.

    """
    from pathlib import Path

    from tempodb.interchange.formats import importer_of
    from tempodb.interchange.port import STAGES

    if not paths:
        raise InputError.of("no-file", "no file is named", "name a dataset file")
    datasets: list[Dataset] = []
    problems: list[Problem] = []
    stages = in_parts(progress_of(progress), len(paths) * len(STAGES), "reading")
    for path in [path_of(path) for path in paths]:
        try:
            datasets.append(_with_report(importer_of(Path(path))(Path(path), stages)))
        except DatasetError as error:
            problems += error.problems
    if problems:
        rest = (problem for dataset in datasets for problem in dataset.problems)
        raise DatasetError(*excerpts((*problems, *rest)))
    return datasets


def read_columns(paths: Sequence[FilePath], progress: Progress = unwatched) -> list[Dataset] | None:
    """Return what clean files state as columns, None if one has to be read with its places."""
    from tempodb.interchange.formats import column_reader

    return _each_read(paths, column_reader, progress)


def read_parts(paths: Sequence[FilePath], claims: Collection[Claim]) -> list[Dataset] | None:
    """Return what files say of claims, with places; None if one is as soon read as a whole."""
    from pathlib import Path

    from tempodb.interchange.formats import part_of

    found = []
    for path in paths:
        part = part_of(Path(path_of(path)), claims)
        if part is None:
            return None
        found.append(part)
    return found


def read_restatements(
    paths: Sequence[FilePath], known: Collection[str], last_text: LastTexts, progress: Progress = unwatched
) -> list[Restatement | KnownText] | None:
    """Return what files say otherwise than when they were loaded last, None if one has to be read as a whole.

    Those of *known* fingerprints are not read.
    """
    from tempodb.interchange.formats import restatement_reader

    told = _each_read(paths, lambda paths: restatement_reader(paths, known, last_text), progress)
    if told is None:
        return None
    found = [one for one in (read() for read in told) if one is not None]
    return found if len(found) == len(told) else None


def _each_read(
    paths: Sequence[FilePath],
    reader: Callable[[Sequence[Path]], Callable[[Path], T | None] | None],
    progress: Progress,
) -> list[T] | None:
    """Return what each file is read as by a *reader* of all of them, None if one is not."""
    from pathlib import Path

    files = [Path(path_of(path)) for path in paths]
    found: list[T] = []
    read = reader(files) if files else None
    if read is None:
        return None if files else found
    for file in progress(files, len(files), "reading"):
        try:
            one = read(file)
        except DatasetError:
            return None
        if one is None:
            return None
        found.append(one)
    return found


def _with_report(imported: Imported) -> Dataset:
    """Return a dataset whose doubts tell what its importer reports, too."""
    # Who only asks has no dataset to change.
    from dataclasses import replace

    dataset, report = imported.dataset, imported.report
    return replace(dataset, doubts=(*dataset.doubts, *report.remarks(dataset.file)))


def check(*paths: FilePath, now: DateLike | None = None) -> list[Problem]:
    """Return what is wrong or doubtful in dataset files that are loaded together, each as a `Problem`.

    It needs no database. *now* is the instant or date at which the files are judged, else the present.

    Raises:
        DateError: *now* is neither a date nor an instant.

    """
    from tempodb.store.loading.lint import lint

    present = system_clock()
    try:
        from tempodb.temporal.instant_reader import read_known

        return excerpts(lint(read_datasets(paths), present if now is None else read_known(now, present)))
    except DatasetError as error:
        return excerpts(DatasetError.gather(error.problems).problems)


def excerpts(problems: Iterable[Problem]) -> list[Problem]:
    """Return problems of dataset files with the lines that they stand in, as far as those can be read."""
    from tempodb.markup.reading import lines_of

    read = cache(lines_of)
    told = []
    for problem in problems:
        if problem.excerpt is None and problem.file is not None and problem.line is not None:
            lines = read(problem.file)
            problem = problem._replace(excerpt=None if lines is None else lines.excerpt(problem.line))
        told.append(problem)
    return told


@contextmanager
def excerpted() -> Iterator[None]:
    """Add the lines of dataset files to what is refused of them."""
    try:
        yield
    except DatasetError as error:
        raise type(error)(*excerpts(error.problems)) from None

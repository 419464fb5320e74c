"""What an importer and an exporter are: a source → claims with a report, and claims → a text with a report."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, TypeAlias

from tempodb.base.errors import Problem
from tempodb.base.progress import Progress
from tempodb.model.claims import Claim, Dataset

STAGES = ("text", "entries", "claims")
"""What a source is read as, one after the other."""
ROLE_NOTED = "role: "
"""What stands before a role in the note of a member that has it, where it is no status."""
Watched: TypeAlias = Callable[[Iterable[str]], Iterator[str]]
"""Through what the stages of an importer go, for whoever looks how far it is."""


@dataclass(frozen=True, slots=True)
class Report:
    """What is to be known beside what came over.

    *unexpressed* is what the other side has no words for, and does without; *conventions* are what was
    taken where it leaves something open, such as whether the last day of a period is within it.
    """

    unexpressed: tuple[Problem, ...] = ()
    conventions: tuple[str, ...] = ()

    def remarks(self, file: str | None = None) -> tuple[Problem, ...]:
        """Return all of it as what is said beside a result."""
        return (*self.unexpressed, *(Problem("note", said, file=file) for said in self.conventions))


@dataclass(frozen=True, slots=True)
class Imported:
    """The claims of a source, what was refused of it with its place as the `problems` of the dataset, and a report."""

    dataset: Dataset
    report: Report = Report()


@dataclass(frozen=True, slots=True)
class Unexpressed:
    """What our format has no words for: the reason, how many times, and the first places."""

    reason: str
    count: int
    first: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class ForeignDataset:
    """A source in another format as a dataset of ours.

    *counts* are those of its entries by section, *refused* what could not be read of it, *conventions*
    what was taken where it leaves something open, each with how many times.
    """

    dataset: Dataset
    counts: Mapping[str, int]
    refused: Sequence[Problem] = ()
    unexpressed: Sequence[Unexpressed] = ()
    conventions: Sequence[tuple[str, int]] = ()


@dataclass(frozen=True, slots=True)
class Exported:
    """A text that states claims, and a report."""

    text: str
    report: Report = Report()


class Importer(Protocol):
    """Reads a source as a dataset; its `STAGES` go through *watched*."""

    def __call__(self, path: Path, watched: Watched) -> Imported:
        """Return what the source at *path* states.

        Raises:
            DatasetError: the source cannot be read at all.

        """


class Exporter(Protocol):
    """Writes a dataset, which *progress* watches."""

    def __call__(self, dataset: str, claims: Sequence[Claim], progress: Progress) -> Exported:
        """Return a text that states the *claims* of a *dataset*."""


class FolderExporter(Protocol):
    """Writes a dataset, which *progress* watches, as the files of an empty folder."""

    def __call__(self, dataset: str, claims: Sequence[Claim], to: Path, progress: Progress) -> None:
        """Write files that state the *claims* of a *dataset*."""

"""The files of one load, each read as far as it has to be."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path

from tempodb.api.datasets import FilePath, read_columns, read_datasets, read_parts, read_restatements
from tempodb.base.errors import DatasetError, InputError
from tempodb.base.progress import Progress
from tempodb.interchange.formats import fingerprint_of, size_of
from tempodb.model.caller_values import path_of, progress_of
from tempodb.model.claims import Claim, Dataset
from tempodb.model.restatements import LastText, Restatement

WORTH_KNOWING = 64 * 1024
"""How many bytes files have at least that are sooner known again than read."""
LONG_READ = 1024 * 1024
"""How many bytes files have that are read for nothing but warnings."""


class LoadedFiles:
    """The dataset files of one load; implements `store.loading.planning.DatasetFiles`.

    Small ones are read at once. Others are first looked at for whether they have changed at all.
    """

    def __init__(self, paths: Sequence[FilePath], progress: Progress) -> None:
        self._paths = paths
        self._progress = progress_of(progress)
        self._located: list[Dataset] | None = None
        self._have_changed = False
        self._size = sum(map(_size, paths))
        if self._size < WORTH_KNOWING:
            self.located()

    @cached_property
    def fingerprints(self) -> Sequence[str]:
        """By what the text of each is known again; none where it is as soon read."""
        if self._located is not None:
            return ()
        try:
            found = [fingerprint_of(Path(path_of(path))) for path in self._paths]
        except DatasetError:
            # What cannot be read is told when all are read.
            return ()
        return [fingerprint for fingerprint in found if fingerprint] if all(found) else ()

    def located(self) -> Sequence[Dataset]:
        """Return what they state, each claim with its place.

        Raises:
            DatasetError: with every problem of all the files.
            InputError: there are none.

        """
        if self._located is None:
            read = read_datasets(self._paths, self._progress)
            is_small = self._size < WORTH_KNOWING
            self._located = [replace(dataset, fingerprint="") for dataset in read] if is_small else read
        return self._located

    def part(self, claims: Collection[Claim]) -> Sequence[Dataset] | None:
        """Return what they say of claims that they state, with places; None where all of it is as soon read."""
        return read_parts(self._paths, claims)

    def restated(
        self, known: Collection[str], last_text: Callable[[str], LastText | None]
    ) -> Sequence[Restatement] | None:
        """Return what they say otherwise than when they were loaded last, None if one has to be read as a whole.

        Files of *known* fingerprints are left out.
        """
        self._have_changed = True
        if self._located is not None:
            return None
        return read_restatements(self._but(known), last_text, self._progress)

    def columns(self, known: Collection[str] = ()) -> Sequence[Dataset] | None:
        """Return what they state as columns, None if one is not clean, or soon read in any case.

        Files of *known* fingerprints are left out.
        """
        self._have_changed = True
        return None if self._located is not None else read_columns(self._but(known), self._progress)

    def _but(self, known: Collection[str]) -> Sequence[FilePath]:
        prints = self.fingerprints or [""] * len(self._paths)
        return [path for path, print_ in zip(self._paths, prints, strict=True) if print_ not in known]

    @property
    def would_take_long(self) -> bool:
        """Whether they were not read with places yet, and that would take longer than all else did."""
        return self._located is None and (self._size > LONG_READ or not self._have_changed)


def _size(path: FilePath) -> int:
    try:
        return size_of(Path(path_of(path)))
    except InputError:
        return 0

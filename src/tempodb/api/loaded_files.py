"""The files of one load, each read as far as it has to be."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from itertools import takewhile
from typing import TYPE_CHECKING

from tempodb.api.datasets import FilePath, read_columns, read_datasets, read_parts, read_restatements
from tempodb.base.errors import DatasetError, InputError
from tempodb.base.progress import Progress
from tempodb.interchange.formats import fingerprint_of, size_of
from tempodb.model.caller_values import path_of, progress_of

if TYPE_CHECKING:
    from tempodb.model.claims import Claim, Dataset
    from tempodb.model.restatements import LastText, Restatement

WORTH_KNOWING = 64 * 1024
"""How many bytes files have at least that are sooner known again than read."""
WORTH_SHARING = 4 * 1024 * 1024
"""How many bytes files have at least whose fingerprints are sooner made by several threads."""
LONG_READ = 1024 * 1024
"""How many bytes files have that are read for nothing but warnings."""


class LoadedFiles:
    """The dataset files of one load; implements `store.loading.files_to_load.FilesToLoad`.

    Small ones are read at once. Others are first looked at for whether they have changed at all.
    """

    def __init__(self, paths: Sequence[FilePath], progress: Progress) -> None:
        self._paths = paths
        self._progress = progress_of(progress)
        self._located: list[Dataset] | None = None
        self._have_changed = False
        self._size = sum(map(_size, paths))
        self._prints: list[str | None] = []
        self.are_large = self._size >= WORTH_KNOWING
        """Whether they are sooner known again than read."""
        if not self.are_large:
            self.located()

    @property
    def fingerprints(self) -> Sequence[str]:
        """By what the text of each is known again; none where it is as soon read."""
        found = [fingerprint for fingerprint in self._printed() if fingerprint] if self.are_large else ()
        return found if len(found) == len(self._paths) else ()

    def are_among(self, known: Collection[str]) -> bool:
        """Return whether each has a known fingerprint; others are not looked at once one has not."""
        return bool(known) and len(list(takewhile(known.__contains__, self._printed()))) == len(self._paths)

    def _printed(self) -> Iterator[str | None]:
        """Yield the fingerprints of files up to one that has none; each is found once."""
        yield from self._prints
        paths = self._paths[len(self._prints) :]
        for print_ in self._made(paths):
            self._prints.append(print_)
            yield print_

    def _made(self, paths: Sequence[FilePath]) -> Iterator[str | None]:
        if self._size < WORTH_SHARING:
            return map(_print_of, paths)
        # Few files are as large.
        from tempodb.base.made_ahead import made_ahead

        return made_ahead(_print_of, paths)

    def located(self) -> Sequence[Dataset]:
        """Return what they state, each claim with its place.

        Raises:
            DatasetError: with every problem of all the files.
            InputError: there are none.

        """
        if self._located is None:
            # Files that are known again are not read.
            from dataclasses import replace

            read = read_datasets(self._paths, self._progress)
            self._located = read if self.are_large else [replace(dataset, fingerprint="") for dataset in read]
        return self._located

    def part(self, claims: Collection[Claim]) -> Sequence[Dataset] | None:
        """Return what they say of claims that they state, with places; None where all of it is as soon read."""
        return read_parts(self._paths, claims)

    def restated(
        self, known: Collection[str], last_text: Callable[[str], LastText | None]
    ) -> Sequence[Restatement] | None:
        """Return what they say otherwise than when they were loaded last, None if one has to be read as a whole.

        Files of *known* fingerprints are left out. None, too, where one is named twice.
        """
        # Likewise.
        from tempodb.model.restatements import Restatement

        self._have_changed = True
        if self._located is not None:
            return None
        ahead = list(takewhile(known.__contains__, self._prints))
        paths = self._paths[len(ahead) :]
        found = read_restatements(paths, known, last_text, self._progress)
        if found is None:
            return None
        self._prints = [*ahead, *(each.fingerprint for each in found)]
        is_named_twice = len(set(self._prints)) < len(self._prints)
        return None if is_named_twice else [each for each in found if isinstance(each, Restatement)]

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


def _print_of(path: FilePath) -> str | None:
    try:
        return fingerprint_of(path_of(path))
    except DatasetError:
        # What cannot be read is told when all are read.
        return None


def _size(path: FilePath) -> int:
    try:
        return size_of(path_of(path))
    except InputError:
        return 0

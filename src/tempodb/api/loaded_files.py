"""The files of one load, each read as far as it has to be."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path

from tempodb.api.datasets import FilePath, read_columns, read_datasets
from tempodb.base.errors import DatasetError, InputError
from tempodb.base.progress import Progress
from tempodb.interchange.formats import fingerprint_of
from tempodb.model.caller_values import path_of, progress_of
from tempodb.model.claims import Dataset

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

    def columns(self, known: Mapping[str, str]) -> Sequence[Dataset] | None:
        """Return what they state as columns, None if one is not clean, or soon read in any case.

        Files of *known* fingerprints are not read: each is the dataset of an id, and without claims.
        """
        self._have_changed = True
        if self._located is not None:
            return None
        prints = self.fingerprints or [""] * len(self._paths)
        found = list(zip(self._paths, prints, strict=True))
        read = read_columns([path for path, print_ in found if print_ not in known], self._progress)
        if read is None:
            return None
        rest = iter(read)
        return [
            Dataset(known[print_], str(path), (), fingerprint=print_) if print_ in known else next(rest)
            for path, print_ in found
        ]

    @property
    def would_take_long(self) -> bool:
        """Whether they were not read with places yet, and that would take longer than all else did."""
        return self._located is None and (self._size > LONG_READ or not self._have_changed)


def _size(path: FilePath) -> int:
    try:
        return Path(path_of(path)).stat().st_size
    except (OSError, ValueError, InputError):
        return 0

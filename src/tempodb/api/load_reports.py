"""What loads did, in words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from functools import cached_property
from typing import TYPE_CHECKING

from tempodb.api.datasets import excerpted, excerpts
from tempodb.api.loaded_files import LoadedFiles
from tempodb.base.collecting import uncollected
from tempodb.base.errors import InputError, OperationalError, Problem
from tempodb.store.loading.load_report import LoadReport

if TYPE_CHECKING:
    from tempodb.api.imports import ForeignFiles
    from tempodb.store.engines.port import Reads


class LoadReports(list[LoadReport]):
    """What one command loaded, a dataset each, shown in short."""

    def __init__(self, loadings: Iterable[LoadReport], look: Callable[[], Sequence[Problem]]) -> None:
        super().__init__(loadings)
        self._look = look

    @cached_property
    def doubts(self) -> Sequence[Problem]:
        """Warnings about the files, looked for when they are asked for."""
        return self._look()

    def __repr__(self) -> str:
        return f"[{', '.join(f'<{counts(loading)}>' for loading in self)}]"


def reported(
    files: LoadedFiles | ForeignFiles,
    load: Callable[[], Iterable[LoadReport]],
    clock: Callable[[], int],
    read: Reads,
) -> LoadReports:
    """Return what a load of dataset files does; what is refused, or doubtful, is told with its lines.

    Of the database that they are loaded into, *read* gives one state.

    Raises:
        DatasetError: with what the load refuses.

    """
    with excerpted(), uncollected():
        loadings = load()
    return LoadReports(loadings, lambda: _doubts(files, clock(), read))


def _doubts(files: LoadedFiles | ForeignFiles, now: int, read: Reads) -> Sequence[Problem]:
    if files.would_take_long:
        message = "the files were not looked through for what may not be meant"
        return [Problem("note", message, "`tempodb check` does it")]
    # What has not changed does without it.
    from tempodb.store.loading.lifetimes import beyond_lives
    from tempodb.store.loading.lint import doubts

    datasets = files.located()
    found = list(doubts(datasets, now))
    # A file that is only tried may be the first of its database, and a database closed by now.
    with suppress(InputError, OperationalError):
        found += read(lambda snapshot: beyond_lives(datasets, snapshot, now))
    return excerpts(found)


def counts(loading: LoadReport) -> str:
    """Return how many claims came, changed, went and stayed."""
    figures = loading.as_dict()
    said = ", ".join(f"{figures[word]} {word}" for word in ("added", "corrected", "retracted", "unchanged"))
    otherwise = f", {len(loading.differs)} otherwise by writes" if loading.differs else ""
    return f"{loading.dataset}: {said}{otherwise}"


def kinds(loading: LoadReport) -> dict[str, int]:
    """Return how many claims of each kind came, changed or went."""
    return loading.kinds(numbered.claim for numbered in loading.difference.retracted)


def doubt(loading: LoadReport) -> str | None:
    """Return a question if more than half of what a dataset stated is withdrawn."""
    difference = loading.difference
    gone = len(difference.retracted)
    before = gone + len(difference.corrections) + difference.unchanged
    if 2 * gone <= before:
        return None
    return f"{gone} of the {before} claims of `{loading.dataset}` are withdrawn: is the file whole?"


__all__ = ["LoadReport", "LoadReports", "counts", "doubt", "kinds", "reported"]

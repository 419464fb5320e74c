"""What a load will write, found in the cheapest of the ways that tell it, and once only."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import NamedTuple, Protocol

from tempodb.model.claims import Dataset
from tempodb.store.engines.port import Snapshot
from tempodb.store.loading.load_plan import LoadReport, plan_loads
from tempodb.store.loading.log_state import EMPTY_LOG, read_log_state
from tempodb.store.loading.unchanged import unchanged
from tempodb.store.log.entries import last_transaction
from tempodb.store.log.headers import TransactionInfo, header, recording_instant
from tempodb.temporal.instants import day_of


class DatasetFiles(Protocol):
    """Files that are loaded together."""

    @property
    def marks(self) -> Sequence[str]:
        """By what the text of each is known again; none where it is as soon read."""

    def located(self) -> Sequence[Dataset]:
        """Return what they state, each claim with its place."""


class _Foreseen(NamedTuple):
    """What loads write on a day, if nothing was recorded before."""

    day: int
    reports: list[LoadReport]


class LoadPlanning:
    """Plans one load of some files."""

    def __init__(self, files: DatasetFiles, info: TransactionInfo, clock: Callable[[], int]) -> None:
        self._files = files
        self._info = info
        self._clock = clock
        self._foreseen: _Foreseen | None = None

    def foresee(self) -> list[LoadReport]:
        """Return what the load writes where nothing was recorded: what is refused there needs no database.

        Raises:
            DatasetError: with every contradiction and dangling id that the loads would leave.
            InputError: the own recorded time is in the future.

        """
        clock = self._clock()
        reports = plan_loads(self._files.located(), EMPTY_LOG, self._info, clock)
        self._foreseen = _Foreseen(day_of(recording_instant(None, self._info, clock)), reports)
        return reports

    def unchanged(self, snapshot: Snapshot) -> list[LoadReport] | None:
        """Return what the load reports if no file has changed since it was loaded last, else None."""
        return unchanged(snapshot, self._files.marks)

    def on(self, snapshot: Snapshot) -> list[LoadReport]:
        """Return what the load writes to a log.

        Raises:
            DatasetError: with every contradiction and dangling id that the loads would leave.
            InputError: the own recorded time is in the future, or not after the last transaction.

        """
        clock = self._clock()
        today = day_of(recording_instant(None, self._info, clock))
        if self._foreseen is not None and self._foreseen.day == today and last_transaction(snapshot) is None:
            return self._dated(self._foreseen.reports, clock)
        found = self.unchanged(snapshot)
        if found is None:
            found = plan_loads(self._files.located(), read_log_state(snapshot), self._info, clock)
        return found

    def _dated(self, reports: Sequence[LoadReport], clock: int) -> list[LoadReport]:
        """Return the reports of first loads at the instant that it is by now."""
        dated: list[LoadReport] = []
        for report in reports:
            after = sum(before.header is not None for before in dated)
            now = None if report.header is None else header(None, self._info, clock, report.dataset, after)
            dated.append(replace(report, header=now))
        return dated

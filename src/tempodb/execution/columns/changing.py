"""When something began or ended, as columns: an entry for each such day."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from tempodb.execution.columns.arrays import Flags, Ints, Places, ends_of_runs
from tempodb.execution.columns.belief_columns import StatedEnd
from tempodb.execution.columns.timelines import Pieces
from tempodb.temporal.bounds import ALWAYS, NEVER
from tempodb.temporal.periods import Window

AT_FIRST = -1
"""The place before that of the first piece of a run."""


class DayColumns(NamedTuple):
    """On which days from *first* through *last* the pieces *at* some places began, or ended, as it was stated."""

    at: Places
    first: Ints
    last: Ints
    stated: Ints

    def where(self, kept: Flags) -> DayColumns:
        """Return those of them that are kept."""
        return DayColumns(*(column[kept] for column in self))


def days_begun(pieces: Pieces, at: Places) -> DayColumns:
    """Return when the pieces at some places began, without those that always were."""
    spans = pieces.spans
    days = DayColumns(at, spans.f1[at], spans.f2[at], spans.from_[at])
    return days.where(pieces.columns.ends.made(_are_closed)[days.stated])


def days_ended(pieces: Pieces, at: Places) -> DayColumns:
    """Return when the pieces at some places ended, without those that go on."""
    spans = pieces.spans
    days = DayColumns(at, spans.t1[at], spans.t2[at], spans.to[at])
    return days.where(pieces.columns.ends.made(_are_closed)[days.stated])


def _are_closed(ends: Sequence[StatedEnd]) -> Flags:
    return np.array([not end.is_open for end in ends], np.bool_)


def before_in_run(pieces: Pieces) -> Places:
    """Return the place of the piece that hands over to each plain one, or that it is the first of its run."""
    return np.where(pieces.handed, np.arange(pieces.plain) - 1, AT_FIRST)


def last_of_runs(pieces: Pieces) -> Places:
    """Return the places of those plain pieces that hand over to no other."""
    return ends_of_runs(pieces.handed)[1]


def in_window(first: Ints, last: Ints, window: Window) -> tuple[Places, Flags]:
    """Return what may have happened on a day of a window, and which of it certainly did, as `judge_day` judges."""
    # MEANING.md, M28.
    possible = (last != ALWAYS) & (first < NEVER) & (first < window.end) & (last >= window.start)
    at = np.flatnonzero(possible)
    return at, (first[at] >= window.start) & (last[at] < window.end)

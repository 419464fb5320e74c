"""Who was there together: every two pieces of one organization that may hold on one day."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np

from tempodb.execution.columns.arrays import DAY_BITS, Flags, Ints, Places, in_blocks
from tempodb.execution.columns.timelines import Spans
from tempodb.execution.columns.windowing import Judged
from tempodb.temporal.facts import ALL_TIME
from tempodb.temporal.periods import Certainty, Window


class Pairs(NamedTuple):
    """The places, among those of `Runs`, of two pieces of different parties, and whether both surely hold at once."""

    first: Ints
    second: Ints
    certain: Flags

    def where(self, kept: Flags) -> Pairs:
        """Return those of them that are kept."""
        return self if kept.all() else Pairs._make(column[kept] for column in self)


@dataclass(frozen=True, slots=True, eq=False)
class Runs:
    """Pieces by organization and beginning, each with the number of those after it that begin while it may hold.

    `at` are their places, `core` the days of a window on which each surely holds.
    """

    spans: Spans
    at: Places
    core: tuple[Ints, Ints]
    number: Ints

    def __len__(self) -> int:
        return int(self.number.sum())


def runs_of(judged: Judged, window: Window | None) -> Runs:
    """Return what was found in the order in which it pairs, without what holds on no day of a window."""
    (start, end), spans = window or ALL_TIME, judged.pieces.spans
    # What claims that contradict each other come to may hold on no day at all.
    at = judged.at[np.maximum(spans.f1[judged.at], start) < np.minimum(spans.t2[judged.at], end)]
    organization = judged.pieces.columns.scope[spans.key[at]].astype(np.int64) << DAY_BITS
    order = np.argsort(organization | spans.f1[at], kind="stable")
    at, organization = at[order], organization[order]
    begun = organization | np.maximum(spans.f1[at], start)
    over = organization | np.minimum(spans.t2[at], end)
    core = np.maximum(spans.f2[at], start), np.minimum(spans.t1[at], end)
    number = np.searchsorted(begun, over, "left") - np.arange(1, len(at) + 1)
    return Runs(spans, at, core, number)


def pairs(runs: Runs, only: Certainty | None) -> Pairs:
    """Return the pairs of pieces of different parties that may hold together, or those of one certainty.

    What they have in common is not tightened (MEANING.md, M27).
    """
    first, second = _expanded(runs.number, len(runs))
    key, (begun, over) = runs.spans.key[runs.at], runs.core
    certain, is_of_two = np.empty((2, len(first)), np.bool_)
    for block in in_blocks(len(first)):
        a, b = first[block], second[block]
        begin = np.maximum(begun.take(a), begun.take(b))
        np.less(begin, np.minimum(over.take(a), over.take(b)), out=certain[block])
        np.not_equal(key.take(a), key.take(b), out=is_of_two[block])
    found = Pairs(first, second, certain).where(is_of_two)
    return found if only is None else found.where(found.certain == (only is Certainty.CERTAIN))


def _expanded(number: Ints, of_all: int) -> tuple[Ints, Ints]:
    """Return each place as often as its *number* says, *of all* so many, and beside it the places that follow it."""
    type_: Any = np.int32 if of_all <= np.iinfo(np.int32).max else np.int64
    each = np.arange(len(number), dtype=type_)
    steps: Ints = each + (1 - np.cumsum(number) + number).astype(type_)
    following = np.repeat(steps, number)
    following += np.arange(of_all, dtype=type_)
    return np.repeat(each, number), following

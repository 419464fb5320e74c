"""Who was there together: every two pieces of one organization that may hold on one day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from tempodb.base.distinct_numbers import each_once
from tempodb.execution.columns.arrays import DAY_BITS, ROWS_IN_CACHE, Flags, Ints, Places
from tempodb.execution.columns.timelines import Spans
from tempodb.execution.columns.windowing import Judged
from tempodb.temporal.facts import ALL_TIME
from tempodb.temporal.periods import Certainty, Window


class Pairs(NamedTuple):
    """The places, among those of `Runs`, of two pieces of different parties, and whether both surely hold at once."""

    first: Places
    second: Places
    certain: Flags

    def where(self, kept: Flags) -> Pairs:
        """Return those of them that are kept."""
        if kept.all():
            return self
        at = np.flatnonzero(kept)
        return Pairs._make(column.take(at) for column in self)


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


def pairs(runs: Runs, only: Certainty | None) -> Iterator[Pairs]:
    """Yield the pairs of pieces of different parties that may hold together, or those of one certainty.

    They come block by block, so that what is made of them stays in the cache. What two pieces have in
    common is not tightened (MEANING.md, M27).
    """
    key, (begun, over) = runs.spans.key[runs.at], runs.core
    for block in _blocks(runs.number):
        first, second = _expanded(runs.number[block], block.start)
        begin = np.maximum(begun.take(first), begun.take(second))
        certain = begin < np.minimum(over.take(first), over.take(second))
        found = Pairs(first, second, certain).where(key.take(first) != key.take(second))
        yield found if only is None else found.where(found.certain == (only is Certainty.CERTAIN))


def _blocks(number: Ints) -> Iterator[slice]:
    """Yield all places in stretches, whose numbers together are about as many as the cache holds."""
    over = np.cumsum(number)
    of_all = int(over[-1]) if len(over) else 0
    cuts = np.searchsorted(over, np.arange(ROWS_IN_CACHE, of_all, ROWS_IN_CACHE)) + 1
    for start, stop in pairwise([0, *each_once(cuts).tolist(), len(number)]):
        if start < stop:
            yield slice(start, stop)


def _expanded(number: Ints, start: int) -> tuple[Places, Places]:
    """Return each place, from *start* on, as often as its *number* says, and beside it the places that follow it."""
    each = np.arange(start, start + len(number))
    following = np.repeat(each + 1 - (np.cumsum(number) - number), number)
    following += np.arange(len(following))
    return np.repeat(each, number), following

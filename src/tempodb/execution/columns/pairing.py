"""Who was there together: every two pieces of one organization that may hold on one day."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from tempodb.execution.columns.arrays import DAY_BITS, Flags, Ints, Places
from tempodb.execution.columns.windowing import Judged
from tempodb.temporal.facts import ALL_TIME
from tempodb.temporal.periods import Window


class Pairs(NamedTuple):
    """The places of two pieces of different parties, the extent of what they have in common, and how sure it is.

    Such an extent is not tightened (MEANING.md, M27).
    """

    first: Places
    second: Places
    f1: Ints
    f2: Ints
    t1: Ints
    t2: Ints
    certain: Flags


def number_of_pairs(judged: Judged) -> int:
    """Return how many pairs of pieces may hold on one day, those of one party included."""
    return int(_followers(judged)[1].sum())


def pairs(judged: Judged, window: Window | None) -> Pairs:
    """Return the pairs of pieces of different parties that may hold together on a day of a window."""
    order, number = _followers(judged)
    first = np.repeat(np.arange(len(order)), number)
    second = first + 1 + np.arange(len(first)) - np.repeat(np.cumsum(number) - number, number)
    first, second = order[first], order[second]
    spans, (start, end) = judged.pieces.spans, window or ALL_TIME
    apart = spans.key[first] != spans.key[second]
    first, second = first[apart], second[apart]
    f1, f2 = (np.maximum(day[first], day[second]) for day in (spans.f1, spans.f2))
    t1, t2 = (np.minimum(day[first], day[second]) for day in (spans.t1, spans.t2))
    certain = np.maximum(f2, start) < np.minimum(t1, end)
    found = np.maximum(f1, start) < np.minimum(t2, end)
    return Pairs(*(column[found] for column in (first, second, f1, f2, t1, t2, certain)))


def _followers(judged: Judged) -> tuple[Places, Ints]:
    """Return pieces by organization and beginning, and of each how many begin after it while it may hold."""
    spans, at = judged.pieces.spans, judged.at
    _, organization = np.unique(judged.pieces.columns.scope[spans.key[at]], return_inverse=True)
    base = organization.reshape(-1).astype(np.int64) << DAY_BITS
    begun = base | spans.f1[at]
    order = np.argsort(begun, kind="stable")
    over = (base | spans.t2[at])[order]
    number = np.searchsorted(begun[order], over, "left") - np.arange(1, len(order) + 1)
    # What claims that contradict each other come to may hold on no day.
    return at[order], np.maximum(number, 0)

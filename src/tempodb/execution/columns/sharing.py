"""Offices whose tenures follow each other, so that no seat of one takes a day from another."""

from __future__ import annotations

import numpy as np

from tempodb.execution.columns.arrays import Flags, Ints, Places, against_before, repeats
from tempodb.execution.columns.timelines import Pieces


def where_seats_matter(pieces: Pieces, takes_seat: Flags) -> Places:
    """Return the places of tenures of offices in which one that takes a seat, as its value tells, may meet another.

    Elsewhere each began, certainly, only when all before it were certainly over, and these were over,
    at the earliest, before it can have begun: what is certain of one leaves all that is possible of another.
    """
    # MEANING.md, M25.
    spans = pieces.spans
    office = pieces.columns.scope[spans.key]
    seated = np.flatnonzero(takes_seat[spans.value] & ~spans.disputed)
    order = seated[np.lexsort((spans.f2[seated], spans.f1[seated], office[seated]))]
    same = repeats(office[order])
    over, gone = (_reached(column[order], same) for column in (spans.t2, spans.t1))
    meets = against_before(spans.f2[order], over, np.less) | against_before(spans.f1[order], gone, np.less)
    is_shared = np.zeros(int(office.max(initial=0)) + 1, np.bool_)
    is_shared[office[order[same & meets]]] = True
    return np.flatnonzero(is_shared[office])


def _reached(ends: Ints, goes_on: Flags) -> Ints:
    """Return the last of all ends so far in each stretch."""
    width = int(ends.max(initial=0)) + 1
    # Each stretch reaches further than all before it, so that what they reach does not matter.
    base = (np.cumsum(~goes_on) - 1) * width
    reached: Ints = np.maximum.accumulate(base + ends) - base
    return reached

"""Offices in which a seat may take a day from somebody."""

from __future__ import annotations

import numpy as np

from tempodb.execution.columns.arrays import DAY_BITS, Flags, Ints, Places, repeats
from tempodb.execution.columns.timelines import Pieces


def where_seats_matter(pieces: Pieces, takes_seat: Flags) -> Places:
    """Return the places of tenures of offices in which one may hold on a day on which one surely does.

    Those count that take a seat, as their values tell. Nobody is narrowed on days on which he is certain, so
    that it is one other who surely holds; elsewhere who is certain leaves all that is possible.
    """
    # MEANING.md, M25.
    spans = pieces.spans
    office = pieces.columns.scope[spans.key].astype(np.int64)
    seated = np.flatnonzero(takes_seat[spans.value] & ~spans.disputed)
    of, f1, f2, t1, t2 = (column[seated] for column in (office, spans.f1, spans.f2, spans.t1, spans.t2))
    sure = np.flatnonzero(f2 < t1)
    sure = sure[np.argsort(of[sure] << DAY_BITS | f2[sure])]
    begun, over = of[sure] << DAY_BITS | f2[sure], _reached(t1[sure], repeats(of[sure]))
    is_shared = np.zeros(int(office.max(initial=0)) + 1, np.bool_)
    for start, end in ((f1, f2), (t1, t2)):
        vague = np.flatnonzero(start < end)
        last = np.searchsorted(begun, of[vague] << DAY_BITS | end[vague]) - 1
        vague, last = vague[last >= 0], last[last >= 0]
        meets = (of[sure[last]] == of[vague]) & (over[last] > start[vague])
        is_shared[of[vague[meets]]] = True
    return np.flatnonzero(is_shared[office])


def _reached(ends: Ints, goes_on: Flags) -> Ints:
    """Return the last of all ends so far in each stretch."""
    width = int(ends.max(initial=0)) + 1
    # Each stretch reaches further than all before it, so that what they reach does not matter.
    base = (np.cumsum(~goes_on) - 1) * width
    reached: Ints = np.maximum.accumulate(base + ends) - base
    return reached

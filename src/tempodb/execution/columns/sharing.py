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
    # Pieces of one holder can be one term, which surely lasts over the event between them, whenever that was.
    holders, one, holder = np.unique(
        pieces.columns.of_party[spans.key[seated]], return_index=True, return_inverse=True
    )
    begin, end = np.full(len(holders), f2.max(initial=0)), np.zeros(len(holders), np.int64)
    np.minimum.at(begin, holder, f2)
    np.maximum.at(end, holder, t1)
    sure = np.flatnonzero(begin < end)
    sure = sure[np.argsort(of[one[sure]] << DAY_BITS | begin[sure])]
    offices = of[one[sure]]
    begun, over = offices << DAY_BITS | begin[sure], _reached(end[sure], repeats(offices))
    is_shared = np.zeros(int(office.max(initial=0)) + 1, np.bool_)
    for start, stop in ((f1, f2), (t1, t2)):
        vague = np.flatnonzero(start < stop)
        last = np.searchsorted(begun, of[vague] << DAY_BITS | stop[vague]) - 1
        vague, last = vague[last >= 0], last[last >= 0]
        meets = (offices[last] == of[vague]) & (over[last] > start[vague])
        is_shared[of[vague[meets]]] = True
    return np.flatnonzero(is_shared[office])


def _reached(ends: Ints, goes_on: Flags) -> Ints:
    """Return the last of all ends so far in each stretch."""
    width = int(ends.max(initial=0)) + 1
    # Each stretch reaches further than all before it, so that what they reach does not matter.
    base = (np.cumsum(~goes_on) - 1) * width
    reached: Ints = np.maximum.accumulate(base + ends) - base
    return reached

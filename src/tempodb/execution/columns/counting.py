"""How many parties of each organization held in each of many windows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from tempodb.execution.columns.arrays import Ints, repeats
from tempodb.execution.columns.timelines import Pieces
from tempodb.execution.columns.windowing import Judged
from tempodb.temporal.periods import Window


class Figures(NamedTuple):
    """How many certainly held and how many possibly, those included: a row an organization, a column a window."""

    organizations: Ints
    certain: Ints
    possible: Ints

    def with_any(self) -> Figures:
        """Return the figures of those organizations that have any."""
        some = self.possible.any(axis=1)
        return self if some.all() else Figures(*(column[some] for column in self))


def in_one_window(judged: Judged) -> Figures:
    """Return how many of each organization were found, each party once."""
    columns, key = judged.pieces.columns, judged.pieces.spans.key[judged.at]
    organizations, place = _organizations(columns.scope)
    held = []
    for keys in (key[judged.certain], key):
        is_there = np.zeros(len(place), np.bool_)
        is_there[keys] = True
        held.append(np.bincount(place[is_there], minlength=len(organizations)).reshape(-1, 1))
    return Figures(organizations, *held).with_any()


def by_window(pieces: Pieces, windows: Sequence[Window]) -> Figures:
    """Return how many of each organization held on some day of each of *windows*, which follow each other.

    The pieces of each party are joined; a party counts once in a window, however many pieces it has there.
    """
    spans, plain = pieces.spans, pieces.plain
    organizations, place = _organizations(pieces.columns.scope)
    slots = _Slots(windows)
    figures = []
    # What certainly held began in another order than what possibly did: each has its own.
    for begun, over in ((spans.f2, spans.t1), (spans.f1, spans.t2)):
        first, end = slots.first(begun), slots.end(over)
        key = spans.key
        if pieces.others:
            order = np.lexsort((first[plain:], key[plain:])) + plain
            others = _cut(key[order], first[order], end[order])
            first = np.concatenate([_cut(key[:plain], first[:plain], end[:plain]), others])
            key, end = np.concatenate([key[:plain], key[order]]), np.concatenate([end[:plain], end[order]])
        else:
            first = _cut(key, first, end)
        some = np.flatnonzero(first < end)
        width = len(windows) + 1
        row = place[key[some]] * width
        size = len(organizations) * width
        steps = np.bincount(row + first[some], minlength=size)
        steps -= np.bincount(row + end[some], minlength=size)
        # All that came is gone behind the last window, so that the sums of one organization do not reach the next.
        figures.append(np.cumsum(steps, out=steps).reshape(-1, width)[:, :-1])
    return Figures(organizations, *figures).with_any()


def parties_held(pieces: Pieces) -> Ints:
    """Return whom each piece is of, in however many organizations."""
    return pieces.columns.party[pieces.spans.key]


def memberships_held(pieces: Pieces) -> Ints:
    """Return whom each piece is of, in its organization."""
    return pieces.spans.key


def together_in_one_window(judged: Judged, whom: Ints) -> tuple[int, int]:
    """Return how many of *whom* the pieces are of were found certainly, and how many at all, in all organizations together."""
    found = whom[judged.at]
    return len(np.unique(found[judged.certain])), len(np.unique(found))


def together_by_window(pieces: Pieces, whom: Ints, windows: Sequence[Window]) -> tuple[Ints, Ints]:
    """Return how many of *whom* the pieces are of certainly held on some day of each of *windows*, which follow each other, and how many possibly.

    Each counts once in a window, however many pieces it has there.
    """
    spans, slots = pieces.spans, _Slots(windows)
    counted = []
    for begun, over in ((spans.f2, spans.t1), (spans.f1, spans.t2)):
        first, end = slots.first(begun), slots.end(over)
        order = np.lexsort((first, whom))
        end = end[order]
        first = _cut(whom[order], first[order], end)
        some = first < end
        steps = np.bincount(first[some], minlength=len(windows) + 1)
        steps -= np.bincount(end[some], minlength=len(windows) + 1)
        counted.append(np.cumsum(steps)[:-1])
    certain, possible = counted
    return certain, possible


def _organizations(scope: Ints) -> tuple[Ints, Ints]:
    """Return the organizations of keys, which come in their order, and the place of that of each key."""
    is_first = ~repeats(scope)
    return scope[is_first], np.cumsum(is_first) - 1


def _cut(key: Ints, first: Ints, end: Ints) -> Ints:
    """Return where stretches begin that no earlier one of the same key has covered."""
    width = int(end.max(initial=0)) + 1
    # Each key reaches further than all before it, so that what they reach does not matter.
    base = (np.cumsum(~repeats(key)) - 1) * width
    reached = np.maximum.accumulate(base + end)
    cut = first.copy()
    cut[1:] = np.maximum(first[1:], reached[:-1] - base[1:])
    return cut


class _Slots:
    """Which of some windows, each of which begins where the one before it ends, a day is in: a table of all days."""

    def __init__(self, windows: Sequence[Window]) -> None:
        self._start, self._end = windows[0].start, windows[-1].end
        days = [window.end - window.start for window in windows]
        self._first = np.repeat(np.arange(len(windows) + 1), [*days, 1])
        self._over = np.repeat(np.arange(len(windows) + 1), [1, *days])

    def first(self, begun: Ints) -> Ints:
        """Return the first window that is not over before each of some days."""
        return self._first[np.clip(begun, self._start, self._end) - self._start]

    def end(self, over: Ints) -> Ints:
        """Return the first window that begins only on each of some days, or later."""
        return self._over[np.clip(over, self._start, self._end) - self._start]

"""Which pieces hold in a window, certainly or possibly."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from tempodb.execution.columns.arrays import Flags, Ints, Places
from tempodb.execution.columns.timelines import Pieces
from tempodb.temporal.facts import Quantifier
from tempodb.temporal.periods import Certainty, Window


@dataclass(frozen=True, slots=True, eq=False)
class Judged:
    """The places of those pieces that answer a question, and which of them do so certainly."""

    pieces: Pieces
    at: Places
    certain: Flags

    def __len__(self) -> int:
        return len(self.at)

    def where(self, kept: Flags | Places) -> Judged:
        """Return those of them that are kept, or those at some places."""
        # As `self.at[kept]` would, in half the time.
        places = np.flatnonzero(kept) if kept.dtype == np.bool_ else kept
        return Judged(self.pieces, self.at.take(places), self.certain.take(places))


def judge_pieces(
    pieces: Pieces, window: Window | None, quantifier: Quantifier, only: Certainty | None
) -> Judged:
    """Return which pieces hold on some day of a window, or on every day; all of time is certain."""
    if window is None:
        at = np.arange(len(pieces))
        certain = np.ones(len(pieces), np.bool_)
    else:
        spans = pieces.spans
        possible = _over(spans.f1, spans.t2, window, quantifier)
        at = np.flatnonzero(possible)
        certain = _over(spans.f2.take(at), spans.t1.take(at), window, quantifier)
    judged = Judged(pieces, at, certain)
    return judged if only is None else judged.where(certain == (only is Certainty.CERTAIN))


def _over(begun: Ints, over: Ints, window: Window, quantifier: Quantifier) -> Flags:
    """Return what, beginning and ending on some days, holds on some day of a window, or on every day."""
    if quantifier is Quantifier.EVERY:
        return (begun <= window.start) & (over >= window.end)
    return (begun < window.end) & (over > window.start)

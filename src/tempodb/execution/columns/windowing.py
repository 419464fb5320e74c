"""Which pieces hold in a window, certainly or possibly."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from tempodb.execution.columns.arrays import Flags, Places
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

    def where(self, kept: Flags) -> Judged:
        """Return those of them that are kept."""
        return Judged(self.pieces, self.at[kept], self.certain[kept])


def judge_pieces(
    pieces: Pieces, window: Window | None, quantifier: Quantifier, only: Certainty | None
) -> Judged:
    """Return which pieces hold on some day of a window, or on every day; all of time is certain."""
    spans = pieces.spans
    if window is None:
        certain = possible = np.ones(len(pieces), np.bool_)
    elif quantifier is Quantifier.EVERY:
        certain = (spans.f2 <= window.start) & (spans.t1 >= window.end)
        possible = (spans.f1 <= window.start) & (spans.t2 >= window.end)
    else:
        certain = (spans.f2 < window.end) & (spans.t1 > window.start)
        possible = (spans.f1 < window.end) & (spans.t2 > window.start)
    if only is not None:
        possible = certain if only is Certainty.CERTAIN else possible & ~certain
    at = np.flatnonzero(possible)
    return Judged(pieces, at, certain[at])

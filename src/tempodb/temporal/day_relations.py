"""When something happened, of which only the candidate days are known: in, before or after a window."""

from __future__ import annotations

from enum import StrEnum

from tempodb.temporal.bounds import ALWAYS, NEVER
from tempodb.temporal.periods import Certainty, Window


class DayRelation(StrEnum):
    """How a day lies to a window of days."""

    IN = "in"
    BEFORE = "before"
    AFTER = "after"


def judge_day(first: int, last: int, relation: DayRelation, window: Window) -> Certainty | None:
    """Return how surely what happened on a day from *first* through *last* lies so to *window*, or None.

    What has been since always never began; what may never happen is not certain to.

    >>> judge_day(10, 12, DayRelation.IN, Window(10, 13)), judge_day(10, 12, DayRelation.BEFORE, Window(12, 13))
    (<Certainty.CERTAIN: 'certain'>, <Certainty.POSSIBLE: 'possible'>)
    >>> judge_day(ALWAYS, ALWAYS, DayRelation.BEFORE, Window(12, 13)) is None
    True
    """
    # MEANING.md, M28: Allen's relations (1983) of a day to a window; what starts, finishes or lies within is `in`.
    if last == ALWAYS or first >= NEVER:
        return None
    match relation:
        case DayRelation.IN:
            certain = window.start <= first and last < window.end
            possible = first < window.end and last >= window.start
        case DayRelation.BEFORE:
            certain, possible = last < window.start, first < window.start
        case DayRelation.AFTER:
            certain, possible = first >= window.end and last < NEVER, last >= window.end
    if certain:
        return Certainty.CERTAIN
    return Certainty.POSSIBLE if possible else None

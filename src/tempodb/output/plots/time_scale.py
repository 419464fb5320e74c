"""Days across a picture: where each lies."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from tempodb.temporal.bounds import FIRST_DAY, LAST_DAY

LEAST_DAYS = 14
"""So many days at least are shown, so that a single one has its place among others."""
DAYS_BESIDE = 0.035
"""What part of the days told is shown beside them, where something goes on there or is still to come."""


class TimeScale(NamedTuple):
    """The days from *first* to *last*, from *left* to *right*."""

    first: int
    last: int
    left: float
    right: float

    @classmethod
    def of(
        cls,
        days: Iterable[int],
        left: float,
        right: float,
        is_open: tuple[bool, bool],
        today: int | None,
    ) -> TimeScale:
        """Return a scale on which all of *days* lie.

        On a side that *is_open* something goes on beyond, so that there is a little more; on the right up
        to *today* at least.

        >>> scale = TimeScale.of([1000, 2000], 0, 100, (False, False), None)
        >>> scale.at(1000), scale.at(1500), scale.at(9000)
        (0.0, 50.0, 100.0)
        """
        told = [day for day in days if FIRST_DAY <= day <= LAST_DAY + 1]
        if today is not None and (is_open[1] or not told):
            told.append(today)
        first, last = min(told, default=FIRST_DAY), max(told, default=FIRST_DAY)
        lacking = max(LEAST_DAYS - (last - first), 0)
        first, last = first - lacking // 2, last + lacking - lacking // 2
        more = max(round((last - first) * DAYS_BESIDE), 1)
        first = max(first - more * is_open[0], FIRST_DAY)
        return cls(first, max(min(last + more * is_open[1], LAST_DAY + 1), first + 1), left, right)

    def at(self, day: int) -> float:
        """Return where a day begins; what is beyond an end lies at it."""
        within = min(max(day, self.first), self.last)
        across = (within - self.first) / (self.last - self.first)
        return round(self.left + across * (self.right - self.left), 1)

    def shows(self, day: int) -> bool:
        """Whether a day lies within."""
        return self.first <= day <= self.last

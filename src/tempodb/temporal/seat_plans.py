"""How many seats an office has, and from when to when."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from tempodb.temporal.bounds import ALWAYS, NEVER
from tempodb.temporal.date_reader import read_date

UNLIMITED = 10**9
"""Seats that are never taken all."""


class SeatPlan(NamedTuple):
    """The numbers of seats, each from a day on until the next."""

    days: tuple[int, ...]
    numbers: tuple[int, ...]

    @property
    def is_unlimited(self) -> bool:
        """Whether there is always a seat left."""
        return min(self.numbers) >= UNLIMITED

    def on(self, day: int) -> int:
        """Return how many seats there are on a day."""
        return self.numbers[bisect_right(self.days, day) - 1]

    def and_one(self) -> SeatPlan:
        """Return one seat more, on every day."""
        return self._replace(numbers=tuple(number + 1 for number in self.numbers))


def seats_said(said: int | str | Sequence[Mapping[str, Any]]) -> SeatPlan:
    """Return the seats that are said: a number, `many`, or several, each with its dates.

    MEANING.md, M52. On days on which several may hold it is the most of them, and on those of which nothing is
    said there is no limit.

    >>> plan = seats_said([{"seats": 1, "to": "2001-01-01"}, {"seats": 2, "from": "2001-01-01"}])
    >>> plan.on(730000), plan.on(740000)
    (1, 2)
    """
    if not isinstance(said, Sequence) or isinstance(said, str):
        return SeatPlan((ALWAYS,), (_number(said),))
    spans = [
        (
            read_date(each["from"]).earliest if "from" in each else ALWAYS,
            read_date(each["to"]).latest if "to" in each else NEVER + 1,
            _number(each["seats"]),
        )
        for each in said
    ]
    days = sorted({ALWAYS, *(day for start, end, _ in spans for day in (start, end))})
    numbers = [
        max((number for start, end, number in spans if start <= day < end), default=UNLIMITED) for day in days
    ]
    return SeatPlan(tuple(days), tuple(numbers))


def _number(said: object) -> int:
    return said if isinstance(said, int) else UNLIMITED

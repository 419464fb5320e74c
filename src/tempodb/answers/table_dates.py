"""The columns of dates beside `from` and `to`, as `temporal.span_dates` tells them one by one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

import numpy as np

from tempodb.execution.columns.arrays import Ints, Places
from tempodb.execution.columns.distinct import Distinct
from tempodb.temporal.bounds import ALWAYS, FIRST_DAY, LAST_DAY, NEVER
from tempodb.temporal.instants import EPOCH_DAY
from tempodb.temporal.span_dates import calendar_date, candidates

T = TypeVar("T")
UNCOUNTED = -1


@dataclass(frozen=True, slots=True, eq=False)
class DateColumn:
    """A column of days, None where one is outside of the calendar."""

    days: Ints

    def __len__(self) -> int:
        return len(self.days)

    def take(self, at: Places | slice) -> DateColumn:
        """Return the column at some places."""
        return DateColumn(self.days[at])

    def values(self) -> list[Any]:
        """Return what stands in each row."""
        return self.written(lambda day: day)

    def written(self, write: Callable[[Any], T]) -> list[T]:
        """Return the text of each row; each distinct day is written once."""
        return _each(self.days, lambda day: write(calendar_date(day)))

    def arrow(self, pyarrow: Any, type_: Any) -> Any:
        """Return the column as an Arrow array of a type, made by the library."""
        is_outside = (self.days < FIRST_DAY) | (self.days > LAST_DAY)
        return pyarrow.array((self.days - EPOCH_DAY).astype(np.int32), mask=is_outside).cast(type_)


@dataclass(frozen=True, slots=True, eq=False)
class LengthColumn:
    """A column of numbers of days, None where they are uncounted."""

    lengths: Ints

    def __len__(self) -> int:
        return len(self.lengths)

    def take(self, at: Places | slice) -> LengthColumn:
        """Return the column at some places."""
        return LengthColumn(self.lengths[at])

    def values(self) -> list[Any]:
        """Return what stands in each row."""
        return self.written(lambda length: length)

    def written(self, write: Callable[[Any], T]) -> list[T]:
        """Return the text of each row."""
        return _each(self.lengths, lambda length: write(None if length == UNCOUNTED else length))

    def arrow(self, pyarrow: Any, type_: Any) -> Any:
        """Return the column as an Arrow array of a type, made by the library."""
        return pyarrow.array(self.lengths, mask=self.lengths == UNCOUNTED).cast(type_)


def date_columns(
    from_: Ints, from_held: Distinct[str | None], to: Ints, to_held: Distinct[str | None]
) -> tuple[DateColumn | LengthColumn, ...]:
    """Return the columns of `SpanDates`, by places of the ends in what is held."""
    f1_stated, f2_stated = from_held.made(_candidates, ALWAYS)[:, from_]
    t1_stated, t2_stated = to_held.made(_candidates, NEVER)[:, to]
    f2 = np.where(t2_stated == NEVER, f2_stated, np.minimum(f2_stated, t2_stated - 1))
    t1 = np.where(f1_stated == ALWAYS, t1_stated, np.maximum(t1_stated, f1_stated + 1))
    can_be = (f1_stated <= f2) & (t1 <= t2_stated)
    is_from_told = (f1_stated != ALWAYS) | (f2_stated != NEVER)
    is_to_told = (t1_stated != ALWAYS) | (t2_stated != NEVER)
    has_least = can_be & is_from_told & is_to_told & (f2 != ALWAYS) & (t1 != NEVER)
    has_most = can_be & (f1_stated != ALWAYS) & (t2_stated != NEVER)
    return (
        DateColumn(f1_stated),
        DateColumn(np.where(can_be, f2, f2_stated)),
        DateColumn(np.where(can_be, t1, t1_stated)),
        DateColumn(t2_stated),
        LengthColumn(np.where(has_least, np.maximum(t1 - f2, 1), UNCOUNTED)),
        LengthColumn(np.where(has_most, t2_stated - f1_stated, UNCOUNTED)),
    )


def _candidates(ends: Sequence[str | None], if_open: int) -> Ints:
    """Return a row of the first and one of the last day that each end can mean."""
    return np.array([candidates(end, if_open) for end in ends], np.int32).reshape(-1, 2).T


def _each(numbers: Ints, make: Callable[[int], T]) -> list[T]:
    distinct, places = np.unique(numbers, return_inverse=True)
    made = list(map(make, distinct.tolist()))
    return [made[place] for place in places.reshape(-1).tolist()]

"""The columns of dates beside `from` and `to`, as `temporal.span_dates` tells them one by one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

import numpy as np

from tempodb.execution.columns.arrays import Flags, Ints, Places, in_blocks
from tempodb.execution.columns.belief_columns import StatedEnd
from tempodb.execution.columns.distinct import Distinct
from tempodb.temporal.bounds import ALWAYS, FIRST_DAY, LAST_DAY, NEVER
from tempodb.temporal.instants import EPOCH_DAY
from tempodb.temporal.span_dates import calendar_date, days_of_end

T = TypeVar("T")
UNCOUNTED = -1


@dataclass(frozen=True, slots=True, eq=False)
class DateColumn:
    """A column of days since 1970, None where one is outside of the calendar."""

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
        return _each(self.days, lambda day: write(calendar_date(day + EPOCH_DAY)))

    def arrow(self, pyarrow: Any, type_: Any) -> Any:
        """Return the column as an Arrow array of a type, made by the library."""
        return _arrow(pyarrow, self.days, _is_inside, type_)


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
        return _arrow(pyarrow, self.lengths, _is_counted, type_)


def date_columns(from_: Ints, to: Ints, ends: Distinct[StatedEnd]) -> tuple[DateColumn | LengthColumn, ...]:
    """Return the columns of `SpanDates`, by the places of both *ends*."""
    # As wide as those of Arrow are, which then are these.
    types = [np.int32] * 4 + [np.int64] * 2
    made: list[Ints] = [np.empty(len(from_), type_) for type_ in types]
    begun, ended = (ends.made(_candidates, if_open) for if_open in (ALWAYS, NEVER))
    for block in in_blocks(len(from_)):
        at = from_[block].astype(np.intp), to[block].astype(np.intp)
        stated = *begun.take(at[0], axis=1), *ended.take(at[1], axis=1)
        for column, told in zip(made, _told(*stated), strict=True):
            column[block] = told
        for column in made[:4]:
            column[block] -= EPOCH_DAY
    return *map(DateColumn, made[:4]), *map(LengthColumn, made[4:])


def _told(f1: Ints, f2_stated: Ints, t1_stated: Ints, t2: Ints) -> tuple[Ints, ...]:
    """Return the fields of `SpanDates`, of the candidate days of both ends as they are stated."""
    f2 = np.where(t2 == NEVER, f2_stated, np.minimum(f2_stated, t2 - 1))
    t1 = np.where(f1 == ALWAYS, t1_stated, np.maximum(t1_stated, f1 + 1))
    can_be = (f1 <= f2) & (t1 <= t2)
    is_from_told = (f1 != ALWAYS) | (f2_stated != NEVER)
    is_to_told = (t1_stated != ALWAYS) | (t2 != NEVER)
    has_least = can_be & is_from_told & is_to_told & (f2 != ALWAYS) & (t1 != NEVER)
    has_most = can_be & (f1 != ALWAYS) & (t2 != NEVER)
    return (
        *(f1, np.where(can_be, f2, f2_stated), np.where(can_be, t1, t1_stated), t2),
        np.where(has_least, np.maximum(t1 - f2, 1), UNCOUNTED),
        np.where(has_most, t2 - f1, UNCOUNTED),
    )


def _candidates(ends: Sequence[StatedEnd], if_open: int) -> Ints:
    """Return a row of the first and one of the last day that each end can mean as it is shown."""
    days = np.array([end[:2] for end in ends], np.int32).reshape(-1, 2).T
    is_day = days[0] == days[1]
    for place in np.flatnonzero(~is_day | (days[0] <= FIRST_DAY) | (days[0] > LAST_DAY)).tolist():
        days[:, place] = days_of_end(ends[place].bound, if_open)
    return days


def _is_inside(days: Ints) -> Flags:
    found: Flags = (days >= FIRST_DAY - EPOCH_DAY) & (days <= LAST_DAY - EPOCH_DAY)
    return found


def _is_counted(lengths: Ints) -> Flags:
    found: Flags = lengths != UNCOUNTED
    return found


def _arrow(pyarrow: Any, numbers: Ints, is_told: Callable[[Ints], Flags], type_: Any) -> Any:
    """Return an array of a type over the very *numbers*, None where they are not told."""
    blocks = (np.packbits(is_told(numbers[block]), bitorder="little") for block in in_blocks(len(numbers)))
    told = pyarrow.py_buffer(np.concatenate([np.zeros(0, np.uint8), *blocks]))
    return pyarrow.Array.from_buffers(type_, len(numbers), [told, pyarrow.py_buffer(numbers)])


def _each(numbers: Ints, make: Callable[[int], T]) -> list[T]:
    distinct, places = np.unique(numbers, return_inverse=True)
    made = list(map(make, distinct.tolist()))
    return [made[place] for place in places.reshape(-1).tolist()]

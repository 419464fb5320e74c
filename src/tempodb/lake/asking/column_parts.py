"""Columns of the tables of several buckets: what each holds is handed on, and they become one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple, TypeAlias

import numpy as np

from tempodb.answers.table_columns import CodedColumn, EndColumn, NumberColumn, TableColumn
from tempodb.answers.union_columns import UnionColumn
from tempodb.execution.columns.arrays import Ints, Places
from tempodb.execution.columns.distinct import Distinct


class HeldPart(NamedTuple):
    """Places in what stands there; these may be ends of periods."""

    codes: Ints
    held: list[Any]
    are_ends: bool = False

    def take(self, at: Places) -> HeldPart:
        """Return what stands at some places."""
        return _held(self.codes.take(at), self.held)._replace(are_ends=self.are_ends)


class NumberPart(NamedTuple):
    """Numbers."""

    numbers: Ints

    def take(self, at: Places) -> NumberPart:
        """Return what stands at some places."""
        return NumberPart(self.numbers.take(at))


ColumnPart: TypeAlias = HeldPart | NumberPart


def packed_column(column: TableColumn) -> ColumnPart:
    """Return what stands in a column, without what it holds besides.

    >>> packed_column(CodedColumn(np.array([2, 0, 2]), Distinct(["a", "b", "c"]))).held
    ['a', 'c']
    """
    if isinstance(column, NumberColumn):
        return NumberPart(column.numbers)
    if isinstance(column, EndColumn):
        return _held(column.codes, column.ends.values)._replace(are_ends=True)
    if isinstance(column, UnionColumn):
        values = Distinct[Any](())
        return HeldPart(np.array([values.place(value) for value in column.values()], np.int32), values.values)
    coded = column.take(slice(None))
    return _held(coded.codes, coded.held.values)


def _held(codes: Ints, held: Sequence[Any]) -> HeldPart:
    is_there = np.zeros(len(held), np.bool_)
    is_there[codes] = True
    return HeldPart(
        (np.cumsum(is_there, dtype=np.int32) - 1)[codes],
        [held[code] for code in np.flatnonzero(is_there).tolist()],
    )


def joined_parts(parts: Sequence[ColumnPart], ends: Distinct[Any]) -> TableColumn:
    """Return parts of one column, one behind the other; *ends* holds those of all columns of the table.

    >>> parts = [HeldPart(np.array([0]), ["a"]), HeldPart(np.array([1, 0]), ["a", "b"])]
    >>> joined_parts(parts, Distinct(())).values()
    ['a', 'b', 'a']
    """
    numbers = [part.numbers for part in parts if isinstance(part, NumberPart)]
    if numbers:
        return NumberColumn(np.concatenate(numbers))
    are_ends = any(isinstance(part, HeldPart) and part.are_ends for part in parts)
    distinct = ends if are_ends else Distinct[Any](())
    coded = [part for part in parts if isinstance(part, HeldPart)]
    codes = [
        np.array([distinct.place(value) for value in part.held], np.int32).take(part.codes) for part in coded
    ]
    whole = np.concatenate(codes)
    return EndColumn(whole, distinct) if are_ends else CodedColumn(whole, distinct)

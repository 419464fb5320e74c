"""What a filter keeps of a table: the same rows that it keeps one by one, found by what columns hold."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias, assert_never

import numpy as np

from tempodb.answers.filtering import Comparing, Truth, comparing
from tempodb.answers.table_columns import CodedColumn, EndColumn, NumberColumn, TableColumn
from tempodb.answers.union_columns import UnionColumn
from tempodb.execution.columns.arrays import Flags, Ints
from tempodb.tql.filter_ast import AllOf, AnyOf, ColumnRelation, Compared, Filter, NoneOf

Truths: TypeAlias = tuple[Flags, Flags]
"""In which rows something is known to be so, and in which it is known not to be."""


def kept_rows(filter_: Filter, columns: Mapping[str, TableColumn]) -> Flags:
    """Return which rows a filter keeps."""
    return _truths(filter_, columns)[0]


def _truths(filter_: Filter, columns: Mapping[str, TableColumn]) -> Truths:
    match filter_:
        case Compared(_, relation):
            found = _compared(comparing(filter_, columns), columns)
            return (found[1], found[0]) if relation is ColumnRelation.IS_NOT else found
        case AllOf(parts) | AnyOf(parts):
            each = [_truths(part, columns) for part in parts]
            either, both = (np.logical_or.reduce, np.logical_and.reduce)[
                :: -1 if isinstance(filter_, AllOf) else 1
            ]
            return either([truth[0] for truth in each]), both([truth[1] for truth in each])
        case NoneOf(part):
            is_so, is_not = _truths(part, columns)
            return is_not, is_so
        case _:
            assert_never(filter_)


def _compared(comparison: Comparing, columns: Mapping[str, TableColumn]) -> Truths:
    looked_at, test = comparison
    told = [_told(columns[name], test) for name in looked_at]
    is_so, is_not = zip(*((truth == 1, truth == 0) for truth in told), strict=True)
    return np.logical_or.reduce(is_so), np.logical_and.reduce(is_not)


def _told(column: TableColumn, test: Callable[[Any], Truth]) -> Ints:
    """Return of each row 1 where a test says so, 0 where it says not, and -1 where it does not know."""
    if isinstance(column, EndColumn):
        column = column.shown
    if isinstance(column, NumberColumn | UnionColumn):
        return np.array(list(map(_number, map(test, column.values()))), np.int8)
    coded = column if isinstance(column, CodedColumn) else column.take(slice(None))
    # Of what a column holds, much may stand in no row.
    codes, places = np.unique(coded.codes, return_inverse=True)
    held = coded.held.values
    truths = np.array([_number(test(held[code])) for code in codes.tolist()], np.int8)
    return truths[places.reshape(-1)]


def _number(truth: Truth) -> int:
    return -1 if truth is None else int(truth)

"""Tables in the order that a query wants, and only the rows that it wants."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import numpy as np

from tempodb.answers.table_columns import EndColumn, GatheredColumn, NumberColumn, TableColumn
from tempodb.answers.tables import ranks
from tempodb.answers.tables.keeping import kept_rows
from tempodb.answers.union_columns import UnionColumn
from tempodb.execution.columns.arrays import Flags, Ints, Places, ends_of_runs
from tempodb.questions import resolved

NONE: Mapping[str, Ints] = {}


def arranged(
    columns: Mapping[str, TableColumn],
    order: Places | None,
    query: resolved.Query,
    ranked: Mapping[str, Ints] = NONE,
) -> dict[str, TableColumn]:
    """Return columns whose rows stand in an *order*, without one as they do, or in that which *query* wants.

    Of some columns it is known how they are *ranked*; the others are by what they show.
    """
    if query.where is not None:
        is_kept = kept_rows(query.where, columns)
        order = np.flatnonzero(is_kept) if order is None else order[is_kept[order]]
    if query.order_by:
        order = np.arange(len(next(iter(columns.values())))) if order is None else order
        for by in reversed(query.order_by):
            rank = ranked[by.column] if by.column in ranked else _rank(columns[by.column])
            order = order[np.argsort(-rank[order] if by.descending else rank[order], kind="stable")]
    if order is None and query.limit is None:
        return dict(columns)
    shown = slice(query.limit) if order is None else order[: query.limit]
    return {name: column.take(shown) for name, column in columns.items()}


def groups(places: Places, same: Flags) -> Iterator[Places]:
    """Yield those places that are the same as their neighbours, together."""
    first, last = ends_of_runs(same)
    several = last > first
    for begin, end in zip(first[several].tolist(), last[several].tolist(), strict=True):
        yield places[begin : end + 1]


def _rank(column: TableColumn) -> Ints:
    if isinstance(column, NumberColumn):
        return column.numbers.astype(np.int64)
    if isinstance(column, EndColumn):
        return _rank(column.shown)
    if isinstance(column, GatheredColumn):
        return _rank(column.of)[column.at]
    make: Callable[[list[Any]], Ints] = ranks.of_values
    if isinstance(column, UnionColumn):
        return make(column.values())
    return column.held.made(make)[column.take(slice(None)).codes]

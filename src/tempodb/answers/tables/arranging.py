"""Tables in the order that a query wants, and no more than it wants."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from tempodb.answers.table_columns import NumberColumn, TableColumn
from tempodb.answers.tables import ranks
from tempodb.execution.columns.arrays import Ints, Places
from tempodb.questions import resolved

NONE: Mapping[str, Ints] = {}


def arranged(
    columns: Mapping[str, TableColumn],
    order: Places,
    query: resolved.Query,
    ranked: Mapping[str, Ints] = NONE,
) -> dict[str, TableColumn]:
    """Return columns whose rows stand in an *order*, or in that which *query* wants.

    Of some columns it is known how they are *ranked*; the others are by what they show.
    """
    for by in reversed(query.order_by):
        rank = ranked[by.column] if by.column in ranked else _rank(columns[by.column])
        order = order[np.argsort(-rank[order] if by.descending else rank[order], kind="stable")]
    shown = order[: query.limit]
    return {name: column.take(shown) for name, column in columns.items()}


def _rank(column: TableColumn) -> Ints:
    if isinstance(column, NumberColumn):
        return column.numbers.astype(np.int64)
    make: Callable[[list[Any]], Ints] = ranks.of_values
    return column.held.made(make)[column.take(slice(None)).codes]

"""Rows of beliefs, column by column."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tempodb.model.claim_columns import in_one_number
from tempodb.model.claim_words import IntColumn
from tempodb.store.schema.layout import COLUMNS

Columns = dict[str, NDArray[Any]]
StoredRow = tuple[Any, ...]
"""A row as the driver gives and takes it."""
_NAMES = COLUMNS["belief"]
_TEXTS = ("from_text", "to_text")
"""The columns that do not hold numbers."""
MADE_AT_ONCE = 10_000
"""How many rows are made at a time."""


def rows_as_columns(rows: Iterable[StoredRow]) -> Columns:
    """Return rows as columns."""
    columns = list(zip(*rows, strict=True)) or [()] * len(_NAMES)
    return {name: column_of(name, values) for name, values in zip(_NAMES, columns, strict=True)}


def column_of(name: str, values: Iterable[Any]) -> NDArray[Any]:
    """Return the values of a column."""
    return np.array(list(values), object if name in _TEXTS else np.int64)


def rows_at(rows: Columns, places: NDArray[Any]) -> Columns:
    """Return the rows in some places."""
    return {name: column[places] for name, column in rows.items()}


def rows_left(rows: Columns, places: NDArray[Any]) -> Columns:
    """Return the rows in some places of rows that are given up column by column, since there may be many."""
    return {name: rows.pop(name)[places] for name in _NAMES}


def joined_rows(*parts: Columns) -> Columns:
    """Return the rows of several, which are given up likewise."""
    return {name: np.concatenate([part.pop(name) for part in parts]) for name in _NAMES}


def stored_order(rows: Columns) -> IntColumn:
    """Return the places of rows in the order in which they are stored."""
    order: IntColumn = np.lexsort(
        [rows["id"], in_one_number(*(rows[name] for name in ("scope", "kind", "f1")))]
    )
    return order


def as_stored(rows: Columns) -> Iterator[StoredRow]:
    """Return rows in the order in which they are stored."""
    order = stored_order(rows)
    parts = (order[first : first + MADE_AT_ONCE] for first in range(0, len(order), MADE_AT_ONCE))
    return chain.from_iterable(
        zip(*(rows[name][some].tolist() for name in _NAMES), strict=True) for some in parts
    )

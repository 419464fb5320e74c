"""Where values come among all that a column holds: orders of rows, as columns."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from typing import Any

import numpy as np

from tempodb.answers.ordering import in_time, of_value
from tempodb.execution.columns.arrays import Ints
from tempodb.execution.columns.belief_columns import StatedEnd


def ranks(keys: Iterable[Hashable]) -> Ints:
    """Return the place of each key among the distinct ones in order.

    >>> ranks(["b", "a", "b"]).tolist()
    [1, 0, 1]
    """
    found = list(keys)
    distinct: list[Any] = sorted(set(found))
    places = dict(zip(distinct, range(len(distinct)), strict=True))
    return np.array([places[key] for key in found], np.int64)


def of_texts(texts: Sequence[str]) -> Ints:
    """Return the order of texts, as they are."""
    return ranks(texts)


def of_shown_dates(texts: Sequence[str | None]) -> Ints:
    """Return the order of dates as texts, where none is shown before all others."""
    return of_texts([text or "" for text in texts])


def of_names(names: Sequence[str]) -> Ints:
    """Return the order of names, however they are spelt."""
    return ranks(name.casefold() for name in names)


def of_names_before_days(names: Sequence[str]) -> Ints:
    """Return the order of names where the number of a day, which begins with 0, follows each."""
    return ranks(f"{name.casefold()} 0" for name in names)


def of_values(values: Sequence[Any]) -> Ints:
    """Return the order of values in a column that a query orders by."""
    return ranks(map(of_value, values))


def of_ends(ends: Sequence[StatedEnd]) -> Ints:
    """Return the order of ends in time."""
    return ranks(in_time(end.bound) for end in ends)


def days_of_ends(ends: Sequence[StatedEnd]) -> Ints:
    """Return the candidates of ends, as two columns."""
    return np.array([end[:2] for end in ends], np.int64).reshape(-1, 2)

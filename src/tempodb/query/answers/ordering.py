"""The order of rows: by what they show, or as the query says; and no more than it wants."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, NamedTuple

from tempodb.query import bound
from tempodb.query.columns import columns_of
from tempodb.temporal.periods import Period

if TYPE_CHECKING:
    from tempodb.query.rows import Row


class Shaped(NamedTuple):
    """A row, with the period by which it is ordered, and the name by which it is without `order by`."""

    row: Row
    period: Period | None
    name: str


def ordered(shaped: Iterable[Shaped], query: bound.Bound) -> list[Row]:
    """Return the rows by name, id, from and to, unless the query orders them; and no more than it wants."""
    rows = sorted(shaped, key=_default_order)
    columns = columns_of(query.question)
    for order in reversed(query.order_by):
        key = _by_column(order.column, columns.index(order.column))
        rows.sort(key=key, reverse=order.descending)
    return [shaped.row for shaped in rows[: query.limit]]


def _default_order(shaped: Shaped) -> tuple[Any, ...]:
    identity = tuple("" if part is None else str(part) for part in shaped.row)
    return shaped.name.casefold(), str(shaped.row[0] or ""), days_of(shaped.period), identity


def days_of(period: Period | None) -> tuple[int, ...]:
    """Return the candidates of both ends, by which rows are ordered in time."""
    return () if period is None else tuple(day for bound in period for day in (bound.earliest, bound.latest))


def _by_column(column: str, position: int) -> Callable[[Shaped], tuple[Any, ...]]:
    if column in ("from", "to", "date"):
        return lambda shaped: days_of(shaped.period)[2:] if column == "to" else days_of(shaped.period)[:2]

    def key(shaped: Shaped) -> tuple[Any, ...]:
        value = shaped.row[position]
        if isinstance(value, tuple):
            return (not value, value)
        return (value is None, value.casefold() if isinstance(value, str) else value or 0)

    return key

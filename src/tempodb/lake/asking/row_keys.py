"""What rows are ordered by, as bytes: the same for the same row, in whatever bucket and in whatever form it was found."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from tempodb.answers.ordering import Shaped, days_of, in_time, of_value, placed_by
from tempodb.answers.result_table import Table
from tempodb.answers.table_columns import CodedColumn, EndColumn, NumberColumn, TableColumn
from tempodb.execution.columns.arrays import Ints
from tempodb.execution.columns.belief_columns import StatedEnd
from tempodb.lake.asking.bucket_tables import SHOWN_AS
from tempodb.lake.asking.order_bytes import order_bytes, text_bytes, turned
from tempodb.questions import resolved
from tempodb.questions.columns import columns_of
from tempodb.temporal.granules import buckets

RowKeys = Any
"""An array of Arrow that holds bytes."""


def keys_of_rows(rows: Sequence[Shaped], query: resolved.Query) -> RowKeys:
    """Return by what rows are ordered that a bucket told one by one."""
    columns = columns_of(query)
    orders = [(placed_by(order, columns, query.today), order.descending) for order in query.order_by]

    def key(shaped: Shaped) -> bytes:
        parts = [order_bytes(place(shaped)) for place, _ in orders]
        first = [turned(part) if down else part for part, (_, down) in zip(parts, orders, strict=True)]
        return b"".join([*first, *map(order_bytes, shaped.place), order_bytes(days_of(shaped.period))])

    return pa.array(map(key, rows), pa.binary())


def keys_of_table(table: Table, query: resolved.Query) -> RowKeys:
    """Return by what the rows of a table are ordered, without making any."""
    columns = dict(table.told_columns())
    id_, name, *_ = columns.values()
    by = {**columns, **{SHOWN_AS.get(end, end): column for end, column in table.beside.items()}}
    parts = [
        _each(by[order.column], _turned_place if order.descending else _place) for order in query.order_by
    ]
    question = query.question
    ends = [columns.get(end) for end in ("from", "to")]
    if isinstance(question, resolved.ChangesIn):
        parts += [
            _each(table.beside[day], lambda number: text_bytes(f"{number:08} ")) for day in ("first", "last")
        ]
        parts.append(_each(columns["change"], lambda word: text_bytes(f"{word.casefold()}\0")))
        id_, name = columns["date"], columns["party_name"]
        ends = [table.beside[end] for end in ("stated", "until")]
    if isinstance(question, resolved.Count):
        parts.append(_each(name, lambda text: text_bytes(f"{text.casefold()} ")))
        parts.append(_periods(columns["period"], question))
    else:
        parts.append(_each(name, lambda text: order_bytes(text.casefold())))
    parts.append(_each(id_, lambda text: order_bytes(text or "")))
    days = [column for column in ends if isinstance(column, EndColumn)]
    parts += [_each(column, lambda end: order_bytes(tuple(end[:2]))[:-1]) for column in days]
    return pc.binary_join_element_wise(*parts, pa.scalar(order_bytes(()), pa.binary()), b"")


def _place(value: Any) -> bytes:
    return order_bytes(in_time(value.bound) if isinstance(value, StatedEnd) else of_value(value))


def _turned_place(value: Any) -> bytes:
    return turned(_place(value))


def _periods(column: TableColumn, question: resolved.Count) -> RowKeys:
    """Return when periods begin, as names go on with it."""
    starts: dict[str, int] = {}
    if question.by is not None and question.window is not None:
        starts = {period.text: period.days.start for period in buckets(question.by, question.window)}
    return _each(column, lambda text: order_bytes(f"{starts.get(text, 0):08}"))


def _each(column: TableColumn, make: Callable[[Any], bytes]) -> RowKeys:
    """Return the bytes of each row, which are made once for what is the same."""
    values, places = _held(column)
    used, at = np.unique(places, return_inverse=True)
    made = pa.array([make(values[place]) for place in used.tolist()], pa.binary())
    return made.take(pa.array(at.reshape(-1)))


def _held(column: TableColumn) -> tuple[Sequence[Any], Ints]:
    """Return what a column holds, and where in that the value of each row is."""
    if isinstance(column, NumberColumn):
        numbers, at = np.unique(column.numbers, return_inverse=True)
        return numbers.tolist(), at.reshape(-1)
    if isinstance(column, EndColumn):
        return column.ends.values, column.codes
    coded = column.take(slice(None))
    assert isinstance(coded, CodedColumn)
    return coded.held.values, coded.codes

"""The tables of several buckets as one, in the order in which an answer to all of it stands."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

from tempodb.answers.ordering import all_shown
from tempodb.answers.result_table import Table
from tempodb.answers.table_columns import CodedColumn, EndColumn, NumberColumn, TableColumn
from tempodb.answers.tables import ranks
from tempodb.answers.tables.arranging import arranged, groups
from tempodb.execution.columns.arrays import Ints, Places, repeats
from tempodb.execution.columns.distinct import Distinct
from tempodb.lake.asking.column_parts import ColumnPart, joined_parts, packed_column
from tempodb.questions import resolved
from tempodb.questions.columns import row_type_answering, row_type_of
from tempodb.temporal.granules import buckets

ORDERING_CHANGES = ("first", "last", "stated", "until")
"""The columns that order changes, and are not shown."""
SHOWN_AS = {"stated": "date"}
Parts = Mapping[str, ColumnPart]
"""The columns of the table of one bucket, by the names that its rows have for them."""


def parts_of_table(table: Table) -> Parts:
    """Return what stands in the columns of a table."""
    return {name: packed_column(column) for name, column in (*table.told_columns(), *table.beside.items())}


def joined_tables(parts: Sequence[Parts], query: resolved.Query, refuse: Callable[[int], None]) -> Table:
    """Return the tables of several buckets as one table; *refuse* refuses more rows than may be made."""
    # Dates are put beside both ends of a row by what both columns hold.
    ends = Distinct[Any](())
    columns = {name: joined_parts([each[name] for each in parts], ends) for name in parts[0]}
    in_time = {
        name: column.ends.made(ranks.of_ends)[column.codes]
        for name, column in columns.items()
        if isinstance(column, EndColumn)
    }
    order = _in_default_order(columns, query)
    shown = {name: column.take(order) for name, column in columns.items()}
    ranked = {SHOWN_AS.get(name, name): rank.take(order) for name, rank in in_time.items()}
    made = arranged(shown, None, query, ranked)
    beside = {name: made.pop(name) for name in ORDERING_CHANGES if name in made}
    return Table(made, row_type_answering(query, row_type_of(query.question)), refuse, beside)


def _in_default_order(columns: Mapping[str, TableColumn], query: resolved.Query) -> Places:
    """Return the places of rows by name, id, from and to, and where those are equal by all that they show."""
    question = query.question
    id_, name, *_ = columns.values()
    assert isinstance(name, CodedColumn)
    if isinstance(question, resolved.ChangesIn):
        keys = _keys_of_changes(columns)
    elif isinstance(question, resolved.Count):
        # Of organizations of one name, those of each period come together.
        keys = [_rank(id_, ranks.of_texts), _periods(columns["period"], question)]
        keys.append(_rank(name, ranks.of_names_before_days))
    else:
        keys = [days for end in ("to", "from") for days in _days(columns.get(end))]
        keys += [_rank(id_, ranks.of_texts), _rank(name, ranks.of_names)]
    order = np.lexsort(keys)
    same = np.logical_and.reduce([repeats(key[order]) for key in keys])
    for places in groups(np.arange(len(order)), same):
        alike = order[places]
        told = [column for name_, column in columns.items() if name_ not in ORDERING_CHANGES]
        shown = zip(*(column.take(alike).values() for column in told), strict=True)
        by_row = sorted(zip(map(all_shown, shown), alike.tolist(), strict=True))
        order[places] = [place for _, place in by_row]
    return order


def _keys_of_changes(columns: Mapping[str, TableColumn]) -> list[Ints]:
    """Return what orders changes: in time, by word and name, then by their dates and ids."""
    first, last = columns["first"], columns["last"]
    assert isinstance(first, NumberColumn)
    assert isinstance(last, NumberColumn)
    return [
        *(_rank(columns[name], ranks.of_texts) for name in ("organization", "party")),
        *(days for end in ("until", "stated") for days in _days(columns[end])),
        _rank(columns["date"], ranks.of_shown_dates),
        _rank(columns["party_name"], ranks.of_names),
        _rank(columns["change"], ranks.of_texts),
        *(last.numbers, first.numbers),
    ]


def _days(column: TableColumn | None) -> list[Ints]:
    """Return the candidates of ends, those of the last day first; none where there are no ends."""
    if not isinstance(column, EndColumn):
        return []
    days = column.ends.made(ranks.days_of_ends)[column.codes]
    return [days[:, 1], days[:, 0]]


def _rank(column: TableColumn, make: Callable[[Sequence[Any]], Ints]) -> Ints:
    assert isinstance(column, CodedColumn)
    return column.held.made(make)[column.codes]


def _periods(column: TableColumn, question: resolved.Count) -> Ints:
    """Return where periods come in time."""
    assert isinstance(column, CodedColumn)
    if question.by is None or question.window is None:
        return np.zeros(len(column), np.int64)
    place = {period.text: at for at, period in enumerate(buckets(question.by, question.window))}

    def places(texts: Sequence[str]) -> Ints:
        return np.array([place[text] for text in texts], np.int64)

    return places(column.held.values)[column.codes]

"""The rows of a table with what orders them, which columns have otherwise."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tempodb.answers.ordering import Shaped
from tempodb.answers.result_table import Table
from tempodb.answers.table_columns import EndColumn
from tempodb.questions import resolved
from tempodb.temporal.granules import buckets
from tempodb.temporal.periods import Period


def shaped_rows(table: Table, query: resolved.Query) -> list[Shaped]:
    """Return the rows of a table as answers put them in order, each with its name and its period."""
    rows = table.rows
    if isinstance(query.question, resolved.ChangesIn):
        return _changes(table)
    periods: list[Period | None] = [None] * len(rows)
    columns = dict(table.told_columns())
    from_, to = columns.get("from"), columns.get("to")
    if isinstance(from_, EndColumn) and isinstance(to, EndColumn):
        bounds = [[end.bound for end in column.ends.values] for column in (from_, to)]
        periods = [
            Period(bounds[0][begin], bounds[1][end])
            for begin, end in zip(from_.codes.tolist(), to.codes.tolist(), strict=True)
        ]
    name = _naming(query)
    return [Shaped(row, period, name(row)) for row, period in zip(rows, periods, strict=True)]


def _changes(table: Table) -> list[Shaped]:
    """Return changes by when they were, their words and names, as columns of them are ordered."""
    first, last, stated, until = (table.beside[name] for name in ("first", "last", "stated", "until"))
    assert isinstance(stated, EndColumn)
    assert isinstance(until, EndColumn)
    bounds = [[end.bound for end in column.ends.values] for column in (stated, until)]
    return [
        Shaped(
            row,
            Period(bounds[0][begun], bounds[1][over]),
            f"{begins:08} {ends:08} {row.change}\0{row.party_name.casefold()}",
        )
        for row, begins, ends, begun, over in zip(
            table.rows,
            first.values(),
            last.values(),
            stated.codes.tolist(),
            until.codes.tolist(),
            strict=True,
        )
    ]


def _naming(query: resolved.Query) -> Callable[[Any], str]:
    """Return what tells the name by which a row of an answer is ordered."""
    question = query.question
    if isinstance(question, resolved.Memberships | resolved.Overlaps):
        return lambda row: str(row.member_name)
    if isinstance(question, resolved.Compare):
        return lambda row: str(row.party_name)
    assert isinstance(question, resolved.Count)
    starts: dict[str, int] = {}
    if question.by is not None and question.window is not None:
        starts = {period.text: period.days.start for period in buckets(question.by, question.window)}
    return lambda row: f"{row.organization_name.casefold()} {starts.get(row.period, 0):08}"

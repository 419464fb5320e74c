"""The columns of a question that is still being written."""

from __future__ import annotations

from functools import lru_cache

from tempodb.base.errors import QueryError
from tempodb.language_service.tokens import CACHED_READINGS
from tempodb.questions.catalogue import form_of
from tempodb.questions.columns import orders
from tempodb.questions.count_rows import CountGroupRow, CountRow, ShareGroupRow, ShareRow
from tempodb.questions.row_types import count_row, row_named
from tempodb.tql import ast
from tempodb.tql.parsing.parser import parse


@lru_cache(maxsize=CACHED_READINGS)
def columns_asked(question: str) -> tuple[str, ...]:
    """Return the columns of the answer to *question*, none where it cannot be read.

    >>> columns_asked("count members by year")
    ('period', 'certain', 'possible', 'coverage')
    """
    try:
        statements = parse(question)
    except QueryError:
        return ()
    match statements:
        case (ast.Query(ast.Count() as count),):
            rows = [count_row(count)]
        case (ast.Query(ast.Share(_, _, group)),):
            rows = [ShareRow if group is None else ShareGroupRow]
        case (ast.Query(ast.Sum(_, _, group)),):
            rows = [CountRow if group is None else CountGroupRow]
        case (ast.Query(asked),):
            # Which of them it is may depend on what a place names.
            rows = [row_named(row) for row in form_of(asked).rows]
        case _:
            return ()
    return tuple(dict.fromkeys(column for row in rows for column in orders(row)))

"""Of which type the rows of an answer are."""

from __future__ import annotations

from typing import get_args

from tempodb.questions import resolved
from tempodb.questions.catalogue import meaning_of
from tempodb.questions.count_rows import (
    CountEveryGroupRow,
    CountEveryRow,
    CountGroupRow,
    CountRow,
    ShareGroupRow,
    ShareRow,
)
from tempodb.questions.rows import Row
from tempodb.tql import ast


def row_type(question: resolved.Question) -> type[Row]:
    """Return what the rows of an answer to *question* are."""
    if isinstance(question, resolved.Count):
        return count_row(question)
    if isinstance(question, resolved.Share):
        return ShareRow if question.group is None else ShareGroupRow
    if isinstance(question, resolved.Sum):
        return CountRow if question.group is None else CountGroupRow
    rows = meaning_of(question).rows
    is_of_tenure = isinstance(question, resolved.RevisionsOf) and isinstance(
        question.condition, resolved.Holding
    )
    return row_named(rows[-1] if is_of_tenure else rows[0])


def count_row(count: ast.Count | resolved.Count) -> type[Row]:
    """Return what the rows of a count are, as asked or as meant.

    >>> every = ast.Count(ast.Query(ast.Members(ast.Every())))
    >>> count_row(every).__name__, count_row(every.having(distinct=ast.Once())).__name__
    ('CountEveryRow', 'CountRow')
    """
    if count.group is not None:
        return CountEveryGroupRow if is_apart(count) else CountGroupRow
    return CountEveryRow if is_apart(count) else CountRow


def is_apart(count: ast.Count | resolved.Count) -> bool:
    """Return whether a count, as asked or as meant, is of each organization by itself."""
    return is_every(count.counted.question) and count.distinct is None


def row_named(name: str) -> type[Row]:
    """Return the type of rows that the catalogue names.

    >>> row_named("AnswerRow")._fields
    ('answer',)
    """
    return _NAMED[name]


def is_every(question: ast.Question | resolved.Question) -> bool:
    """Return whether *question*, as asked or as meant, is about every organization."""
    if isinstance(question, ast.Members):
        return isinstance(question.organization, ast.Every)
    return isinstance(question, resolved.Memberships) and question.organization is question.party is None


_NAMED: dict[str, type[Row]] = {row.__name__: row for row in get_args(Row)}

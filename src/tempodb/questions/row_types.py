"""Of which type the rows of an answer are."""

from __future__ import annotations

from typing import get_args

from tempodb.questions import resolved
from tempodb.questions.catalogue import meaning_of
from tempodb.questions.count_rows import CountEveryGroupRow, CountEveryRow, CountGroupRow, CountRow
from tempodb.questions.rows import Row
from tempodb.tql import ast


def row_type(question: resolved.Question) -> type[Row]:
    """Return what the rows of an answer to *question* are."""
    if isinstance(question, resolved.Count):
        return count_row(question.counted.question, question.group is not None)
    rows = meaning_of(question).rows
    is_of_tenure = isinstance(question, resolved.RevisionsOf) and isinstance(
        question.condition, resolved.Holding
    )
    return row_named(rows[-1] if is_of_tenure else rows[0])


def count_row(counted: ast.Question | resolved.Question, is_grouped: bool = False) -> type[Row]:
    """Return what the rows of a count are, of a question as asked or as meant; of each group, if it is *grouped*.

    >>> count_row(ast.Members(ast.Every())).__name__, count_row(ast.Members()).__name__
    ('CountEveryRow', 'CountRow')
    """
    if is_grouped:
        return CountEveryGroupRow if is_every(counted) else CountGroupRow
    return CountEveryRow if is_every(counted) else CountRow


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

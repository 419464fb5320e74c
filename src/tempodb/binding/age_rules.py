"""Which questions ask for ages, and where these mean nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tempodb.questions.columns import AGES
from tempodb.tql import ast
from tempodb.tql.filter_ast import Compared, comparisons

if TYPE_CHECKING:
    from tempodb.binding.source_text import SourceText


def asks_for_ages(clauses: ast.Clauses) -> bool:
    """Return whether the rows of a question have to tell ages.

    >>> asks_for_ages(ast.Clauses(order_by=(ast.Order("age"),))), asks_for_ages(ast.Clauses())
    (True, False)
    """
    by_age = clauses.rank is not None and clauses.rank.is_by_age
    return clauses.with_age or by_age or bool(_of_age(clauses))


def _of_age(clauses: ast.Clauses) -> list[ast.Order | Compared]:
    said: list[ast.Order | Compared] = [*clauses.order_by]
    said += [] if clauses.where is None else comparisons(clauses.where)
    return [one for one in said if one.column in AGES]


def refuse_ages_within(query: ast.Query, asked: SourceText) -> None:
    """Refuse ages within a question about others, of which no row tells them.

    Raises:
        QueryError: with another question.

    """
    clauses = query.clauses
    told = _of_age(clauses)
    if clauses.with_age or told:
        message = "ages are told of rows, and here those are counted or compared whom they are about"
        span = told[0].span if told else query.span
        raise asked.error("out-of-place", message, "ask for them alone", span=span)


def refuse_total(question: ast.Ages, query: ast.Query, asked: SourceText) -> None:
    """Refuse to add ages up.

    Raises:
        QueryError: with the measures that there are.

    """
    if question.measure is ast.Measure.TOTAL:
        hint = "ask for `average age of` or `median age of`"
        raise asked.error("out-of-place", "ages are not added up", hint, span=query.span)

"""What ends a whole query, and what belongs to each of the questions that it is made of."""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce

from tempodb.base.errors import Span
from tempodb.temporal.granules import Granule
from tempodb.tql import ast


def ended(query: ast.Query) -> tuple[ast.Query, ast.Clauses]:
    """Return a query without what ends it, and that.

    >>> ended(ast.Query(ast.Members(), ast.Clauses(limit=3)))[1].limit
    3
    """
    clauses = query.clauses
    ending = ast.Clauses(order_by=clauses.order_by, limit=clauses.limit, having_=clauses.having_)
    return query.having(clauses=clauses.having(order_by=(), limit=None, having_=None)), ending


def intersected(asked: Sequence[ast.Question], clauses: ast.Clauses, span: Span | None) -> ast.Query:
    """Return what answers all of several questions, each with the same clauses.

    >>> both = intersected([ast.Members(ast.Name("A")), ast.Members(ast.Name("B"))], ast.Clauses(limit=3), None)
    >>> both.question.kind.value, both.clauses.limit, both.question.left.clauses.limit
    ('intersect', 3, None)
    """
    inner, ending = ended(ast.Query(asked[0], clauses, span))

    def put(left: ast.Query, right: ast.Question) -> ast.Query:
        return ast.Query(
            ast.SetOperation(ast.SetKind.INTERSECT, left, inner.having(question=right)), span=span
        )

    return reduce(put, asked[1:], inner).having(clauses=ending)


def summed(counted: ast.Query, by: Granule | None, group: ast.Grouping | None) -> ast.Query:
    """Return the sum of a count, of each period and each group by itself as far as these are named.

    What is counted may be a count that stands in parentheses, which is summed then.

    >>> query = summed(ast.Query(ast.Count(ast.Query(ast.Members()), by=Granule.YEAR), ast.Clauses(limit=3)), Granule.YEAR, None)
    >>> query.question.counted.clauses.limit, query.clauses.limit
    (None, 3)
    """
    count, ending = ended(counted)
    assert isinstance(count.question, ast.Count)
    if isinstance(count.question.counted.question, ast.Count):
        return ast.Query(ast.Sum(count.question.counted, by, group), counted.clauses, counted.span)
    return ast.Query(ast.Sum(count, by, group), ending, counted.span)

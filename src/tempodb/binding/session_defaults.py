"""A query that names no instants of its own → the same query at those that were set before it."""

from __future__ import annotations

from typing import assert_never

from tempodb.binding.time_clauses import asks_all_time
from tempodb.tql import ast


def with_defaults(query: ast.Query, given: ast.Set) -> ast.Query:
    """Return *query* asking at the *given* instants wherever it names none of its own.

    The day stands in the place of today alone: what asks for all time still does.

    >>> from tempodb.tql.parsing.parser import parse
    >>> from tempodb.tql.printing.questions import write
    >>> query, given = parse("count members union (periods of A known at 2010); set as of 2006 known at 2017")
    >>> write(with_defaults(query, given))
    'count members as of 2006 known at 2017 union (periods of A known at 2010)'
    """
    if given.as_of is given.known_at is None:
        return query
    return _Defaulting(given.as_of, given.known_at).query(query)


class _Defaulting:
    def __init__(self, as_of: ast.Day | None, known_at: ast.Day | ast.Instant | None) -> None:
        self._when = None if as_of is None else ast.When(ast.AsOf(as_of))
        self._known_at = known_at

    def query(self, query: ast.Query) -> ast.Query:
        question = query.question
        if not isinstance(question, ast.Compound):
            return query.having(clauses=self._clauses(query))
        match question:
            case ast.SetOperation(_, left, right):
                return query.having(question=question.having(left=self.query(left), right=self.query(right)))
            case ast.Count(counted, by) | ast.Share(counted, by):
                inner = self if by is None else self._timeless
                return query.having(question=question.having(counted=inner.query(counted)))
            case ast.Sum(counted):
                return query.having(question=question.having(counted=self.query(counted)))
            case ast.History(asked) | ast.Overlaps(asked) | ast.Durations(asked) | ast.Ages(asked):
                return query.having(question=question.having(asked=self._timeless.query(asked)))
            case ast.Compare(asked):
                return query.having(question=question.having(asked=self.query(asked)))
            case ast.Explain(explained):
                return query.having(question=question.having(explained=self.query(explained)))
            case _:
                assert_never(question)

    @property
    def _timeless(self) -> _Defaulting:
        return _Defaulting(None, self._known_at)

    def _clauses(self, query: ast.Query) -> ast.Clauses:
        clauses = query.clauses
        asks_today = clauses.when is None and not asks_all_time(query)
        return clauses.having(
            when=self._when if asks_today else clauses.when,
            known_at=self._known_at if clauses.known_at is None else clauses.known_at,
        )

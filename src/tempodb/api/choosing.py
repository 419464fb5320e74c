"""Which of a question's rows are kept, by the unbroken terms that they are part of."""

from __future__ import annotations

from typing import Any, Self

from tempodb.base.errors import QueryError
from tempodb.tql import ast


class Choosing:
    """Keeps the first of a question's rows, or the last; what is built on it knows its clauses."""

    def _with(self, **clauses: Any) -> Any:
        raise NotImplementedError

    def first(self, number: int = 1) -> Self:
        """Keep those whose term began first: so many, and all that may be among them.

        Raises:
            QueryError: that is no number of rows.

        """
        return self._ranked(ast.Ranking.FIRST, number)

    def last(self, number: int = 1) -> Self:
        """Keep those whose term began last."""
        return self._ranked(ast.Ranking.LAST, number)

    def longest_serving(self, number: int = 1) -> Self:
        """Keep those whose term lasted longest; days after today do not count."""
        return self._ranked(ast.Ranking.LONGEST, number)

    def shortest_serving(self, number: int = 1) -> Self:
        """Keep those whose term lasted shortest."""
        return self._ranked(ast.Ranking.SHORTEST, number)

    def _ranked(self, by: ast.Ranking, number: int) -> Self:
        if type(number) is not int or not 0 < number < 10**9:
            raise QueryError.of("limit", "that is no number of rows", "give one from 1 to 999999999")
        ranked: Self = self._with(rank=ast.Rank(by, number))
        return ranked

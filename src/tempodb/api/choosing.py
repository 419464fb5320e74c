"""Which of a question's rows are kept: by what happened, what columns say, or the terms that they are part of."""

from __future__ import annotations

from typing import Any, Self

from tempodb.api.query_values import chosen, read_day, word
from tempodb.api.row_filters import filter_of
from tempodb.base.errors import QueryError
from tempodb.temporal.day_relations import DayRelation
from tempodb.temporal.durations import Comparison, Duration, Unit
from tempodb.temporal.given import DateLike
from tempodb.tql import ast
from tempodb.tql.filter_ast import Filter


class Choosing:
    """Keeps some of a question's rows; what is built on it knows its clauses."""

    query: ast.Query

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

    def youngest(self, number: int = 1) -> Self:
        """Keep those who were youngest on the first asked day of their term: of all time, when it began."""
        return self._ranked(ast.Ranking.YOUNGEST, number)

    def oldest(self, number: int = 1) -> Self:
        """Keep those who were oldest on the first asked day of their term."""
        return self._ranked(ast.Ranking.OLDEST, number)

    def with_age(self) -> Self:
        """Tell how old whoever a row is about was on the first asked day on which it held.

        >>> from tempodb.api.query_builder import asking
        >>> members = asking(ast.Members(ast.Name("CSTO")), lambda query: None)
        >>> print(members.with_age().text)
        members of CSTO with age
        """
        return self._kept(with_age=True)

    def _ranked(self, by: ast.Ranking, number: int) -> Self:
        if type(number) is not int or not 0 < number < 10**9:
            raise QueryError.of("limit", "that is no number of rows", "give one from 1 to 999999999")
        return self._kept(rank=ast.Rank(by, number))

    def that(
        self,
        moment: str,
        relation: str | None = None,
        first: DateLike | None = None,
        last: DateLike | None = None,
    ) -> Self:
        """Keep what `joined`, `left`, `began`, `ended` or `returned` `in`, `before` or `after` a date, or `between` two.

        Without a date that is by today; of several such conditions all have to hold.

        >>> from tempodb.api.query_builder import asking
        >>> members = asking(ast.Members(ast.Name("CSTO")), lambda query: None)
        >>> print(members.that("joined", "in", 1993).text)
        members of CSTO that joined in 1993
        >>> print(members.that("joined", "in", 1993).that("left").text)
        members of CSTO that joined in 1993 and left
        """
        happened = ast.Moment(chosen(moment, tuple(ast.Moment)))
        if relation is first is last is None:
            return self._that(ast.Happened(happened))
        is_between = relation is not None and chosen(relation, (*DayRelation, "between")) == "between"
        if relation is None or first is None or is_between != (last is not None):
            raise QueryError.of("no-time", "`between` takes two dates, and the others one", "give as many")
        day = read_day(first)
        window = ast.AsOf(day) if last is None else ast.Between(day, read_day(last))
        lies = DayRelation.IN if is_between else DayRelation(word(relation))
        return self._that(ast.Happened(happened, lies, window))

    def held_for(self, comparison: str, number: int, unit: str) -> Self:
        """Keep what held for `more` or `less` than a number of days, weeks, months or years."""
        duration = Duration(number, Unit(chosen(unit.strip().removesuffix("s"), tuple(Unit))))
        return self._that(ast.HeldFor(Comparison(chosen(comparison, tuple(Comparison))), duration))

    def _that(self, that: ast.That) -> Self:
        return self._kept(that=(*self.query.clauses.that, that))

    def where(self, filter_: Filter) -> Self:
        """Keep the rows that columns say something of; what is asked for more than once is all wanted.

        >>> from tempodb.api.row_filters import column
        >>> from tempodb.api.query_builder import asking
        >>> members = asking(ast.Members(ast.Name("CSTO")), lambda query: None)
        >>> print(members.where(column("status").is_("suspended") | column("for").is_unknown()).text)
        members of CSTO where status is suspended or for is unknown
        """
        before = self.query.clauses.where
        return self._kept(where=filter_of(filter_) if before is None else before & filter_of(filter_))

    def having_(self, filter_: Filter) -> Self:
        """Keep rows of a question about others, such as a count, that columns say something of."""
        before = self.query.clauses.having_
        return self._kept(having_=filter_of(filter_) if before is None else before & filter_of(filter_))

    def _kept(self, **clauses: Any) -> Self:
        kept: Self = self._with(**clauses)
        return kept

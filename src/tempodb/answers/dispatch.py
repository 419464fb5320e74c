"""Resolved query → result: each question answered by the module for its sort."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Self, assert_never

from tempodb.answers import coverage, lifetime
from tempodb.answers.context import AnswerContext, PlannedQuery
from tempodb.answers.modules import answering
from tempodb.answers.reasons import Reason
from tempodb.answers.result import Result
from tempodb.execution.view import View
from tempodb.questions import resolved
from tempodb.questions.columns import asked_for, columns, row_type_answering, row_type_of

if TYPE_CHECKING:
    from tempodb.answers.result_table import Table
    from tempodb.questions.places import Values
    from tempodb.questions.rows import Row


class Answering:
    """A query, with what of each answer to it is the same while the same is known.

    Whoever makes its *rows* otherwise than here finds himself what the filters within it keep.
    """

    def __init__(
        self, query: resolved.Query, rows: Callable[[AnswerContext], list[Row] | Table] | None = None
    ) -> None:
        self.query = query
        self._planned = PlannedQuery(query)
        self._rows = rows or answering(query.question)
        self._row_type = row_type_of(query.question)
        self._valid = _joined(_windows(query))
        self._instants = [part.scope.known_at for part in queries_within(query)]
        self._asked_for = asked_for(query.question)
        self._blank: Result | None = None
        self._remarked: tuple[str | None] | None = None
        self._has_filters = (
            rows is None
            and not isinstance(query.question, resolved.Explain)
            and any(part is not query and part.where is not None for part in queries_within(query))
        )

    def alike(self, query: resolved.Query, values: Values) -> Self:
        """Return the same for a *query* about facts that has other *values* in its places."""
        made = object.__new__(type(self))
        made.__dict__.update(self.__dict__)
        made.query, made._planned = query, self._planned.alike(query, values)
        made._valid, made._instants = query.valid, [query.scope.known_at]
        made._blank = made._remarked = None
        return made

    def answer(self, view: View, why: Callable[[Answering], Reason], make: type[Result]) -> Result:
        """Return the answer, as whoever asks has it *made*; *why* gives the reason of an empty one.

        Raises:
            QueryError: the answer would be too large, or takes too long.

        """
        asked = AnswerContext(self._narrowed(view), view)
        found = self._rows(asked)
        made = tuple(found) if isinstance(found, list) else found
        blank = self._blank
        if blank is None or type(blank) is not make:
            blank = self._blank = self._answered(make, view)
        if made:
            return blank.with_rows(made, self._remark(asked))
        return blank.without_rows(made, None if self.query.limit == 0 else why(self))

    def _answered(self, make: type[Result], view: View) -> Result:
        """Return the answer without its rows."""
        query, known_at = self.query, _joined(view.at(instant).answered_at() for instant in self._instants)
        row_type = row_type_answering(query, self._row_type)
        return make(
            query.text,
            columns(row_type),
            row_type,
            (),
            self._valid,
            known_at,
            notes=query.notes if known_at else (),
            asked_for=self._asked_for,
            is_reworded=query.is_reworded,
            today=query.today,
        )

    def _remark(self, asked: AnswerContext) -> str | None:
        """Return what is said beside rows, which is the same for each answer."""
        if self._remarked is None:
            self._remarked = (_remark(asked),)
        return self._remarked[0]

    def _narrowed(self, view: View) -> PlannedQuery:
        """Return the query with what the filters within it keep."""
        if not self._has_filters:
            return self._planned
        # Few questions have any.
        from tempodb.answers.narrowing import narrowed

        return PlannedQuery(narrowed(self.query, view))

    def reason(self, view: View) -> str | None:
        """Return why the answer is empty, or None where that says itself.

        Raises:
            QueryError: that takes too long.

        """
        # Only an empty answer needs it.
        from tempodb.answers.emptiness import reason

        asked = AnswerContext(self._planned, view)
        said = [reason(asked), coverage.remark(asked.query.question, asked.query.scope.window, asked.view)]
        return "; ".join(filter(None, said)) or None


def _joined(said: Iterable[str | None]) -> str | None:
    """Return what is said of the parts of a query: once where all say the same."""
    return " and ".join(dict.fromkeys(filter(None, said))) or None


def queries_within(query: resolved.Query) -> Iterator[resolved.Query]:
    """Yield the questions that a query is about."""
    if isinstance(query.question, resolved.Composed):
        for inner in _within(query.question):
            yield from queries_within(inner)
    else:
        yield query


def _windows(query: resolved.Query) -> Iterator[str | None]:
    """Yield the days that a query asks about, as they are written; nothing for all time."""
    question = query.question
    is_count = isinstance(question, resolved.Count | resolved.Share)
    if (
        isinstance(question, resolved.Count | resolved.Share)
        and question.by is not None
        and question.window is None
    ):
        # It counts by periods from the first day that is stated on, whatever its question asks by itself.
        yield None
    elif isinstance(question, resolved.Composed) and not (is_count and query.valid):
        for inner in _within(question):
            yield from _windows(inner)
    else:
        yield query.valid


def _within(question: resolved.Composed) -> tuple[resolved.Query, ...]:
    """Return the queries that a question is about."""
    match question:
        case resolved.Combined(_, left, right) | resolved.Compare(left, right):
            return left, right
        case (
            resolved.Count(inner)
            | resolved.Share(inner)
            | resolved.Sum(inner)
            | resolved.History(inner)
            | resolved.Overlaps(inner)
            | resolved.Durations(inner)
            | resolved.Ages(inner)
            | resolved.Explain(inner)
        ):
            return (inner,)
        case _:
            assert_never(question)


def _remark(asked: AnswerContext) -> str | None:
    if asked.query.scope.window is None and not isinstance(
        asked.query.question, resolved.Count | resolved.Share
    ):
        return None
    return lifetime.remark(asked)

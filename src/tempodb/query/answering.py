"""Bound → result: each question answered by the module for its sort."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from tempodb.query import bound
from tempodb.query.answers import facts
from tempodb.query.answers.asked import Asked
from tempodb.query.columns import columns_of
from tempodb.query.deadline import Deadline
from tempodb.query.result import Result
from tempodb.query.view import Beliefs, View
from tempodb.temporal.instants import instant_text

if TYPE_CHECKING:
    from tempodb.query.rows import Row


def answer(query: bound.Bound, beliefs: Beliefs, now: int, deadline: Deadline) -> Result:
    """Return the answer to *query*; *now* is the present instant, in microseconds UTC.

    Raises:
        QueryError: the answer would be too large, or takes too long.

    """
    asked = Asked.of(query, View(beliefs, query.scope.known_at, deadline), now)
    rows = tuple(_answering(query.question)(asked))
    return Result(
        query.text,
        columns_of(query.question),
        rows,
        _joined(query, lambda part: part.valid),
        _joined(query, lambda part: instant_text(part.scope.known_at)) or "",
        None if rows or query.limit == 0 else _reason(asked),
    )


def _joined(query: bound.Bound, said: Callable[[bound.Bound], str | None]) -> str | None:
    """Return what is said of a query, or of those that it is about: once where all say the same."""
    match query.question:
        case bound.Combined(_, left, right) | bound.Compare(left, right):
            both = [_joined(left, said), _joined(right, said)]
            return " and ".join(dict.fromkeys(filter(None, both))) or None
        case bound.Count(inner, None) | bound.History(inner) | bound.Explain(inner):
            return _joined(inner, said)
        case bound.Count(inner):
            # A count by periods says of each which it is.
            return said(query) if query.valid else _joined(inner, said)
        case _:
            return said(query)


def _reason(asked: Asked) -> str | None:
    # Only an empty answer needs it.
    from tempodb.query.answers.coverage import remark
    from tempodb.query.answers.emptiness import reason

    said = [reason(asked), remark(asked.query.question, asked.query.scope.window, asked.view)]
    return "; ".join(filter(None, said)) or None


def _answering(question: bound.Question) -> Callable[[Asked], list[Row]]:
    """Return what answers a question; what few questions need is imported for those alone."""
    match question:
        case bound.Whether():
            from tempodb.query.answers.conditions import whether

            return whether
        case bound.WhenHeld():
            from tempodb.query.answers.conditions import when

            return when
        case bound.Show():
            from tempodb.query.answers.listing import show

            return show
        case bound.Describe():
            from tempodb.query.answers.listing import describe

            return describe
        case _ if type(question) in MODULES:
            from importlib import import_module

            rows: Callable[[Asked], list[Row]] = import_module(
                f"tempodb.query.answers.{MODULES[type(question)]}"
            ).rows
            return rows
        case _:
            return facts.rows


MODULES: dict[type[bound.Question], str] = {
    bound.ChangesIn: "changes",
    bound.Combined: "parties",
    bound.Compare: "compare",
    bound.ConflictsIn: "conflicts",
    bound.Count: "counts",
    bound.Explain: "explain",
    bound.History: "history",
    bound.RevisionsOf: "revisions",
    bound.TimelineOf: "timeline",
    bound.VacanciesOf: "vacancies",
    bound.Why: "why",
}

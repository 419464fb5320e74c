"""Bound → result: each question answered by the module for its sort."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from tempodb.answers import facts
from tempodb.answers.context import Asked
from tempodb.answers.result import Result
from tempodb.execution.view import View
from tempodb.questions import resolved
from tempodb.questions.columns import columns_of

if TYPE_CHECKING:
    from tempodb.questions.rows import Row


def answer(query: resolved.Bound, view: View) -> Result:
    """Return the answer to *query*.

    Raises:
        QueryError: the answer would be too large, or takes too long.

    """
    asked = Asked.of(query, view)
    rows = tuple(_answering(query.question)(asked))
    known_at = _joined(view.at(part.scope.known_at).answered_at() for part in _parts(query))
    return Result(
        query.text,
        columns_of(query.question),
        rows,
        _joined(_windows(query)),
        known_at,
        None if rows or query.limit == 0 else _reason(asked),
        query.notes if known_at else (),
        _remark(asked) if rows else None,
    )


def _joined(said: Iterable[str | None]) -> str | None:
    """Return what is said of the parts of a query: once where all say the same."""
    return " and ".join(dict.fromkeys(filter(None, said))) or None


def _parts(query: resolved.Bound) -> Iterator[resolved.Bound]:
    """Yield the questions that a query is about."""
    match query.question:
        case resolved.Combined(_, left, right) | resolved.Compare(left, right):
            yield from _parts(left)
            yield from _parts(right)
        case resolved.Count(inner) | resolved.History(inner) | resolved.Explain(inner):
            yield from _parts(inner)
        case _:
            yield query


def _windows(query: resolved.Bound) -> Iterator[str | None]:
    """Yield the days that a query asks about, as they are written; nothing for all time."""
    match query.question:
        case resolved.Combined(_, left, right) | resolved.Compare(left, right):
            yield from _windows(left)
            yield from _windows(right)
        case resolved.Count(_, by, None) if by is not None:
            # It counts by periods from the first day that is stated on, whatever its question asks by itself.
            yield None
        case resolved.Count() if query.valid:
            yield query.valid
        case resolved.Count(inner) | resolved.History(inner) | resolved.Explain(inner):
            yield from _windows(inner)
        case _:
            yield query.valid


def _remark(asked: Asked) -> str | None:
    if asked.query.scope.window is None and not isinstance(asked.query.question, resolved.Count):
        return None
    from tempodb.answers.lifetime import remark

    return remark(asked)


def _reason(asked: Asked) -> str | None:
    # Only an empty answer needs it.
    from tempodb.answers.coverage import remark
    from tempodb.answers.emptiness import reason

    said = [reason(asked), remark(asked.query.question, asked.query.scope.window, asked.view)]
    return "; ".join(filter(None, said)) or None


def _answering(question: resolved.Question) -> Callable[[Asked], list[Row]]:
    """Return what answers a question; what few questions need is imported for those alone."""
    match question:
        case resolved.Whether():
            from tempodb.answers.conditions import whether

            return whether
        case resolved.WhenHeld():
            from tempodb.answers.conditions import when

            return when
        case resolved.Show():
            from tempodb.answers.listing import show

            return show
        case resolved.Describe():
            from tempodb.answers.listing import describe

            return describe
        case _ if type(question) in MODULES:
            from importlib import import_module

            rows: Callable[[Asked], list[Row]] = import_module(
                f"tempodb.answers.{MODULES[type(question)]}"
            ).rows
            return rows
        case _:
            return facts.rows


MODULES: dict[type[resolved.Question], str] = {
    resolved.ChangesIn: "changes",
    resolved.Combined: "parties",
    resolved.Compare: "compare",
    resolved.ConflictsIn: "conflicts",
    resolved.Count: "counts",
    resolved.Explain: "explain",
    resolved.History: "history",
    resolved.RevisionsOf: "revisions",
    resolved.TimelineOf: "timeline",
    resolved.VacanciesOf: "vacancies",
    resolved.Why: "why",
}

"""Bound → result: each question answered by the module for its sort."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from tempodb.query import bound
from tempodb.query.allowance import Allowance
from tempodb.query.answers import facts
from tempodb.query.answers.asked import Asked
from tempodb.query.columns import columns_of
from tempodb.query.result import Result
from tempodb.query.view import Beliefs, View

if TYPE_CHECKING:
    from tempodb.query.rows import Row


def answer(query: bound.Bound, beliefs: Beliefs, allowance: Allowance) -> Result:
    """Return the answer to *query*.

    Raises:
        QueryError: the answer would be too large, or takes too long.

    """
    view = View(beliefs, query.scope.known_at, allowance)
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


def _parts(query: bound.Bound) -> Iterator[bound.Bound]:
    """Yield the questions that a query is about."""
    match query.question:
        case bound.Combined(_, left, right) | bound.Compare(left, right):
            yield from _parts(left)
            yield from _parts(right)
        case bound.Count(inner) | bound.History(inner) | bound.Explain(inner):
            yield from _parts(inner)
        case _:
            yield query


def _windows(query: bound.Bound) -> Iterator[str | None]:
    """Yield the days that a query asks about, as they are written; nothing for all time."""
    match query.question:
        case bound.Combined(_, left, right) | bound.Compare(left, right):
            yield from _windows(left)
            yield from _windows(right)
        case bound.Count(_, by, None) if by is not None:
            # It counts by periods from the first day that is stated on, whatever its question asks by itself.
            yield None
        case bound.Count() if query.valid:
            yield query.valid
        case bound.Count(inner) | bound.History(inner) | bound.Explain(inner):
            yield from _windows(inner)
        case _:
            yield query.valid


def _remark(asked: Asked) -> str | None:
    if asked.query.scope.window is None and not isinstance(asked.query.question, bound.Count):
        return None
    from tempodb.query.answers.lifetime import remark

    return remark(asked)


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

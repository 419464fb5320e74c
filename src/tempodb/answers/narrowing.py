"""Which facts the filters within a question about others keep, found before those are counted or compared."""

from __future__ import annotations

from collections.abc import Container
from typing import Any, get_args

from tempodb.answers.context import AnswerContext, PlannedQuery
from tempodb.answers.facts import shaped_of
from tempodb.answers.filtering import keeping
from tempodb.execution.view import Verdict, View
from tempodb.model.kinds import Kind
from tempodb.planning.fact_plans import facts
from tempodb.questions import resolved
from tempodb.questions.columns import columns_of
from tempodb.questions.row_types import is_every
from tempodb.temporal.periods import Certainty

MOVING = (resolved.TenuresOf, resolved.TenuresBy, resolved.Holding)
"""The questions whose rows may have another organization at another time."""


def narrowed(query: resolved.Query, view: View) -> resolved.Query:
    """Return a question about others, each of which knows which facts its filter keeps (MEANING.md, M62)."""
    if not isinstance(query.question, get_args(resolved.Composed)):
        return query
    question: Any = query.question
    parts = {name: getattr(question, name) for name in question.__match_args__}
    inner = {name: _part(part, view) for name, part in parts.items() if isinstance(part, resolved.Query)}
    return query.having(question=question.having(**inner))


def _part(query: resolved.Query, view: View) -> resolved.Query:
    if query.where is None or isinstance(query.question, get_args(resolved.Composed)):
        return narrowed(query, view)
    return query.having(kept=_kept(query, view))


def _kept(query: resolved.Query, view: View) -> Container[tuple[Any, ...]]:
    """Return the keys and values of the facts that a filter keeps: over columns, where there are enough of them."""
    asked = AnswerContext(PlannedQuery(query), view)
    if is_kept_over_columns(query, view):
        # Whoever asks of one thing does without.
        from tempodb.answers.tables.kept_members import kept_members

        if (kept := kept_members(asked)) is not None:
            return kept
    return facts_kept(query, view)


def is_kept_over_columns(query: resolved.Query, view: View) -> bool:
    """Return whether the filter of a query within another is tried over columns, where names are columns, too."""
    is_of_all = query.where is not None and is_every(query.question)
    return is_of_all and view.at(query.scope.known_at).columns(Kind.MEMBERSHIP) is not None


def facts_kept(query: resolved.Query, view: View) -> frozenset[tuple[Any, ...]]:
    """Return the keys and values of the facts that the filter of a query keeps: of all, if it has none."""
    asked = AnswerContext(PlannedQuery(query), view)
    found = asked.view.facts(facts(query.question, query.scope))
    shaped = shaped_of([Verdict(fact, Certainty.CERTAIN) for fact in found], asked)
    is_kept = bool if query.where is None else keeping(query.where, columns_of(query))
    is_moving = isinstance(query.question, MOVING)
    return frozenset(
        (fact.key, fact.value, fact.period) if is_moving else (fact.key, fact.value)
        for fact, one in asked.view.each(zip(found, shaped, strict=True))
        if is_kept(one.row)
    )

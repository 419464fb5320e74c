"""Resolved query → plan: which scans a question needs, and which operators follow them."""

from __future__ import annotations

from collections.abc import Callable, Container, Hashable
from typing import assert_never

from tempodb.model.kinds import MEMBERSHIP_STATUS
from tempodb.planning.fact_plans import facts, taking_seats
from tempodb.planning.plan import (
    AtSomeTime,
    Bounded,
    ClipToBody,
    Coalesce,
    CoalesceGroups,
    CoalesceParties,
    DropSingleDays,
    Endpoint,
    FilterFacts,
    Foremost,
    Judge,
    Lasted,
    LyingBeside,
    MergePredecessors,
    PairUp,
    Plan,
    Returned,
    RunBounded,
    Test,
    Throughout,
    While,
)
from tempodb.questions import resolved
from tempodb.temporal.facts import Quantifier
from tempodb.temporal.periods import Certainty
from tempodb.tql.ast import Extension, Moment

ENDS = {
    Moment.JOINED: Endpoint.FROM,
    Moment.LEFT: Endpoint.TO,
    Moment.BEGAN: Endpoint.FROM,
    Moment.ENDED: Endpoint.TO,
}
OF_RUNS = (Moment.JOINED, Moment.LEFT)


def plan(query: resolved.Query) -> Judge:
    """Return the operators that find the rows of *query*."""
    # Whether it is so is answered as surely as is known: no such word makes a `possibly` into a `no`.
    only = None if isinstance(query.question, resolved.Whether) else query.scope.only
    return _judged(_facts(query), query, only)


def whole(query: resolved.Query) -> Judge:
    """Return the operators that judge the parties of *query*: their pieces that share an event are one."""
    return _judged(_joined(_facts(query)), query, query.scope.only)


def grouped(query: resolved.Query, field: str) -> Judge:
    """Return the operators that judge the parties of *query* apart by what is said in a field."""
    rows = _joined(_facts(query), lambda rows: CoalesceGroups(rows, field))
    return _judged(rows, query, query.scope.only)


def terms(query: resolved.Query) -> Plan:
    """Return the operators that find the unbroken terms that the rows of *query* are parts of (MEANING.md, M59)."""
    return _terms(query.question, query.scope)


def overlaps(query: resolved.Query) -> Judge:
    """Return the operators that find which two parties answer *query* at once."""
    judged = whole(query)
    return judged.having(inner=PairUp(judged.inner))


def both_of(query: resolved.Query, one: Plan, other: Plan, within: str | None = None) -> Judge:
    """Return the operators that find when two hold at once, both in an organization; they are judged as *query* asks."""
    both = (CoalesceParties(one), CoalesceParties(other))
    first, second = both if within is None else (ClipToBody(plan, within) for plan in both)
    return _judged(While(first, second), query, query.scope.only)


def _facts(query: resolved.Query) -> Plan:
    """Return the operators that find the facts of a query, those that it keeps where it is part of another."""
    found = facts(query.question, query.scope)
    return found if query.kept is None else _kept(found, query.kept)


def _kept(found: Plan, kept: Container[tuple[Hashable, ...]]) -> Plan:
    """Return the facts that are kept, before they are cut to what they have in common with others."""
    if isinstance(found, ClipToBody) or (isinstance(found, Coalesce) and isinstance(found.inner, ClipToBody)):
        return found.having(inner=_kept(found.inner, kept))
    return FilterFacts(found, kept)


def _judged(rows: Plan, query: resolved.Query, only: Certainty | None) -> Judge:
    scope = query.scope
    for condition in scope.while_:
        rows = While(rows, CoalesceParties(facts(condition, scope)))
    is_longer = scope.window is not None and scope.window.end - scope.window.start > 1
    if isinstance(query.question, resolved.EventsOf) and scope.quantifier is Quantifier.EVERY and is_longer:
        rows = DropSingleDays(rows)
    tests = tuple(_tests(query))
    if scope.rank is not None:
        terms = _terms(query.question, scope)
        foremost = Foremost(Judge(rows, tests, None), terms, scope.rank, query.today)
        tests = (_by_age(foremost, scope) if scope.rank.is_by_age else foremost,)
    return Judge(rows, tests, only)


def _by_age(foremost: Foremost, scope: resolved.Scope) -> Foremost:
    # Few questions ask for ages.
    from tempodb.planning.asked_ages import asked_ages

    return foremost.having(ages=asked_ages(scope))


def _joined(rows: Plan, join: Callable[[Plan], Plan] = CoalesceParties) -> Plan:
    """Return the pieces of each key joined, and before they are cut to what they have in common with others."""
    if isinstance(rows, ClipToBody):
        rows = ClipToBody(join(rows.inner), rows.organization)
    elif isinstance(rows, Coalesce) and isinstance(clipped := rows.inner, ClipToBody):
        rows = ClipToBody(join(clipped.inner), clipped.organization)
    return join(rows)


def _tests(query: resolved.Query) -> list[Test]:
    scope = query.scope
    tests: list[Test] = []
    if scope.window is not None:
        every = scope.quantifier is Quantifier.EVERY
        tests.append(Throughout(scope.window) if every else AtSomeTime(scope.window))
    question = query.question
    if isinstance(question, resolved.TenuresOf | resolved.Memberships) and question.beside is not None:
        tests.append(LyingBeside(_orderly(question, scope), question.beside.party, question.beside.lies))
    return [*tests, *(_said(that, query) for that in scope.that)]


def _orderly(question: resolved.TenuresOf | resolved.Memberships, scope: resolved.Scope) -> CoalesceParties:
    """Return the terms of which some come before others: of who takes a seat, or who belongs there at all."""
    if isinstance(question, resolved.TenuresOf):
        return CoalesceParties(taking_seats(question.office, scope))
    runs = _runs(question, scope)
    assert isinstance(runs, CoalesceParties)
    return runs


def _said(that: resolved.That, query: resolved.Query) -> Test:
    question, scope = query.question, query.scope
    match that:
        case resolved.Happened(Moment.RETURNED, relation, window):
            return Returned(_runs(question, scope), relation, window)
        case resolved.Happened(moment, relation, window) if moment in OF_RUNS:
            return RunBounded(_runs(question, scope), ENDS[moment], relation, window)
        case resolved.Happened(moment, relation, window):
            return Bounded(ENDS[moment], relation, window)
        case resolved.HeldFor(comparison, duration):
            return Lasted(_successions(question, scope), comparison, duration, query.today)
        case _:
            assert_never(that)


def _successions(question: resolved.Question, scope: resolved.Scope) -> Plan | None:
    """Return the pieces of one status joined across succession, where that is asked for."""
    organization = _with_predecessors(question)
    return None if organization is None else Coalesce(MergePredecessors(facts(question, scope), organization))


def _runs(question: resolved.Question, scope: resolved.Scope) -> Plan:
    if isinstance(question, resolved.Memberships):
        joined = _joined(facts(question.having(statuses=None), scope))
        organization = _with_predecessors(question)
        return joined if organization is None else CoalesceParties(MergePredecessors(joined, organization))
    if isinstance(question, resolved.TenuresOf | resolved.TenuresIn):
        question = question.having(capacity=None)
    return _joined(facts(question, scope))


def _terms(question: resolved.Question, scope: resolved.Scope) -> Plan:
    """Return the unbroken terms of a question: of members whatever their status, else of what is asked for alone."""
    if isinstance(question, resolved.Memberships) and MEMBERSHIP_STATUS in (
        question.statuses or (MEMBERSHIP_STATUS,)
    ):
        return _runs(question, scope)
    return _joined(facts(question, scope))


def _with_predecessors(question: resolved.Question) -> str | None:
    """Return the organization that a question is about together with its predecessors, if it is."""
    if isinstance(question, resolved.Memberships) and Extension.PREDECESSORS in question.extensions:
        return question.organization
    return None

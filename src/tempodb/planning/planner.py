"""Resolved query → plan: which scans a question needs, and which operators follow them."""

from __future__ import annotations

from collections.abc import Callable
from typing import assert_never

from tempodb.model.kinds import EntityType, Kind, PartyClass
from tempodb.model.schema import DEFINED_BY
from tempodb.planning.plan import (
    ApplySeats,
    AtSomeTime,
    Bounded,
    ClipToBody,
    Closure,
    Coalesce,
    CoalesceGroups,
    CoalesceParties,
    DropSingleDays,
    Endpoint,
    FillLifetime,
    FilterEvidence,
    FilterField,
    FilterKey,
    Ids,
    Judge,
    Lasted,
    MergePredecessors,
    Narrow,
    PairUp,
    Plan,
    ProjectedIds,
    Returned,
    RunBounded,
    Scan,
    ScanAll,
    SemiJoin,
    Side,
    Test,
    Throughout,
    While,
    WithAliases,
)
from tempodb.questions import resolved
from tempodb.questions.sorts import SHOWN_SORTS
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
    return _judged(facts(query.question, query.scope), query, only)


def whole(query: resolved.Query) -> Judge:
    """Return the operators that judge the parties of *query*: their pieces that share an event are one."""
    return _judged(_joined(facts(query.question, query.scope)), query, query.scope.only)


def grouped(query: resolved.Query, field: str) -> Judge:
    """Return the operators that judge the parties of *query* apart by what is said in a field."""
    rows = _joined(facts(query.question, query.scope), lambda rows: CoalesceGroups(rows, field))
    return _judged(rows, query, query.scope.only)


def overlaps(query: resolved.Query) -> Judge:
    """Return the operators that find which two parties answer *query* at once."""
    judged = whole(query)
    return judged.having(inner=PairUp(judged.inner))


def _judged(rows: Plan, query: resolved.Query, only: Certainty | None) -> Judge:
    scope = query.scope
    for condition in scope.while_:
        rows = While(rows, CoalesceParties(facts(condition, scope)))
    is_longer = scope.window is not None and scope.window.end - scope.window.start > 1
    if isinstance(query.question, resolved.EventsOf) and scope.quantifier is Quantifier.EVERY and is_longer:
        rows = DropSingleDays(rows)
    return Judge(rows, tuple(_tests(query)), only)


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
    return [*tests, *(_said(that, query) for that in scope.that)]


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


def _with_predecessors(question: resolved.Question) -> str | None:
    """Return the organization that a question is about together with its predecessors, if it is."""
    if isinstance(question, resolved.Memberships) and Extension.PREDECESSORS in question.extensions:
        return question.organization
    return None


def facts(question: resolved.Question, scope: resolved.Scope) -> Plan:  # noqa: C901
    """Return the operators that find the facts *question* is about, at any time."""
    assert isinstance(question, resolved.Planned)
    match question:
        case resolved.Memberships():
            return Coalesce(_memberships(question, scope))
        case resolved.TenuresOf(office, capacity):
            return _with_capacity(tenures(Ids(EntityType.OFFICE, (office,)), scope), capacity)
        case resolved.TenuresBy(person):
            # Seats are a matter of the whole office, so that all its tenures are needed.
            held = Scan(Kind.TENURE, Side.PARTY, Ids(EntityType.PARTY, (person,)))
            return FilterKey(tenures(ProjectedIds(EntityType.OFFICE, (held,), 1), scope), 0, person)
        case resolved.TenuresIn(organization, capacity):
            return ClipToBody(
                _with_capacity(tenures(offices_of(organization), scope), capacity), organization
            )
        case resolved.OfficesIn(organization):
            return ClipToBody(tenures(offices_of(organization), scope), organization)
        case resolved.Holding(person, office):
            return FilterKey(tenures(Ids(EntityType.OFFICE, (office,)), scope), 0, person)
        case resolved.Whether(condition):
            return CoalesceParties(facts(condition, scope))
        case resolved.WhenHeld(condition) | resolved.Why(condition) | resolved.RevisionsOf(condition):
            return facts(condition, scope)
        case resolved.NamesOf(party):
            names = called(one := Ids(EntityType.PARTY, (party,)), scope)
            return names if scope.published_by or scope.according_to else WithAliases(names, one)
        case resolved.BodiesOf(organization):
            return bodies_of(Ids(EntityType.PARTY, (organization,)), scope)
        case resolved.EventsOf(body):
            return Coalesce(Narrow(as_told(_events(body), scope)))
        case resolved.Show(sort):
            return _listed(sort, scope)
        case resolved.Describe(type_, id_):
            one = Ids(type_, (id_,))
            definition = Scan(DEFINED_BY[type_], Side.SCOPE, one)
            return _attested(
                definition, Scan(KIND_OF_NAME.get(type_, DEFINED_BY[type_]), Side.SCOPE, one), scope
            )
        case _:
            assert_never(question)


def offices_in(organization: str, scope: resolved.Scope) -> tuple[Plan, ...]:
    """Return what tells which offices an organization or state ever had."""
    titles = Scan(Kind.TITLE, Side.SCOPE, offices_of(organization))
    return tuple(_attested(told, titles, scope) for told in offices_of(organization).within)


def called(parties: Ids | ProjectedIds, scope: resolved.Scope) -> Plan:
    """Return what some parties were called."""
    return Coalesce(Narrow(_fill_lifetime(Scan(Kind.NAME, Side.SCOPE, parties), scope)))


def bodies_of(organizations: Ids | ProjectedIds, scope: resolved.Scope) -> Plan:
    """Return what was part of some organizations."""
    return Coalesce(_fill_lifetime(Scan(Kind.PART_OF, Side.SCOPE, organizations), scope))


def all_organizations() -> ProjectedIds:
    """Return the ids of all organizations."""
    classes = frozenset({PartyClass.ORGANIZATION.value})
    return ProjectedIds(EntityType.PARTY, (FilterField(ScanAll(Kind.PARTY), "class", classes),), 0)


def tenures(offices: Ids | ProjectedIds, scope: resolved.Scope) -> Plan:
    """Return the tenures of some offices."""
    return _seated(Scan(Kind.TENURE, Side.SCOPE, offices), scope)


def all_tenures(scope: resolved.Scope) -> Plan:
    """Return all tenures that there are."""
    return _seated(ScanAll(Kind.TENURE), scope)


def _seated(tenures: Plan, scope: resolved.Scope) -> Plan:
    return ApplySeats(Coalesce(Narrow(as_told(tenures, scope))))


def offices_of(organization: str) -> ProjectedIds:
    """Return the ids of the offices that an organization or state ever had."""
    one = Ids(EntityType.PARTY, (organization,))
    told = tuple(Scan(kind, Side.PARTY, one) for kind in (Kind.OFFICE, Kind.OFFICE_OF))
    return ProjectedIds(EntityType.OFFICE, told, 0)


def _memberships(question: resolved.Memberships, scope: resolved.Scope) -> Plan:
    organization, party, statuses = question.organization, question.party, question.statuses
    scan: Scan | ScanAll
    if organization is not None and party is None:
        one = Ids(EntityType.PARTY, (organization,))
        reached = Closure(organization, question.extensions) if question.extensions else one
        scan = Scan(Kind.MEMBERSHIP, Side.SCOPE, reached)
    elif party is not None:
        scan = Scan(Kind.MEMBERSHIP, Side.PARTY, Ids(EntityType.PARTY, (party,)))
    else:
        scan = ScanAll(Kind.MEMBERSHIP)
    found: Plan = Narrow(as_told(scan, scope))
    if organization is not None and party is not None:
        found = FilterKey(found, 1, organization)
    if statuses is not None:
        found = FilterField(found, "status", statuses)
    if organization is not None and Extension.BODIES in question.extensions:
        return ClipToBody(Coalesce(found), organization)
    return found


def _with_capacity(tenures: Plan, capacity: str | None) -> Plan:
    return tenures if capacity is None else FilterField(tenures, "capacity", frozenset({capacity}))


def _events(body: str | None) -> Plan:
    return (
        ScanAll(Kind.EVENT) if body is None else Scan(Kind.EVENT, Side.PARTY, Ids(EntityType.PARTY, (body,)))
    )


def as_told(facts: Plan, scope: resolved.Scope) -> FilterEvidence:
    """Return the facts that are told as the scope asks for."""
    return FilterEvidence(facts, scope.published_by, scope.according_to, scope.disputed)


def _fill_lifetime(facts: Plan, scope: resolved.Scope) -> Plan:
    # How long a party existed is a claim of its own, which needs its own source.
    return FillLifetime(as_told(facts, scope), scope.published_by, scope.according_to)


def _listed(sort: str, scope: resolved.Scope) -> Plan:
    shown = SHOWN_SORTS[sort]
    if shown.class_ is not None:
        parties = FilterField(ScanAll(Kind.PARTY), "class", frozenset({shown.class_.value}))
        return _attested(parties, ScanAll(Kind.NAME), scope)
    # Transactions are no facts; where none was recorded yet, there is no dataset either.
    return _attested(ScanAll(shown.kind or Kind.DATASET), ScanAll(Kind.TITLE), scope)


def _attested(definitions: Plan, names: Plan, scope: resolved.Scope) -> Plan:
    if scope.published_by is None and scope.according_to is None:
        return definitions
    return SemiJoin(definitions, as_told(names, scope))


KIND_OF_NAME = {EntityType.PARTY: Kind.NAME, EntityType.OFFICE: Kind.TITLE}

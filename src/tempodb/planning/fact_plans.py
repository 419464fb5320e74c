"""Resolved question → the operators that find its facts, at any time."""

from __future__ import annotations

from typing import assert_never

from tempodb.model.kinds import CAPACITIES, SEATLESS, EntityType, Kind, PartyClass
from tempodb.model.schema import DEFINED_BY
from tempodb.planning.plan import (
    ApplySeats,
    ClipToBody,
    Closure,
    Coalesce,
    CoalesceParties,
    FillLifetime,
    FilterEvidence,
    FilterField,
    FilterKey,
    Ids,
    Narrow,
    Plan,
    ProjectedIds,
    Scan,
    ScanAll,
    SemiJoin,
    Side,
    WithAliases,
)
from tempodb.questions import resolved
from tempodb.questions.sorts import SHOWN_SORTS
from tempodb.tql.ast import Extension


def facts(question: resolved.Question, scope: resolved.Scope) -> Plan:  # noqa: C901
    """Return the operators that find the facts *question* is about, at any time."""
    assert isinstance(question, resolved.Planned)
    match question:
        case resolved.Memberships():
            return Coalesce(_memberships(question, scope))
        case resolved.TenuresOf(office, capacity, _):
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


def wholes_of(body: str, scope: resolved.Scope) -> Plan:
    """Return of what an organization was a part."""
    scan = Scan(Kind.PART_OF, Side.PARTY, Ids(EntityType.PARTY, (body,)))
    return Coalesce(_fill_lifetime(scan, scope))


def all_organizations() -> ProjectedIds:
    """Return the ids of all organizations."""
    classes = frozenset({PartyClass.ORGANIZATION.value})
    return ProjectedIds(EntityType.PARTY, (FilterField(ScanAll(Kind.PARTY), "class", classes),), 0)


def tenures(offices: Ids | ProjectedIds, scope: resolved.Scope) -> Plan:
    """Return the tenures of some offices."""
    return _seated(Scan(Kind.TENURE, Side.SCOPE, offices), scope)


def taking_seats(office: str, scope: resolved.Scope) -> Plan:
    """Return the tenures of an office but for those who only were to hold it, or had the honour."""
    held = frozenset(CAPACITIES) - SEATLESS
    return FilterField(tenures(Ids(EntityType.OFFICE, (office,)), scope), "capacity", held)


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
    if organization is not None and (party is None or question.extensions):
        one = Ids(EntityType.PARTY, (organization,))
        reached = Closure(organization, question.extensions) if question.extensions else one
        scan = Scan(Kind.MEMBERSHIP, Side.SCOPE, reached)
    elif party is not None:
        scan = Scan(Kind.MEMBERSHIP, Side.PARTY, Ids(EntityType.PARTY, (party,)))
    else:
        scan = ScanAll(Kind.MEMBERSHIP)
    found: Plan = Narrow(as_told(scan, scope))
    if organization is not None and party is not None:
        found = FilterKey(found, 0, party) if question.extensions else FilterKey(found, 1, organization)
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

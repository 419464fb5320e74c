"""Bound → plan: which scans a question needs, and which operators follow them."""

from __future__ import annotations

from typing import assert_never

from tempodb.claims import EntityType, Kind
from tempodb.query import bound
from tempodb.query.plan import (
    Coalesced,
    Found,
    Having,
    Ids,
    Judged,
    Keyed,
    Lasting,
    Narrowed,
    Plan,
    Scan,
    ScanAll,
    Seated,
    Side,
    Supported,
    Whole,
)
from tempodb.temporal.periods import Certainty


def plan(query: bound.Bound) -> Judged:
    """Return the operators that answer *query*."""
    scope, question = query.scope, query.question
    only = scope.only
    if isinstance(question, bound.WhetherMember | bound.WhetherHolds) and only is Certainty.POSSIBLE:
        # What is certainly so is possibly so too, when it is asked whether it is.
        only = None
    return Judged(_facts(question, scope), scope.window, scope.quantifier, only)


def _facts(question: bound.Question, scope: bound.Scope) -> Plan:
    match question:
        case bound.Memberships():
            return Coalesced(_with_statuses(question, scope))
        case bound.WhetherMember(memberships):
            return Whole(_with_statuses(memberships, scope))
        case bound.TenuresOf(office, capacity):
            return _with_capacity(_tenures(Ids(EntityType.OFFICE, (office,)), scope), capacity)
        case bound.TenuresIn(organization, capacity):
            return _with_capacity(_tenures(_offices_of(organization), scope), capacity)
        case bound.OfficesIn(organization):
            return _tenures(_offices_of(organization), scope)
        case bound.TenuresBy(person):
            held = Scan(Kind.TENURE, Side.PARTY, Ids(EntityType.PARTY, (person,)))
            return Keyed(_tenures(Found(EntityType.OFFICE, held, 1), scope), 0, person)
        case bound.WhetherHolds(person, office):
            return Whole(Keyed(_tenures(Ids(EntityType.OFFICE, (office,)), scope), 0, person))
        case bound.NamesOf(party):
            names = Scan(Kind.NAME, Side.SCOPE, Ids(EntityType.PARTY, (party,)))
            return Coalesced(Lasting(Narrowed(_supported(names, scope))))
        case bound.BodiesOf(organization):
            parts = Scan(Kind.PART_OF, Side.SCOPE, Ids(EntityType.PARTY, (organization,)))
            return Coalesced(Lasting(_supported(parts, scope)))
        case bound.EventsOf(body):
            return Coalesced(Narrowed(_supported(_events(body), scope)))
        case bound.Show(sort):
            return ScanAll(SHOWN_KINDS.get(sort, Kind.PARTY))
        case bound.Describe(type_, id_):
            return Scan(DEFINING.get(type_, Kind.EVENT), Side.SCOPE, Ids(type_, (id_,)))
        case _:
            assert_never(question)


def _with_statuses(question: bound.Memberships, scope: bound.Scope) -> Plan:
    if question.organization is not None and question.party is None:
        scan = Scan(Kind.MEMBERSHIP, Side.SCOPE, Ids(EntityType.PARTY, (question.organization,)))
    else:
        assert question.party is not None
        scan = Scan(Kind.MEMBERSHIP, Side.PARTY, Ids(EntityType.PARTY, (question.party,)))
    facts: Plan = Narrowed(_supported(scan, scope))
    if question.organization is not None and question.party is not None:
        facts = Keyed(facts, 1, question.organization)
    return facts if question.statuses is None else Having(facts, "status", question.statuses)


def _tenures(offices: Ids | Found, scope: bound.Scope) -> Plan:
    return Seated(Coalesced(Narrowed(_supported(Scan(Kind.TENURE, Side.SCOPE, offices), scope))))


def _with_capacity(tenures: Plan, capacity: str | None) -> Plan:
    return tenures if capacity is None else Having(tenures, "capacity", frozenset({capacity}))


def _offices_of(organization: str) -> Found:
    offices = Scan(Kind.OFFICE, Side.PARTY, Ids(EntityType.PARTY, (organization,)))
    return Found(EntityType.OFFICE, offices, 0)


def _events(body: str | None) -> Plan:
    return (
        ScanAll(Kind.EVENT) if body is None else Scan(Kind.EVENT, Side.PARTY, Ids(EntityType.PARTY, (body,)))
    )


def _supported(facts: Plan, scope: bound.Scope) -> Plan:
    return Supported(facts, scope.published_by, scope.according_to, scope.disputed)


SHOWN_KINDS = {"offices": Kind.OFFICE, "sources": Kind.SOURCE, "datasets": Kind.DATASET}
DEFINING = {
    EntityType.PARTY: Kind.PARTY,
    EntityType.OFFICE: Kind.OFFICE,
    EntityType.SOURCE: Kind.SOURCE,
    EntityType.DATASET: Kind.DATASET,
    EntityType.EVENT: Kind.EVENT,
}

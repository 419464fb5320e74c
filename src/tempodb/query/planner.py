"""Bound → plan: which scans a question needs, and which operators follow them."""

from __future__ import annotations

from typing import assert_never

from tempodb.claims import EntityType, Kind
from tempodb.query import bound
from tempodb.query.plan import (
    Attested,
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


def plan(query: bound.Bound) -> Judged:
    """Return the operators that answer *query*."""
    scope, question = query.scope, query.question
    # Whether it is so is answered as surely as is known: no such word makes a `possibly` into a `no`.
    only = None if isinstance(question, bound.WhetherMember | bound.WhetherHolds) else scope.only
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
            return _shown(sort, scope)
        case bound.Describe(type_, id_):
            one = Ids(type_, (id_,))
            definition = Scan(DEFINING[type_], Side.SCOPE, one)
            return _told(definition, Scan(NAMING.get(type_, DEFINING[type_]), Side.SCOPE, one), scope)
        case _:
            assert_never(question)


def offices_in(organization: str, scope: bound.Scope) -> Plan:
    """Return the definitions of the offices of an organization or state."""
    titles = Scan(Kind.TITLE, Side.SCOPE, _offices_of(organization))
    return _told(_offices_of(organization).within, titles, scope)


def details(party: str, scope: bound.Scope) -> list[tuple[Kind, Plan]]:
    """Return what is known of a party, apart by kind; disputed claims too, since they say that they are."""
    one = Ids(EntityType.PARTY, (party,))
    told = scope._replace(disputed=True)
    return [(kind, Coalesced(_supported(Scan(kind, side, one), told))) for kind, side in DETAILED]


def _shown(sort: str, scope: bound.Scope) -> Plan:
    if class_ := CLASSES.get(sort):
        parties = Having(ScanAll(Kind.PARTY), "class", frozenset({class_}))
        return _told(parties, ScanAll(Kind.NAME), scope)
    return _told(ScanAll(SHOWN_KINDS[sort]), ScanAll(Kind.TITLE), scope)


def _told(definitions: Plan, names: Plan, scope: bound.Scope) -> Plan:
    if scope.published_by is None and scope.according_to is None:
        return definitions
    return Attested(definitions, _supported(names, scope))


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


CLASSES = {"organizations": "organization", "states": "state", "persons": "person"}
SHOWN_KINDS = {
    "offices": Kind.OFFICE,
    "sources": Kind.SOURCE,
    "datasets": Kind.DATASET,
    # Transactions are no facts; where none was recorded yet, there is no dataset either.
    "transactions": Kind.DATASET,
}
DEFINING = {
    EntityType.PARTY: Kind.PARTY,
    EntityType.OFFICE: Kind.OFFICE,
    EntityType.SOURCE: Kind.SOURCE,
    EntityType.DATASET: Kind.DATASET,
    EntityType.EVENT: Kind.EVENT,
}
NAMING = {EntityType.PARTY: Kind.NAME, EntityType.OFFICE: Kind.TITLE}
DETAILED = (
    (Kind.NAME, Side.SCOPE),
    (Kind.EXISTENCE, Side.SCOPE),
    (Kind.PART_OF, Side.PARTY),
    (Kind.SUCCEEDS, Side.PARTY),
    (Kind.MEMBERSHIP, Side.PARTY),
    (Kind.TENURE, Side.PARTY),
)

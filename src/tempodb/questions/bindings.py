"""What the forms of question mean whose parts are not taken one by one."""

from __future__ import annotations

from collections.abc import Callable

from tempodb.model.kinds import PartyClass
from tempodb.questions import resolved
from tempodb.questions.form import Finder
from tempodb.tql import ast


def offices_of_any(asked: ast.Offices, find: Finder) -> resolved.TenuresBy | resolved.OfficesIn:
    """Return what a question about the offices of a person, or of an organization means."""
    if asked.of is None:
        return resolved.OfficesIn(find.organization(None))
    id_, class_ = find.classed(asked.of)
    return resolved.TenuresBy(id_) if class_ is PartyClass.PERSON else resolved.OfficesIn(id_)


def timeline_of(asked: ast.Timeline, find: Finder) -> resolved.TimelineOf:
    """Return what a question about the timeline of a party means."""
    if asked.party is None:
        return resolved.TimelineOf(find.organization(None), PartyClass.ORGANIZATION)
    return resolved.TimelineOf(*find.classed(asked.party))


def members_of(asked: ast.Members, find: Finder) -> resolved.Memberships:
    """Return what a question about members means."""
    place = asked.organization
    organization = None if isinstance(place, ast.Every) else find.organization(place)
    there = resolved.Memberships(organization, None, find.statuses(asked.status), find.extensions())
    if asked.relation is None or asked.party is None:
        return there
    return there.having(beside=resolved.Neighbour(asked.relation, find.party(asked.party)))


def changes_in(asked: ast.Changes, find: Finder) -> resolved.ChangesIn:
    """Return what a question about changes in one organization or in every one means, also of one party."""
    place = asked.organization
    party = None if asked.party is None else find.party(asked.party)
    return resolved.ChangesIn(None if isinstance(place, ast.Every) else find.body(place), party)


def membership_of(asked: ast.Status | ast.Periods, find: Finder) -> resolved.Memberships:
    """Return what a question about the memberships of one party in one organization means."""
    organization, party = find.organization(asked.organization), find.party(asked.party)
    return resolved.Memberships(organization, party, None, find.extensions())


def holders_of(asked: ast.Holders, find: Finder) -> resolved.TenuresOf:
    """Return what a question about holders of an office, or those before or after somebody means."""
    held = resolved.TenuresOf(find.office(asked.office), asked.capacity)
    if asked.relation is None or asked.person is None:
        return held
    return held.having(beside=resolved.Neighbour(asked.relation, find.person(asked.person)))


def next_to(lies: ast.Nearness) -> Callable[[ast.Predecessor | ast.Successor, Finder], resolved.TenuresOf]:
    """Return what tells what a question about who was next to somebody in an office means."""

    def bind(asked: ast.Predecessor | ast.Successor, find: Finder) -> resolved.TenuresOf:
        beside = resolved.Neighbour(lies, find.person(asked.person))
        return resolved.TenuresOf(find.office(asked.office), None, beside)

    return bind


def overlap_of(asked: ast.Overlap, find: Finder) -> resolved.Overlap:
    """Return what a question about when two parties were in one place means."""
    one, other, statuses = find.party(asked.one), find.party(asked.other), find.statuses(ast.Name("member"))
    if asked.place is None:
        return resolved.Overlap(one, other, statuses)
    return resolved.Overlap(one, other, statuses, *find.whereabouts(asked.place))


def vacancies_in(asked: ast.VacanciesOfAny, find: Finder) -> resolved.VacanciesOf:
    """Return what a question about the vacancies of any office means."""
    body = find.body(asked.organization)
    return resolved.VacanciesOf(find.offices_in(body), body)

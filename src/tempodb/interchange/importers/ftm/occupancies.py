"""Occupancies, directorships and memberships of FollowTheMoney → tenures and memberships."""

from __future__ import annotations

from typing import Any

from tempodb.interchange.importers.foreign_dates import Spell
from tempodb.interchange.importers.foreign_statements import ForeignStatements
from tempodb.interchange.importers.ftm.named_things import NamedThings
from tempodb.interchange.importers.ftm.things import Thing, date_of
from tempodb.interchange.port import ROLE_NOTED
from tempodb.model.kinds import CORE_STATUSES
from tempodb.temporal.bounds import UNKNOWN_TEXT

_TOLD = frozenset(
    [
        "holder",
        "post",
        "member",
        "director",
        "organization",
        "role",
        "status",
        "startDate",
        "endDate",
        "periodStart",
        "periodEnd",
        "date",
        "constituency",
        "politicalGroup",
        "sourceUrl",
        "publisher",
    ]
)


def state_occupancy(thing: Thing, named: NamedThings, out: ForeignStatements) -> None:
    """State who occupied which position."""
    holders, posts = thing.all("holder"), thing.all("post")
    if not holders or not posts:
        out.refuse(thing.place, "missing", "this occupancy has no holder, or no post", "give both")
        return
    for holder in holders:
        for post in posts:
            office = named.office(post, thing.place)
            said = _said(thing, named, out)
            out.hold(
                "tenures",
                _spell(thing, office, out),
                thing.place,
                holder=named.person(holder, thing.place),
                office=office,
                **said,
            )


def state_directorship(thing: Thing, named: NamedThings, out: ForeignStatements) -> None:
    """State who directed what: an office in that organization, which is called as the role is."""
    directors, organizations = thing.all("director"), thing.all("organization")
    if not directors or not organizations:
        hint = "give both"
        out.refuse(thing.place, "missing", "this directorship has no director, or no organization", hint)
        return
    for director in directors:
        for organization in organizations:
            for role in thing.all("role") or ["Director"]:
                out.take("directorships are tenures of an office that is called as their role")
                office = named.role(organization, role, thing.place)
                out.hold(
                    "tenures",
                    _spell(thing, office, out),
                    thing.place,
                    holder=named.person(director, thing.place),
                    office=office,
                    **_said(thing, named, out),
                )


def state_ftm_membership(thing: Thing, named: NamedThings, out: ForeignStatements) -> None:
    """State who was a member of what."""
    members, organizations = thing.all("member"), thing.all("organization")
    if not members or not organizations:
        out.refuse(thing.place, "missing", "this membership has no member, or no organization", "give both")
        return
    role = thing.first("role") or ""
    status = role.lower() if role.lower() in CORE_STATUSES else None
    for member in members:
        for organization in organizations:
            of = named.party(organization, thing.place, "organizations")
            said = _said(thing, named, out)
            if role and status is None:
                said["note"] = f"{ROLE_NOTED}{role}"
            out.hold(
                "memberships",
                _spell(thing, of, out),
                thing.place,
                member=named.party(member, thing.place),
                of=of,
                status=status,
                **said,
            )


def _said(thing: Thing, named: NamedThings, out: ForeignStatements) -> dict[str, Any]:
    """Return what is said of tenures and memberships alike."""
    for name in sorted(thing.properties.keys() - _TOLD):
        out.leave_out(f"`{name}` of {thing.schema}", thing.place)
    groups, areas = thing.all("politicalGroup"), thing.all("constituency")
    for what, several in (("political groups", groups), ("constituencies", areas)):
        if len(several) > 1:
            out.leave_out(f"further {what} of one {thing.schema}", thing.place)
    return {
        "representing": named.group(groups[0], thing.place) if groups else None,
        "for": {"id": out.ids.of("area", areas[0]), "name": areas[0]} if areas else None,
        "source": out.cited(named.sources(thing), f"{thing.schema} {thing.id}", thing.place),
    }


def _spell(thing: Thing, group: str, out: ForeignStatements) -> Spell:
    """Return from when to when; without an end, only what is told to be current goes on."""
    start, end = date_of(thing.all("startDate")), date_of(thing.all("endDate"))
    seen = date_of(thing.all("date"))
    period = (date_of(thing.all("periodStart")), date_of(thing.all("periodEnd")))
    has_period = period != (None, None)
    statuses = {status.lower() for status in thing.all("status")}
    is_seen = out.conventions.observed is not None and not statuses
    if end is None and "current" not in statuses and not has_period and (start or statuses) and not is_seen:
        end = UNKNOWN_TEXT
        out.take("without an end and not told to be current: nobody knows until when")
    if (
        start is None
        and end is None
        and seen is not None
        and len(seen) == len("2017-04-18")
        and not has_period
    ):
        return Spell(observed=(seen,), group=group)
    return Spell(start, end, period if has_period else None, group, goes_on="current" in statuses)

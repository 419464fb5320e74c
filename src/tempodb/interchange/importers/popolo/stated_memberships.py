"""Memberships of Popolo → memberships, and tenures of what is a post or a role of its own."""

from __future__ import annotations

from typing import Any

from tempodb.interchange.importers.foreign_dates import Spell
from tempodb.interchange.importers.foreign_statements import ForeignStatements
from tempodb.interchange.importers.popolo.definitions import Definitions
from tempodb.interchange.importers.popolo.documents import PopoloObject
from tempodb.model.kinds import CORE_STATUSES

_TOLD = frozenset(
    [
        "id",
        "person_id",
        "member_id",
        "member",
        "organization_id",
        "post_id",
        "on_behalf_of_id",
        "area_id",
        "area",
        "legislative_period_id",
        "role",
        "label",
        "start_date",
        "end_date",
        "sources",
        "source",
        "end_reason",
        "reason",
    ]
)


def state_membership(entry: PopoloObject, definitions: Definitions, out: ForeignStatements) -> None:
    """State what a membership says."""
    if entry.text("redirect"):
        out.leave_out("memberships that are told to be another one", entry.place)
        return
    for key in entry.said.keys() - _TOLD:
        if entry.said[key] not in (None, "", [], {}):
            out.leave_out(f"`{key}` of memberships", entry.place)
    person, member = entry.text("person_id"), entry.text("member_id", "member")
    if person is None and member is None:
        out.refuse(entry.place, "missing", "this membership names no person", "add person_id")
        return
    who = definitions.person(person, entry.place) if person else definitions.member(str(member), entry.place)
    post, body = entry.text("post_id"), entry.text("organization_id")
    if post is None and body is None:
        out.refuse(entry.place, "missing", "this membership names no organization", "add organization_id")
        return
    behalf, id_ = entry.text("on_behalf_of_id"), entry.text("id")
    said: dict[str, Any] = {
        "representing": definitions.represented(behalf, entry.place) if behalf else None,
        "for": definitions.area(entry),
        "end_reason": entry.text("end_reason"),
        "source": out.cited(definitions.sources(entry), f"membership {id_}" if id_ else None, entry.place),
    }
    period = definitions.period(entry)
    spell = Spell(entry.date("start_date"), entry.date("end_date"), period, post or str(body))
    if post is not None:
        office = definitions.office(post, body, entry.place)
        out.hold("tenures", spell, entry.place, holder=who, office=office, **said)
        return
    of = definitions.party(str(body), entry.place, "organizations")
    role = (entry.text("role") or "").strip()
    status = role.lower() if role.lower() in CORE_STATUSES else None
    out.hold("memberships", spell, entry.place, member=who, of=of, status=status, **said)
    if role and status is None and person is not None:
        out.take("memberships with a role of their own are also tenures of an office called so")
        office = definitions.role(of, role, entry.place)
        out.hold("tenures", spell, entry.place, holder=who, office=office, **said)

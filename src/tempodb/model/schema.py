"""The kinds of claims, an entry each: what a claim is about, what it is filed under, and what it says.

How a file, a write, the store and a row tell of a kind follows from its entry. A further field is said
here, among the words of `grammar/writes.lark`, and in the rows of `questions`, which a test compares;
`tempodb schema` prints the JSON Schema anew.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias, TypedDict

from tempodb.model.field_types import Field, FieldType
from tempodb.model.kind_schema import KindSchema, Part
from tempodb.model.kinds import SUBSTANTIVE, EntityType, Kind, PartyClass

ORGANIZATIONS = (PartyClass.ORGANIZATION,)
GOVERNED = (PartyClass.ORGANIZATION, PartyClass.STATE)
"""What can have offices, bodies and predecessors."""


AreaLike: TypeAlias = "str | Mapping[str, str]"
"""What Python may say for an area: what it is called, or its `id` and its `name`."""


class MembershipFields(TypedDict, total=False):
    """What Python may say of a membership beside its status."""

    for_: AreaLike | None
    end_reason: str | None


class TenureFields(TypedDict, total=False):
    """What Python may say of a tenure beside its capacity."""

    ordinal: int | None
    for_: AreaLike | None
    end_reason: str | None


PARTY_SECTIONS = {
    "states": PartyClass.STATE,
    "persons": PartyClass.PERSON,
    "organizations": PartyClass.ORGANIZATION,
}
"""The sections of parties, and of which class theirs are."""
REPRESENTING = Part("representing", EntityType.PARTY, told=" representing `{}`")
IN_LANGUAGE = Part("language", EntityType.LANGUAGE, told=" in {}", is_late=True)
"""In which language something is called so; without one, it is the name that is shown."""
AREA = (Field("for", FieldType.AREA), Field("for_name", FieldType.TEXT, name_of="for"))
"""Which area somebody stands for, as a member or a holder: its id and its name, or what it is called."""
END_REASON = Field("end_reason", FieldType.TEXT, is_of_end=True)


def _party(name: str, *classes: PartyClass) -> Part:
    return Part(name, EntityType.PARTY, classes)


SCHEMA: dict[Kind, KindSchema] = {
    Kind.DATASET: KindSchema(
        "dataset",
        (Part("dataset", EntityType.DATASET),),
        ("dataset",),
        (
            Field("title", FieldType.TEXT),
            Field("focus", FieldType.PARTY, classes=ORGANIZATIONS),
            Field("coverage", FieldType.COVERAGE, classes=ORGANIZATIONS),
        ),
        word=("title",),
    ),
    Kind.STATUS: KindSchema(
        "status",
        (Part("status", EntityType.STATUS),),
        ("status",),
        (Field("counts_as", FieldType.WORD),),
        sections=("statuses",),
    ),
    Kind.SOURCE: KindSchema(
        "source",
        (Part("source", EntityType.SOURCE),),
        ("source",),
        (
            Field("title", FieldType.TEXT, is_required=True),
            Field("publisher", FieldType.TEXT),
            Field("published", FieldType.DATE),
            Field("url", FieldType.ADDRESS),
        ),
        word=("title",),
        sections=("sources",),
    ),
    Kind.PARTY: KindSchema(
        "party",
        (_party("party"),),
        ("party", "party"),
        (
            Field("class", FieldType.CLASS, is_required=True),
            Field("kind", FieldType.WORD),
            Field("code", FieldType.WORD),
            Field("aliases", FieldType.NAMES),
        ),
        sections=tuple(PARTY_SECTIONS),
    ),
    Kind.OFFICE: KindSchema(
        "office",
        (Part("office", EntityType.OFFICE),),
        ("office", "organization"),
        (
            Field("organization", FieldType.PARTY, classes=GOVERNED),
            Field("seats", FieldType.SEATS, 1),
            Field("aliases", FieldType.NAMES),
        ),
        sections=("offices",),
    ),
    Kind.NAME: KindSchema(
        "name",
        (_party("party"), IN_LANGUAGE),
        ("party", "party", "language"),
        (
            Field("name", FieldType.NAME, is_required=True),
            Field("short", FieldType.NAME, told="short `{value}`"),
        ),
        told="the name `{name}`{rest} of `{party}`",
        written="name of {party}",
        word=("name",),
        lasts_by_default=True,
        sections=("names",),
        within=Kind.PARTY,
    ),
    Kind.TITLE: KindSchema(
        "title",
        (Part("office", EntityType.OFFICE), IN_LANGUAGE),
        ("office", "language"),
        (Field("name", FieldType.NAME, is_required=True, key="title"),),
        told="the name `{name}` of `{office}`",
        word=("name",),
        lasts_by_default=True,
        sections=("titles",),
        within=Kind.OFFICE,
    ),
    Kind.OFFICE_OF: KindSchema(
        "office of",
        (Part("office", EntityType.OFFICE),),
        ("office", "organization"),
        (Field("organization", FieldType.PARTY, is_required=True, classes=GOVERNED),),
        told="`{office}` an office of `{organization}`",
        is_since_always=True,
        within=Kind.OFFICE,
    ),
    Kind.EXISTENCE: KindSchema(
        "existence",
        (_party("party"),),
        ("party", "party"),
        (Field("life", FieldType.NUMBER),),
        told="that `{party}` existed",
        written="existence of {party}",
        is_once=True,
        lasts_by_default=True,
        is_since_always=True,
        within=Kind.PARTY,
    ),
    Kind.SAME_AS: KindSchema(
        "same as",
        (_party("party"), Part("same", EntityType.OTHER_ID)),
        ("party", "party", "same"),
        (Field("class", FieldType.CLASS, is_required=True), Field("aliases", FieldType.NAMES)),
        told="that `{same}` is `{party}`",
        lasts_by_default=True,
        within=Kind.PARTY,
    ),
    Kind.PART_OF: KindSchema(
        "part of",
        (_party("party", *GOVERNED), _party("of", *GOVERNED)),
        ("of", "party"),
        told="`{party}` part of `{of}`",
        written="{party} as part of {of}",
        lasts_by_default=True,
        sections=("part_of",),
        within=Kind.PARTY,
    ),
    Kind.SUCCEEDS: KindSchema(
        "succeeds",
        (_party("party", *GOVERNED), _party("of", *GOVERNED)),
        ("of", "party"),
        told="`{party}` successor of `{of}`",
        written="{party} as successor of {of}",
        lasts_by_default=True,
        sections=("succeeds",),
        within=Kind.PARTY,
    ),
    Kind.MEMBERSHIP: KindSchema(
        "membership",
        (_party("member"), _party("of", *ORGANIZATIONS), REPRESENTING._replace(is_late=True)),
        ("of", "member", "representing"),
        (Field("status", FieldType.STATUS, "member", is_required=True), *AREA, END_REASON),
        told="`{member}` {status} in `{of}`{rest}",
        written="membership of {member} in {of}",
        word=("status",),
        sections=("memberships",),
    ),
    Kind.TENURE: KindSchema(
        "tenure",
        (
            _party("holder", PartyClass.PERSON),
            Part("office", EntityType.OFFICE),
            REPRESENTING,
        ),
        ("office", "holder", "representing"),
        (
            Field("capacity", FieldType.CAPACITY, SUBSTANTIVE, is_required=True),
            Field("ordinal", FieldType.NUMBER, told="{value}"),
            *AREA,
            END_REASON,
        ),
        told="`{holder}` {capacity} in `{office}`{rest}",
        written="tenure of {holder} in {office}",
        word=("capacity",),
        sections=("tenures",),
    ),
    Kind.EVENT: KindSchema(
        "event",
        (Part("id", EntityType.EVENT),),
        ("id", "body"),
        (
            Field("kind", FieldType.WORD),
            Field("body", FieldType.PARTY, classes=GOVERNED),
            Field("number", FieldType.NUMBER),
            Field("title", FieldType.TEXT),
            Field("place", FieldType.TEXT),
            Field("participants", FieldType.PARTIES),
            Field("outcome", FieldType.TEXT),
            Field("state", FieldType.STATE, "held", is_required=True),
        ),
        told="the event `{id}`{rest}",
        written="event {id}",
        word=("title", "kind"),
        is_once=True,
        sections=("events",),
    ),
}

DEFINED_BY = {
    EntityType.PARTY: Kind.PARTY,
    EntityType.OFFICE: Kind.OFFICE,
    EntityType.SOURCE: Kind.SOURCE,
    EntityType.STATUS: Kind.STATUS,
    EntityType.DATASET: Kind.DATASET,
    EntityType.EVENT: Kind.EVENT,
}
"""By which kind of claim an id of a type is defined."""
SELF_DEFINED = frozenset({EntityType.DATASET, EntityType.EVENT})
"""Types whose ids no claim mentions but the one that defines them, so that none can be missing."""

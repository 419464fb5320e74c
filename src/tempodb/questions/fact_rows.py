"""The rows of members, holders, names, bodies and events, which most questions ask for.

`from_` and `to` are the EDTF text of the stated bounds, None for an open end.
"""

# Annotations are no texts here, as `from __future__ import annotations` would make them: of a NamedTuple
# each is compiled again, which costs a start as much as the class.

from typing import Any, NamedTuple, TypeAlias, TypeVar

from tempodb.questions import row_dates

R = TypeVar("R")


def keyed(row: type[R]) -> type[R]:
    """Return a type of rows whose fields have the names that are printed, `from` beside the `from_` of Python.

    What has a `from` and a `to` tells them as dates too: `from_bounds`, `to_bounds` and `duration`.

    >>> MembershipRow._fields[9]
    'from'
    >>> getattr(MembershipRow(*"?" * len(MembershipRow._fields)), "from")
    '?'
    """
    type_: Any = row
    for name in type_._fields:
        setattr(type_, name.rstrip("_"), getattr(type_, name))
    # pandas asks for the one, and Polars for the other.
    type_._fields = tuple(name.rstrip("_") for name in type_._fields)
    type_.__annotations__ = dict(zip(type_._fields, type_.__annotations__.values(), strict=True))
    if {"from", "to"} <= set(type_._fields):
        for dates in (row_dates.from_bounds, row_dates.to_bounds, row_dates.duration):
            setattr(type_, dates.__name__, property(dates))
    return row


@keyed
class MembershipRow(NamedTuple):
    """A party in an organization."""

    member: str
    member_name: str
    organization: str
    organization_name: str
    status: str
    representing: str | None
    representing_name: str | None
    for_: str | None
    for_name: str | None
    from_: str | None
    to: str | None
    end_reason: str | None
    certainty: str
    standing: str
    sources: tuple[str, ...]


@keyed
class TenureRow(NamedTuple):
    """A person in an office; without a holder, an office of which no holder is known."""

    holder: str | None
    holder_name: str | None
    office: str
    title: str
    organization: str
    organization_name: str
    capacity: str | None
    ordinal: int | None
    representing: str | None
    representing_name: str | None
    for_: str | None
    for_name: str | None
    from_: str | None
    to: str | None
    end_reason: str | None
    certainty: str
    standing: str
    sources: tuple[str, ...]


@keyed
class NameRow(NamedTuple):
    """A name that a party bore, or an alias by which it was found then: `kind` tells which."""

    party: str
    name: str
    short: str | None
    language: str | None
    kind: str
    from_: str | None
    to: str | None
    certainty: str
    standing: str
    sources: tuple[str, ...]


@keyed
class BodyRow(NamedTuple):
    """A body of an organization."""

    body: str
    body_name: str
    organization: str
    organization_name: str
    from_: str | None
    to: str | None
    certainty: str
    standing: str
    sources: tuple[str, ...]


class EventRow(NamedTuple):
    """Something that happened or is planned."""

    event: str
    kind: str | None
    body: str | None
    body_name: str | None
    number: int | None
    title: str | None
    date: str | None
    place: str | None
    state: str
    participants: tuple[str, ...]
    outcome: str | None
    certainty: str
    standing: str
    sources: tuple[str, ...]


FactRow: TypeAlias = MembershipRow | TenureRow | NameRow | BodyRow | EventRow

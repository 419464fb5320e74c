"""A write as asked for: names as written, dates with their candidates; frozen, spans outside `==`."""

from __future__ import annotations

from enum import StrEnum
from typing import TypeAlias

from tempodb.base.errors import Span
from tempodb.base.node import Node
from tempodb.tql.ast import Day, Name, OfficeName


class MembershipOf(Node):
    """`membership of Uzbekistan in CSTO`, for a party or for none."""

    party: Name
    organization: Name
    representing: Name | None = None


class TenureOf(Node):
    """`tenure of Valery Semerikov in secretary-general of CSTO`, for a party or for none."""

    person: Name
    office: OfficeName
    representing: Name | None = None


class NameOf(Node):
    """`name of CSTO`, in a language or in none."""

    party: Name
    language: str | None = None


class ExistenceOf(Node):
    """`existence of CSTO`: from its founding to its dissolution."""

    party: Name


class PartOf(Node):
    """`ICMEC as part of CSTO`."""

    child: Name
    parent: Name


class SuccessorOf(Node):
    """`CSTO as successor of CST`."""

    successor: Name
    predecessor: Name


class EventById(Node):
    """`event icmec-22`."""

    id: Name


class Defined(Node):
    """`person zas`: what an id is, which others may then speak of."""

    word: str
    id: Name


Representing: TypeAlias = MembershipOf | TenureOf
"""What may be for a party."""
WriteTarget: TypeAlias = (
    MembershipOf | TenureOf | NameOf | ExistenceOf | PartOf | SuccessorOf | EventById | Defined
)


class Verb(StrEnum):
    """What a write does; see `tempodb.model.commands`."""

    RECORD = "record"
    CHANGE = "change"
    END = "end"
    RETRACT = "retract"
    CORRECT = "correct"


class Onwards(Node):
    """`onwards`: no end."""


class Through(Node):
    """`through 2016`: the last day on which it held."""

    day: Day


class WriteDates(Node):
    """`at` a day, `from` one date `to` another, or `on` one; which of them a verb takes, the binder knows."""

    from_: Day | None = None
    to: Day | Through | Onwards | None = None
    at: Day | None = None
    on: Day | None = None


class FieldValue(Node):
    """One of the values after `as`, with the field that it is for where one is named."""

    field: str | None
    text: str
    span: Span | None = None


class CitedName(Node):
    """A source that is named, with where in it something stands if that is said."""

    source: Name
    detail: str | None = None


AREA_FIELDS = ("for_name", "for")
"""The fields that say which area is meant: its name, if it has an id beside; they stand in a clause of their own."""


class WriteStatement(Node):
    """A verb on a fact: what it says of it, when, and on what it rests."""

    verb: Verb
    fact: WriteTarget
    fields: tuple[FieldValue, ...] = ()
    dates: WriteDates = WriteDates()
    sources: tuple[CitedName, ...] = ()
    note: str | None = None
    disputed: bool = False
    span: Span | None = None


class EraseStatement(Node):
    """`erase Valery Semerikov`: a person's data gone from both axes."""

    person: Name
    span: Span | None = None


class UndoStatement(Node):
    """`undo 7`: the reverse of a transaction, the last one if no number is given."""

    transaction: int | None = None
    note: str | None = None
    span: Span | None = None


class PreviewStatement(Node):
    """`preview record …`: what a write would do."""

    of: WriteStatement | EraseStatement | UndoStatement
    span: Span | None = None


WritingStatement: TypeAlias = WriteStatement | EraseStatement | UndoStatement | PreviewStatement

"""A question as asked: names as written, dates with their candidates; frozen, spans outside `==`."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeAlias

from tempodb.errors import Span
from tempodb.temporal.bounds import Bound
from tempodb.temporal.facts import Quantifier
from tempodb.temporal.periods import Certainty


@dataclass(frozen=True, slots=True)
class Name:
    """A name as written, of whatever the place of the query calls for."""

    text: str
    span: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class OfficeName:
    """An office: its id or title, or `TITLE of X` with the organization apart if it was quoted."""

    title: Name
    organization: Name | None = None


# ── time ─────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Today:
    """The day on which the question is asked."""


Day: TypeAlias = Bound | Today
"""A date of any precision, as a window: its first candidate day through its last."""


@dataclass(frozen=True, slots=True)
class AsOf:
    """`as of 2006`: the days of one date."""

    date: Day


@dataclass(frozen=True, slots=True)
class During:
    """`during 2006`: the same days, said otherwise."""

    date: Day


@dataclass(frozen=True, slots=True)
class Between:
    """`between 1998 and 2007`: from the first day of the one through the last of the other."""

    first: Day
    last: Day


@dataclass(frozen=True, slots=True)
class When:
    """Which days are asked about, whether some or every one counts, and which rows to keep."""

    window: AsOf | During | Between
    quantifier: Quantifier = Quantifier.SOME
    only: Certainty | None = None
    span: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Instant:
    """An instant of recorded time, in microseconds UTC."""

    microseconds: int


@dataclass(frozen=True, slots=True)
class Order:
    """A column to order by."""

    column: str
    descending: bool = False
    span: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Including:
    """What is asked for beside the statuses that the question itself means."""

    statuses: tuple[Name, ...] = ()
    any_status: bool = False
    disputed: bool = False


@dataclass(frozen=True, slots=True)
class Clauses:
    """What may follow any question."""

    including: Including = Including()
    when: When | None = None
    known_at: Day | Instant | None = None
    published_by: Day | None = None
    according_to: Name | None = None
    order_by: tuple[Order, ...] = ()
    limit: int | None = None


# ── questions ────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Members:
    """`suspended members of CSTO`: the parties that have a status in an organization."""

    organization: Name | None = None
    status: Name = Name("member")


@dataclass(frozen=True, slots=True)
class Organizations:
    """`organizations of Tajikistan`: the organizations that a party belongs to."""

    party: Name


@dataclass(frozen=True, slots=True)
class Status:
    """`status of Uzbekistan in CSTO`: any status that a party has in an organization."""

    party: Name
    organization: Name | None = None


@dataclass(frozen=True, slots=True)
class Periods:
    """`periods of Uzbekistan in CSTO`: the coalesced timeline."""

    party: Name
    organization: Name | None = None


@dataclass(frozen=True, slots=True)
class HasStatus:
    """The condition that a party has a status in an organization."""

    party: Name
    status: Name
    organization: Name | None = None


@dataclass(frozen=True, slots=True)
class HoldsOffice:
    """The condition that a person holds an office."""

    person: Name
    office: OfficeName


@dataclass(frozen=True, slots=True)
class Whether:
    """`whether Uzbekistan is member of CSTO`: yes, no or possibly."""

    condition: HasStatus | HoldsOffice


@dataclass(frozen=True, slots=True)
class Holders:
    """`acting holders of secretary-general of CSTO`: who holds an office."""

    office: OfficeName
    capacity: str | None = None


@dataclass(frozen=True, slots=True)
class HoldersOfAny:
    """`holders of any office in CSTO`: who holds any of its offices."""

    organization: Name | None = None
    capacity: str | None = None


@dataclass(frozen=True, slots=True)
class Offices:
    """`offices of Denis Manturov` (what a person holds), `offices in ICMEC` (its offices and their holders)."""

    of: Name | None = None


@dataclass(frozen=True, slots=True)
class Names:
    """`names of CSTO`: what a party was called when."""

    party: Name | None = None


@dataclass(frozen=True, slots=True)
class Bodies:
    """`bodies of CSTO`: what is part of an organization."""

    organization: Name | None = None


@dataclass(frozen=True, slots=True)
class Events:
    """`events of ICMEC`: what happened or is planned, in one body or in all."""

    body: Name | None = None


@dataclass(frozen=True, slots=True)
class Show:
    """`show organizations`: all there is of one sort."""

    sort: str


@dataclass(frozen=True, slots=True)
class Describe:
    """`describe Uzbekistan`: what is known of one id."""

    name: Name


Question: TypeAlias = (
    Members
    | Organizations
    | Status
    | Periods
    | Whether
    | Holders
    | HoldersOfAny
    | Offices
    | Names
    | Bodies
    | Events
    | Show
    | Describe
)

SHOWN = ("organizations", "states", "persons", "offices", "sources", "datasets", "transactions")
"""What `show` shows."""


@dataclass(frozen=True, slots=True)
class Query:
    """A question with its clauses."""

    question: Question
    clauses: Clauses = Clauses()
    span: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Use:
    """`use CSTO`: sets the organization meant where a query names none."""

    organization: Name
    span: Span | None = field(default=None, compare=False, repr=False)


Statement: TypeAlias = Query | Use

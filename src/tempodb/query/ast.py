"""A question as asked: names as written, dates with their candidates; frozen, spans outside `==`."""

from __future__ import annotations

from typing import TypeAlias

from tempodb.errors import Span
from tempodb.query.node import Node
from tempodb.temporal.bounds import Bound
from tempodb.temporal.facts import Quantifier
from tempodb.temporal.periods import Certainty


class Name(Node):
    """A name as written, of whatever the place of the query calls for."""

    text: str
    span: Span | None = None


class OfficeName(Node):
    """An office: its id or title, or `TITLE of X` with the organization apart if it was quoted."""

    title: Name
    organization: Name | None = None


# ── time ─────────────────────────────────────────────────────────────────────────────────────────


class Today(Node):
    """The day on which the question is asked."""


Day: TypeAlias = Bound | Today
"""A date of any precision, as a window: its first candidate day through its last."""


class AsOf(Node):
    """`as of 2006`: the days of one date."""

    date: Day


class During(Node):
    """`during 2006`: the same days, said otherwise."""

    date: Day


class Between(Node):
    """`between 1998 and 2007`: from the first day of the one through the last of the other."""

    first: Day
    last: Day


class When(Node):
    """Which days are asked about, whether some or every one counts, and which rows to keep."""

    window: AsOf | During | Between
    quantifier: Quantifier = Quantifier.SOME
    only: Certainty | None = None
    span: Span | None = None


class Instant(Node):
    """An instant of recorded time, in microseconds UTC."""

    microseconds: int


class Order(Node):
    """A column to order by."""

    column: str
    descending: bool = False
    span: Span | None = None


class Including(Node):
    """What is asked for beside the statuses that the question itself means."""

    statuses: tuple[Name, ...] = ()
    any_status: bool = False
    disputed: bool = False
    span: Span | None = None


class Clauses(Node):
    """What may follow any question."""

    including: Including = Including()
    when: When | None = None
    known_at: Day | Instant | None = None
    published_by: Day | None = None
    according_to: Name | None = None
    order_by: tuple[Order, ...] = ()
    limit: int | None = None


# ── questions ────────────────────────────────────────────────────────────────────────────────────


class Members(Node):
    """`suspended members of CSTO`: the parties that have a status in an organization."""

    organization: Name | None = None
    status: Name = Name("member")


class Organizations(Node):
    """`organizations of Tajikistan`: the organizations that a party belongs to."""

    party: Name


class Status(Node):
    """`status of Uzbekistan in CSTO`: any status that a party has in an organization."""

    party: Name
    organization: Name | None = None


class Periods(Node):
    """`periods of Uzbekistan in CSTO`: the coalesced timeline."""

    party: Name
    organization: Name | None = None


class HasStatus(Node):
    """The condition that a party has a status in an organization."""

    party: Name
    status: Name
    organization: Name | None = None


class HoldsOffice(Node):
    """The condition that a person holds an office."""

    person: Name
    office: OfficeName


class Whether(Node):
    """`whether Uzbekistan is member of CSTO`: yes, no or possibly."""

    condition: HasStatus | HoldsOffice


class Holders(Node):
    """`acting holders of secretary-general of CSTO`: who holds an office."""

    office: OfficeName
    capacity: str | None = None


class HoldersOfAny(Node):
    """`holders of any office in CSTO`: who holds any of its offices."""

    organization: Name | None = None
    capacity: str | None = None


class Offices(Node):
    """`offices of Denis Manturov` (what a person holds), `offices in ICMEC` (its offices and their holders)."""

    of: Name | None = None


class Names(Node):
    """`names of CSTO`: what a party was called when."""

    party: Name | None = None


class Bodies(Node):
    """`bodies of CSTO`: what is part of an organization."""

    organization: Name | None = None


class Events(Node):
    """`events of ICMEC`: what happened or is planned, in one body or in all."""

    body: Name | None = None


class Show(Node):
    """`show organizations`: all there is of one sort."""

    sort: str


class Describe(Node):
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


class Query(Node):
    """A question with its clauses."""

    question: Question
    clauses: Clauses = Clauses()
    span: Span | None = None


class Use(Node):
    """`use CSTO`: sets the organization meant where a query names none."""

    organization: Name
    span: Span | None = None


Statement: TypeAlias = Query | Use

"""A question as asked: names as written, dates with their candidates; frozen, spans outside `==`."""

from __future__ import annotations

from enum import StrEnum
from typing import TypeAlias

from tempodb.base.errors import Span
from tempodb.base.node import Node
from tempodb.temporal.bounds import Bound
from tempodb.temporal.day_relations import Relation
from tempodb.temporal.durations import Comparison, Duration
from tempodb.temporal.facts import Quantifier
from tempodb.temporal.granules import Granule
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


class Extension(StrEnum):
    """What an organization may be taken together with."""

    PREDECESSORS = "predecessors"
    BODIES = "bodies"


class Including(Node):
    """What is asked for beside the statuses that the question itself means."""

    statuses: tuple[Name, ...] = ()
    any_status: bool = False
    disputed: bool = False
    extensions: frozenset[Extension] = frozenset()
    span: Span | None = None


# ── conditions ───────────────────────────────────────────────────────────────────────────────────


class HasStatus(Node):
    """The condition that a party has a status in an organization; any status where none is named."""

    party: Name
    status: Name | None
    organization: Name | None = None


class HoldsOffice(Node):
    """The condition that a person holds an office."""

    person: Name
    office: OfficeName


Condition: TypeAlias = HasStatus | HoldsOffice


class Moment(StrEnum):
    """What happens to a holding: an unbroken run of any status, or the asked status, starts or ends."""

    JOINED = "joined"
    LEFT = "left"
    BEGAN = "began"
    ENDED = "ended"


class Happened(Node):
    """`that joined in 1993`: when a moment lies to a window."""

    moment: Moment
    relation: Relation
    window: AsOf | Between
    span: Span | None = None


class HeldFor(Node):
    """`that held for more than 10 years`."""

    comparison: Comparison
    duration: Duration
    span: Span | None = None


That: TypeAlias = Happened | HeldFor


class Clauses(Node):
    """What may follow any question."""

    including: Including = Including()
    when: When | None = None
    known_at: Day | Instant | None = None
    published_by: Day | None = None
    according_to: Name | None = None
    order_by: tuple[Order, ...] = ()
    limit: int | None = None
    while_: tuple[Condition, ...] = ()
    that: That | None = None

    @property
    def given(self) -> set[str]:
        """The names of those that say something."""
        return {part for part in self.__match_args__ if getattr(self, part) != getattr(Clauses, part)}


# ── questions ────────────────────────────────────────────────────────────────────────────────────


class Every(Node):
    """`every organization`."""


class Members(Node):
    """`suspended members of CSTO`: the parties that have a status in an organization."""

    organization: Name | Every | None = None
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


class Whether(Node):
    """`whether Uzbekistan is member of CSTO`: yes, no or possibly."""

    condition: Condition


class WhenHeld(Node):
    """`when Uzbekistan is suspended in CSTO`: the periods in which a condition held."""

    condition: Condition


class Why(Node):
    """`why Uzbekistan in CSTO`: the claims, sources and corrections behind a row, or behind its absence."""

    condition: Condition


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


class Changes(Node):
    """`changes in CSTO`: who joined, left, was suspended, took office, and the like."""

    organization: Name | None = None


class Vacancies(Node):
    """`vacancies of secretary-general of CSTO`: when nobody held an office."""

    office: OfficeName


class VacanciesOfAny(Node):
    """`vacancies of any office in CSTO`: when nobody held one of its offices."""

    organization: Name | None = None


class Timeline(Node):
    """`timeline of CSTO`: all that is believed of a party along valid time."""

    party: Name | None = None


class Revisions(Node):
    """`revisions of Uzbekistan in CSTO`: every rectangle, valid × recorded; the place may be an office."""

    party: Name
    place: Name | None = None


class Conflicts(Node):
    """`conflicts in CSTO`: claims that contradict each other, and offices with too many holders."""

    organization: Name | None = None


class Show(Node):
    """`show organizations`: all there is of one sort."""

    sort: str


class Describe(Node):
    """`describe Uzbekistan`: what is known of one id."""

    name: Name


Simple: TypeAlias = (
    Members | Organizations | Status | Periods | Holders | HoldersOfAny | Offices | Names | Bodies | Events
)
"""The questions that others are asked about without parentheses."""


class SetKind(StrEnum):
    """How the parties of two answers are put together."""

    UNION = "union"
    INTERSECT = "intersect"
    EXCEPT = "except"


class SetOperation(Node):
    """`… union (…)`: the parties of both answers, in Kleene's logic."""

    kind: SetKind
    left: Query
    right: Query


class Count(Node):
    """`count members of CSTO by year`: how many there are, certainly and possibly."""

    counted: Query
    by: Granule | None = None


class History(Node):
    """`history of members of CSTO`: when an answer changed, and how."""

    asked: Query


class Compare(Node):
    """`compare members of CSTO as of 1998 with as of 2007`: what differs between two answers."""

    asked: Query
    with_: Clauses


class Explain(Node):
    """`explain members of CSTO`: how a query is answered."""

    explained: Query


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
    | WhenHeld
    | Why
    | Changes
    | Vacancies
    | VacanciesOfAny
    | Timeline
    | Revisions
    | Conflicts
    | SetOperation
    | Count
    | History
    | Compare
    | Explain
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


class Set(Node):
    """`set as of 2006 known at 2017`: the instants meant by what follows, where it names none."""

    as_of: Day | None = None
    known_at: Day | Instant | None = None
    span: Span | None = None


Statement: TypeAlias = Query | Use | Set

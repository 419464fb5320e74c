"""A question as asked: its words, names as written, clauses; frozen, spans outside `==`."""

from __future__ import annotations

from typing import TypeAlias

from tempodb.base.errors import Span
from tempodb.base.node import Node
from tempodb.temporal.granules import Granule
from tempodb.tql.clause_ast import Ago as Ago
from tempodb.tql.clause_ast import AsOf as AsOf
from tempodb.tql.clause_ast import Between as Between
from tempodb.tql.clause_ast import Clauses as Clauses
from tempodb.tql.clause_ast import Condition as Condition
from tempodb.tql.clause_ast import Day as Day
from tempodb.tql.clause_ast import During as During
from tempodb.tql.clause_ast import Ever as Ever
from tempodb.tql.clause_ast import Every as Every
from tempodb.tql.clause_ast import Extension as Extension
from tempodb.tql.clause_ast import Happened as Happened
from tempodb.tql.clause_ast import HasStatus as HasStatus
from tempodb.tql.clause_ast import HeldFor as HeldFor
from tempodb.tql.clause_ast import HoldsOffice as HoldsOffice
from tempodb.tql.clause_ast import Including as Including
from tempodb.tql.clause_ast import Instant as Instant
from tempodb.tql.clause_ast import Moment as Moment
from tempodb.tql.clause_ast import Name as Name
from tempodb.tql.clause_ast import Nearness as Nearness
from tempodb.tql.clause_ast import OfficeName as OfficeName
from tempodb.tql.clause_ast import Order as Order
from tempodb.tql.clause_ast import Rank as Rank
from tempodb.tql.clause_ast import Ranking as Ranking
from tempodb.tql.clause_ast import Relative as Relative
from tempodb.tql.clause_ast import SetKind as SetKind
from tempodb.tql.clause_ast import That as That
from tempodb.tql.clause_ast import ThisOrLast as ThisOrLast
from tempodb.tql.clause_ast import Today as Today
from tempodb.tql.clause_ast import When as When
from tempodb.tql.clause_ast import Worded as Worded
from tempodb.tql.condition_ast import WhenHeld as WhenHeld
from tempodb.tql.condition_ast import Whether as Whether
from tempodb.tql.condition_ast import Why as Why
from tempodb.tql.count_ast import Grouping as Grouping
from tempodb.tql.count_ast import Measure as Measure
from tempodb.tql.count_ast import Once as Once
from tempodb.tql.office_ast import Holders as Holders
from tempodb.tql.office_ast import HoldersOfAny as HoldersOfAny
from tempodb.tql.office_ast import Offices as Offices
from tempodb.tql.office_ast import Predecessor as Predecessor
from tempodb.tql.office_ast import Successor as Successor
from tempodb.tql.office_ast import Vacancies as Vacancies
from tempodb.tql.office_ast import VacanciesOfAny as VacanciesOfAny
from tempodb.tql.pair_ast import Overlap as Overlap

PLURALS = ("observers", "candidates", "associates", "partners")
"""The nouns for those who have a status other than member."""
SHOWN = ("organizations", "states", "persons", "offices", "sources", "datasets", "transactions")
"""What `show` shows."""


# ── questions about what is recorded ─────────────────────────────────────────────────────────────


class Members(Worded, says="{status} members of {organization}"):
    """`suspended members of CSTO`: the parties that have a status in an organization; also `before` or `after` one."""

    organization: Name | Every | None = None
    status: Name = Name("member")
    relation: Nearness | None = None
    party: Name | None = None


class Organizations(Worded, says="organizations of {party:PARTY_NAME}"):
    """`organizations of Tajikistan`: the organizations that a party belongs to."""

    party: Name


class Status(Worded, says="status of {party:MEMBER_NAME} in {organization}"):
    """`status of Uzbekistan in CSTO`: any status that a party has in an organization."""

    party: Name
    organization: Name | None = None


class Periods(Worded, says="periods of {party:MEMBER_NAME} in {organization}"):
    """`periods of Uzbekistan in CSTO`: the coalesced timeline."""

    party: Name
    organization: Name | None = None


class Names(Worded, says="names of {party:PARTY_NAME}"):
    """`names of CSTO`: what a party was called when."""

    party: Name | None = None


class Bodies(Worded, says="bodies of {organization}"):
    """`bodies of CSTO`: what is part of an organization."""

    organization: Name | None = None


class Events(Worded, says="events of {body}"):
    """`events of ICMEC`: what happened or is planned, in one body or in all."""

    body: Name | None = None


class Changes(Worded, says="changes in {organization}"):
    """`changes in CSTO`: who joined, left, was suspended, took office, and the like; also those `of` one party."""

    organization: Name | Every | None = None
    party: Name | None = None


class Timeline(Worded, says="timeline of {party:PARTY_NAME}"):
    """`timeline of CSTO`: all that is believed of a party along valid time."""

    party: Name | None = None


class Revisions(Worded, says="revisions of {party:MEMBER_NAME} in {place}"):
    """`revisions of Uzbekistan in CSTO`: every rectangle, valid × recorded; the place may be an office."""

    party: Name
    place: Name | None = None


class Conflicts(Worded, says="conflicts in {organization}"):
    """`conflicts in CSTO`: claims that contradict each other, and offices with too many holders."""

    organization: Name | None = None


class Show(Worded, says="show {sort}"):
    """`show organizations`: all there is of one sort."""

    sort: str


class Describe(Worded, says="describe {name:NAME}"):
    """`describe Uzbekistan`: what is known of one id."""

    name: Name


# ── questions about queries ──────────────────────────────────────────────────────────────────────


class SetOperation(Worded, says="{left} union {right}"):
    """`… union (…)`: the parties of both answers, in Kleene's logic."""

    kind: SetKind
    left: Query
    right: Query


class History(Worded, says="history of {asked}"):
    """`history of members of CSTO`: when an answer changed, and how."""

    asked: Query


class Overlaps(Worded, says="overlaps of {asked}"):
    """`overlaps of members of CSTO`: who were members together, two by two."""

    asked: Query


class Durations(Worded, says="{measure} duration of {asked}"):
    """`average duration of holders of X`: how long terms lasted, at least and at most; without a word all measures."""

    asked: Query
    measure: Measure | None = None


class Ages(Worded, says="{measure} age of {asked}"):
    """`average age of holders of X`: how old they were when the asked days of their terms began; without a word also the median."""

    asked: Query
    measure: Measure | None = None


class Count(Worded, says="count {counted}"):
    """`count members of CSTO by year`, `by status`, or by both: how many there are, certainly and possibly."""

    counted: Query
    by: Granule | None = None
    group: Grouping | None = None
    distinct: Once | None = None


class Share(Worded, says="share of {counted}"):
    """`share of suspended members of CSTO by year`, or `by status`: what part they are of those whom a count is of."""

    counted: Query
    by: Granule | None = None
    group: Grouping | None = None


class Sum(Worded, says="sum of {counted}"):
    """`sum of members of every organization by year`: the figures of a count added up, those of each year by themselves."""

    counted: Query
    by: Granule | None = None
    group: Grouping | None = None


class Compare(Worded, says="compare {asked} with {with_}"):
    """`compare members of CSTO as of 1998 with as of 2007`: what differs between two answers."""

    asked: Query
    with_: Clauses


class Explain(Worded, says="explain {explained}"):
    """`explain members of CSTO`: how a query is answered."""

    explained: Query


Simple: TypeAlias = (
    Members | Organizations | Status | Periods | Holders | HoldersOfAny | Offices | Names | Bodies | Events
)
"""The questions that others are asked about without parentheses."""
Compound: TypeAlias = (
    SetOperation | History | Overlaps | Durations | Ages | Count | Share | Sum | Compare | Explain
)
"""The questions about other queries."""
Question: TypeAlias = (
    Members
    | Organizations
    | Status
    | Periods
    | Whether
    | WhenHeld
    | Why
    | Holders
    | Predecessor
    | Successor
    | HoldersOfAny
    | Offices
    | Vacancies
    | VacanciesOfAny
    | Names
    | Bodies
    | Events
    | Changes
    | History
    | Overlaps
    | Overlap
    | Durations
    | Ages
    | Timeline
    | Revisions
    | Conflicts
    | SetOperation
    | Count
    | Share
    | Sum
    | Compare
    | Show
    | Describe
    | Explain
)
"""All questions, in the order in which a refusal lists how they begin."""


# ── statements ───────────────────────────────────────────────────────────────────────────────────


class Query(Node):
    """A question with its clauses; one that *is reworded* was asked in other words than those of TQL."""

    question: Question
    clauses: Clauses = Clauses()
    span: Span | None = None
    is_reworded: bool = False


class Use(Node):
    """`use CSTO`: sets the organization meant where a query names none."""

    organization: Name
    span: Span | None = None


class Set(Node):
    """`set as of 2006 known at 2017`: the instants meant by what follows, where it names none."""

    as_of: Day | None = None
    known_at: Day | Instant | None = None
    span: Span | None = None


ReadingStatement: TypeAlias = Query | Use | Set

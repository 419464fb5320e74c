"""A question that means something: ids, windows of days, instants."""

from __future__ import annotations

from collections.abc import Container, Hashable
from typing import TypeAlias

from tempodb.base.node import Node
from tempodb.model.kinds import EntityType, PartyClass
from tempodb.questions.traits import Happened as Happened
from tempodb.questions.traits import HeldFor as HeldFor
from tempodb.questions.traits import Neighbour as Neighbour
from tempodb.questions.traits import That as That
from tempodb.temporal.facts import Quantifier
from tempodb.temporal.granules import Granule
from tempodb.temporal.periods import Certainty, Window
from tempodb.tql.ast import Extension, Grouping, Measure, Once, Order, Rank, SetKind
from tempodb.tql.filter_ast import Filter


class Memberships(Node):
    """In an organization, of a party, or of one in the other; all there are where neither is named.

    `statuses` None means any. `extensions` takes predecessors or bodies of the organization too. `beside` wants
    those of who joined before a party did, or after it.
    """

    organization: str | None
    party: str | None
    statuses: frozenset[str] | None
    extensions: frozenset[Extension] = frozenset()
    beside: Neighbour | None = None


class TenuresOf(Node):
    """Who holds one office, or held it before or after a person did."""

    office: str
    capacity: str | None = None
    beside: Neighbour | None = None


class TenuresBy(Node):
    """What offices a person holds."""

    person: str


class TenuresIn(Node):
    """Who holds any office of an organization or state."""

    organization: str
    capacity: str | None = None


class OfficesIn(Node):
    """Every office of an organization or state, with its holders or none."""

    organization: str


class Holding(Node):
    """The tenures of one person in one office."""

    person: str
    office: str


Condition: TypeAlias = Memberships | Holding
"""That a party has one of some statuses in an organization, or that a person holds an office."""


class Whether(Node):
    """Whether a condition holds."""

    condition: Condition


class WhenHeld(Node):
    """The periods in which a condition held."""

    condition: Condition


class Why(Node):
    """What is behind the rows of a condition, or behind their absence."""

    condition: Condition


class NamesOf(Node):
    """What a party was called when."""

    party: str


class BodiesOf(Node):
    """What is part of an organization."""

    organization: str


class EventsOf(Node):
    """What happened or is planned in a body, or in any."""

    body: str | None


class ChangesIn(Node):
    """What changed in an organization, or in every one; of one party, if any is named."""

    organization: str | None
    party: str | None = None


class Overlap(Node):
    """When two parties were in one place: an organization, an office, or any of those where neither is named."""

    one: str
    other: str
    statuses: frozenset[str] | None
    organization: str | None = None
    office: str | None = None


class VacanciesOf(Node):
    """When nobody held some offices; or, those of an organization, as long as they belonged to it."""

    offices: tuple[str, ...]
    organization: str | None = None


class TimelineOf(Node):
    """All that is believed of a party along valid time."""

    party: str
    class_: PartyClass


class RevisionsOf(Node):
    """Every rectangle of a condition's key."""

    condition: Condition


class ConflictsIn(Node):
    """What contradicts what in an organization."""

    organization: str


class Combined(Node):
    """The parties of two answers put together."""

    kind: SetKind
    left: Query
    right: Query


class EachPlace(Node):
    """How those are counted who are in several organizations: once in each, all together."""


class Count(Node):
    """How many an answer has, in each bucket if there are any, or of each group.

    Who is in several organizations is counted in each by itself, unless `distinct` says otherwise.
    """

    counted: Query
    by: Granule | None
    window: Window | None
    group: Grouping | None = None
    distinct: Once | EachPlace | None = None


class Share(Node):
    """What part of those *of* whom it is asked are counted, in each bucket if there are any, or of each group."""

    counted: Query
    of: Query
    by: Granule | None
    window: Window | None
    group: Grouping | None = None


class Sum(Node):
    """The figures of a count added up, those of each bucket or each group by themselves where these are named."""

    counted: Query
    by: Granule | None
    group: Grouping | None


class Overlaps(Node):
    """Who were members together, two by two."""

    asked: Query


class Durations(Node):
    """How long the terms of an answer lasted, by one measure or by all."""

    asked: Query
    measure: Measure | None = None


class Ages(Node):
    """How old people were when the first asked day of the terms of an answer came, by one measure or by all."""

    asked: Query
    measure: Measure | None = None


class History(Node):
    """When an answer changed, and how."""

    asked: Query


class Compare(Node):
    """What differs between two answers to one question."""

    before: Query
    after: Query


class Explain(Node):
    """How a query is answered."""

    explained: Query


class Show(Node):
    """All there is of one sort."""

    sort: str


class Describe(Node):
    """What is known of one id."""

    type: EntityType
    id: str


AboutFacts: TypeAlias = (
    Memberships | TenuresOf | TenuresBy | TenuresIn | OfficesIn | Holding | NamesOf | BodiesOf | EventsOf
)
"""The questions whose rows are the facts themselves."""
Planned: TypeAlias = AboutFacts | Whether | WhenHeld | Why | RevisionsOf | Show | Describe
"""The questions whose facts are found by one plan."""
Composed: TypeAlias = (
    Combined | Count | Share | Sum | History | Overlaps | Durations | Ages | Compare | Explain
)
"""The questions about the answers to others."""
Question: TypeAlias = Planned | ChangesIn | Overlap | VacanciesOf | TimelineOf | ConflictsIn | Composed


class Scope(Node):
    """When, by whose word, and known when: what every operator of a plan may restrict.

    `window` None asks for all time. `known_at` is in microseconds UTC, `published_by` a day.
    """

    window: Window | None
    quantifier: Quantifier
    only: Certainty | None
    known_at: int
    published_by: int | None
    according_to: str | None
    disputed: bool
    while_: tuple[Condition, ...] = ()
    that: tuple[That, ...] = ()
    rank: Rank | None = None


class Query(Node):
    """A question with all that it takes to answer it, and to say at which instants it was answered."""

    question: Question
    scope: Scope
    order_by: tuple[Order, ...]
    limit: int | None
    text: str
    valid: str | None
    today: int
    notes: tuple[str, ...] = ()
    is_timed: bool = False
    """Whether the question itself says at what time, and is not asked for today or all time by itself."""
    where: Filter | None = None
    """What its rows are kept by."""
    kept: Container[tuple[Hashable, ...]] | None = None
    """Of the facts within another question, the keys and values that its filter was found to keep."""
    tells_ages: bool = False
    """Whether its rows tell how old those were whom they are about."""
    is_reworded: bool = False
    """Whether it was asked in other words than those of TQL."""

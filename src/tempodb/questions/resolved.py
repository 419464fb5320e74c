"""A question that means something: ids, windows of days, instants; and what the binder asks for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import IntEnum
from typing import NamedTuple, Protocol, TypeAlias

from tempodb.base.node import Node
from tempodb.model.kinds import EntityType, PartyClass
from tempodb.temporal.day_relations import DayRelation
from tempodb.temporal.durations import Comparison, Duration
from tempodb.temporal.facts import Quantifier
from tempodb.temporal.granules import Granule
from tempodb.temporal.periods import Certainty, Window
from tempodb.tql.ast import Extension, Moment, Order, SetKind


class Memberships(Node):
    """In an organization, of a party, or of one in the other; all there are where neither is named.

    `statuses` None means any. `extensions` takes predecessors or bodies of the organization too.
    """

    organization: str | None
    party: str | None
    statuses: frozenset[str] | None
    extensions: frozenset[Extension] = frozenset()


class TenuresOf(Node):
    """Who holds one office."""

    office: str
    capacity: str | None = None


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
    """What changed in an organization."""

    organization: str


class VacanciesOf(Node):
    """When nobody held some offices."""

    offices: tuple[str, ...]


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


class Count(Node):
    """How many an answer has, in each bucket if there are any."""

    counted: Query
    by: Granule | None
    window: Window | None


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


Planned: TypeAlias = (
    Memberships
    | TenuresOf
    | TenuresBy
    | TenuresIn
    | OfficesIn
    | Holding
    | Whether
    | WhenHeld
    | Why
    | RevisionsOf
    | NamesOf
    | BodiesOf
    | EventsOf
    | Show
    | Describe
)
"""The questions whose facts are found by one plan."""
Composed: TypeAlias = Combined | Count | History | Compare | Explain
"""The questions about the answers to others."""
Question: TypeAlias = Planned | ChangesIn | VacanciesOf | TimelineOf | ConflictsIn | Composed


class Happened(Node):
    """When a run or a holding begins or ends."""

    moment: Moment
    relation: DayRelation
    window: Window


class HeldFor(Node):
    """How long a holding lasted."""

    comparison: Comparison
    duration: Duration


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
    that: Happened | HeldFor | None = None


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


class Match(Node):
    """An entity that a name may mean."""

    id: str
    type: EntityType
    class_: PartyClass | None


class Days(NamedTuple):
    """From which day, and until which, something may have held; and its dates as written, if it has any."""

    first: int
    end: int
    text: str = ""


class Unbelieved(IntEnum):
    """Why a name was not believed at an instant, the reason first that comes nearest to believing it."""

    DISPUTED = 0
    WITHDRAWN = 1
    RECORDED_LATER = 2
    """Nothing at all was known of what has it."""
    NAMED_LATER = 3
    """What has it was known, but not by this name."""


class Named(Node):
    """A name of something that is believed or was, and the days on which it was in use.

    `existing` are the days on which what has it existed, if they are known. Of what
    was not believed at the asked instant, `unbelieved` says why; of a part, only words of it were asked for.
    """

    name: str
    match: Match
    used: tuple[Days, ...] = ()
    existing: tuple[Days, ...] = ()
    unbelieved: Unbelieved | None = None
    is_part: bool = False

    @property
    def is_path(self) -> bool:
        """Whether it is an id that begins with that of something else."""
        return self.name == self.match.id and "/" in self.name


class Catalog(Protocol):
    """What the binder asks of the names and ids that the database knows, as believed at an instant."""

    def called(self, name: str, type_: EntityType, known_at: int) -> Sequence[Named]:
        """Return each id, name and alias, believed or not, that reads like *name* when folded."""
        ...

    def holding(self, words: str, type_: EntityType, known_at: int) -> Sequence[Named]:
        """Return each believed id, name and alias that has these whole words within it; an id with a slash does not count."""
        ...

    def is_name(self, name: str) -> bool:
        """Return whether anything has or had this id or name."""
        ...

    def names_with(self, words: Sequence[str]) -> Sequence[str]:
        """Return folded names that hold any of these folded words, not all if there are very many."""
        ...

    def names(self, type_: EntityType) -> Iterable[tuple[str, Match]]:
        """Return every folded name of a type with what it means."""
        ...

    def names_of(self, match: Match, known_at: int) -> Sequence[Named]:
        """Return all the names of one thing."""
        ...

    def offices_of(self, organization: str) -> Sequence[str]:
        """Return the ids of the offices of an organization or state, withdrawn ones among them."""
        ...

    def foci(self) -> Sequence[tuple[str, str]]:
        """Return each dataset that names a focus, with the id of that organization."""
        ...

"""A question that means something: ids, windows of days, instants; and what the binder asks for.

Named tuples here and in `plan`, where the AST has dataclasses: each of those costs half a millisecond
at every start, and only the AST has parts that do not count for equality.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple, Protocol, TypeAlias

from tempodb.claims import EntityType, PartyClass
from tempodb.query.ast import Order
from tempodb.temporal.facts import Quantifier
from tempodb.temporal.periods import Certainty, Window


class Memberships(NamedTuple):
    """Of an organization, of a party, or of one in the other; `statuses` None means any."""

    organization: str | None
    party: str | None
    statuses: frozenset[str] | None


class TenuresOf(NamedTuple):
    """Who holds one office."""

    office: str
    capacity: str | None = None


class TenuresBy(NamedTuple):
    """What offices a person holds."""

    person: str


class TenuresIn(NamedTuple):
    """Who holds any office of an organization or state."""

    organization: str
    capacity: str | None = None


class OfficesIn(NamedTuple):
    """Every office of an organization or state, with its holders or none."""

    organization: str


class WhetherMember(NamedTuple):
    """Whether a party has a status in an organization."""

    memberships: Memberships


class WhetherHolds(NamedTuple):
    """Whether a person holds an office."""

    person: str
    office: str


class NamesOf(NamedTuple):
    """What a party was called when."""

    party: str


class BodiesOf(NamedTuple):
    """What is part of an organization."""

    organization: str


class EventsOf(NamedTuple):
    """What happened or is planned in a body, or in any."""

    body: str | None


class Show(NamedTuple):
    """All there is of one sort."""

    sort: str


class Describe(NamedTuple):
    """What is known of one id."""

    type: EntityType
    id: str


Question: TypeAlias = (
    Memberships
    | TenuresOf
    | TenuresBy
    | TenuresIn
    | OfficesIn
    | WhetherMember
    | WhetherHolds
    | NamesOf
    | BodiesOf
    | EventsOf
    | Show
    | Describe
)


class Scope(NamedTuple):
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


class Bound(NamedTuple):
    """A question with all that it takes to answer it, and to say at which instants it was answered."""

    question: Question
    scope: Scope
    order_by: tuple[Order, ...]
    limit: int | None
    text: str
    valid: str | None
    today: int


class Match(NamedTuple):
    """An entity that a name may mean."""

    id: str
    type: EntityType
    class_: PartyClass | None


class Catalog(Protocol):
    """What the binder asks of the names and ids that the database knows, at any recorded time."""

    def find(self, name: str, type_: EntityType) -> Sequence[Match]:
        """Return what has, or ever had, this id, name or alias; an exact id alone if it is one."""
        ...

    def names(self, type_: EntityType) -> Iterable[tuple[str, Match]]:
        """Return every folded name of a type with what it means."""
        ...

    def offices_of(self, organization: str) -> Sequence[str]:
        """Return the ids of the offices of an organization or state."""
        ...

    def foci(self) -> Sequence[tuple[str, str]]:
        """Return each dataset that names a focus, with the id of that organization."""
        ...

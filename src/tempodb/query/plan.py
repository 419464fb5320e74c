"""A plan: a small tree of temporal operators over facts; each docstring is the operator's meaning."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple, TypeAlias

from tempodb.claims import EntityType, Kind
from tempodb.temporal.facts import Quantifier
from tempodb.temporal.periods import Certainty, Window


class Side(StrEnum):
    """By which of its two entities a fact is looked up: what it is filed under, or its party."""

    SCOPE = "scope"
    PARTY = "party"


class Ids(NamedTuple):
    """Ids that are known when the plan is made."""

    type: EntityType
    ids: tuple[str, ...]


class Found(NamedTuple):
    """The ids, of one type, that stand at one place of the keys of another plan's facts."""

    type: EntityType
    within: Plan
    position: int


class Scan(NamedTuple):
    """Every fact of a kind that is believed at the known instant, by scope or by party."""

    kind: Kind
    side: Side
    of: Ids | Found


class ScanAll(NamedTuple):
    """Every fact of a kind that is believed at the known instant."""

    kind: Kind


class Supported(NamedTuple):
    """The facts that have a source published by a day, or have one certain source; and their standing.

    Disputed facts are left out unless they are asked for or a source is named.
    """

    inner: Plan
    published_by: int | None
    according_to: str | None
    disputed: bool


class Attested(NamedTuple):
    """The definitions of what another plan's facts are about, as sources tell names and not definitions."""

    inner: Plan
    by: Plan


class Narrowed(NamedTuple):
    """The facts with unknown and one-sided ends narrowed by their neighbours of the same key."""

    inner: Plan


class Lasting(NamedTuple):
    """The facts without dates, given the dates from founding to dissolution of their party."""

    inner: Plan


class Having(NamedTuple):
    """The facts whose value has one of some words in a field."""

    inner: Plan
    field: str
    words: frozenset[str]


class Keyed(NamedTuple):
    """The facts whose key has an id at a place."""

    inner: Plan
    position: int
    id: str


class Coalesced(NamedTuple):
    """The facts of equal key and value joined where they meet or certainly overlap."""

    inner: Plan


class Whole(NamedTuple):
    """The facts of equal key joined whatever their values, as whole questions judge the party."""

    inner: Plan


class Seated(NamedTuple):
    """The tenures with what is possible narrowed on days when all seats are certainly taken."""

    inner: Plan


class Judged(NamedTuple):
    """The facts that hold in the window, certainly or possibly; only those of one certainty if asked."""

    inner: Plan
    window: Window | None
    quantifier: Quantifier
    only: Certainty | None


Plan: TypeAlias = (
    Scan
    | ScanAll
    | Supported
    | Attested
    | Narrowed
    | Lasting
    | Having
    | Keyed
    | Coalesced
    | Whole
    | Seated
    | Judged
)

"""A plan: a small tree of temporal operators over facts; each docstring is the operator's meaning."""

from __future__ import annotations

from collections.abc import Container, Hashable
from typing import TYPE_CHECKING, TypeAlias

from tempodb.base.node import Node
from tempodb.model.kinds import EntityType, Kind
from tempodb.planning.fact_tests import AtSomeTime as AtSomeTime
from tempodb.planning.fact_tests import Bounded as Bounded
from tempodb.planning.fact_tests import Endpoint as Endpoint
from tempodb.planning.fact_tests import Throughout as Throughout
from tempodb.planning.filed_under import Closure as Closure
from tempodb.planning.filed_under import Ids as Ids
from tempodb.planning.filed_under import Side as Side
from tempodb.temporal.day_relations import DayRelation
from tempodb.temporal.durations import Comparison, Duration
from tempodb.temporal.periods import Certainty, Window
from tempodb.tql.ast import Nearness, Rank

if TYPE_CHECKING:
    from tempodb.planning.asked_ages import AskedAges
    from tempodb.temporal.contests import Contender


class ProjectedIds(Node):
    """The ids, of one type, that stand at one place of the keys of other plans' facts."""

    type: EntityType
    within: tuple[Plan, ...]
    position: int


Entities: TypeAlias = Ids | ProjectedIds | Closure
"""What facts are looked up by."""


class Scan(Node):
    """Every fact of a kind that is believed at the known instant, by scope or by party (MEANING.md, M40)."""

    kind: Kind
    side: Side
    of: Entities


class ScanAll(Node):
    """Every fact of a kind that is believed at the known instant (MEANING.md, M40)."""

    kind: Kind


class FilterEvidence(Node):
    """The facts with a source published by a day, or with one source; and their standing (MEANING.md, M21, M22).

    Disputed facts are left out unless they are asked for or a source is named.
    """

    inner: Plan
    published_by: int | None
    according_to: str | None
    disputed: bool


class SemiJoin(Node):
    """The definitions of what another plan's facts are about: sources tell names alone (MEANING.md, M22)."""

    inner: Plan
    by: Plan


class Narrow(Node):
    """What claims of each key tell together, unknown and one-sided ends narrowed by their neighbours.

    MEANING.md, M15, M17.
    """

    inner: Plan


class FillLifetime(Node):
    """The facts without dates, given those from founding to dissolution of their party (MEANING.md, M4)."""

    inner: Plan
    published_by: int | None
    according_to: str | None


class WithAliases(Node):
    """The names, and beside them the aliases of some parties that have dates (MEANING.md, M54)."""

    inner: Plan
    of: Entities


class FilterField(Node):
    """The facts whose value has one of some words in a field (MEANING.md, M11)."""

    inner: Plan
    field: str
    words: frozenset[str]


class FilterKey(Node):
    """The facts whose key has an id at a place (MEANING.md, M11)."""

    inner: Plan
    position: int
    id: str


class FilterFacts(Node):
    """The facts of some keys and values, or of these in one period, that a filter keeps (MEANING.md, M62)."""

    inner: Plan
    kept: Container[tuple[Hashable, ...]]


class Coalesce(Node):
    """The facts of equal key and value joined where they meet or certainly overlap (MEANING.md, M16)."""

    inner: Plan


class CoalesceParties(Node):
    """The facts of one party in one place joined, whatever they say and whomever it represents there.

    MEANING.md, M19.
    """

    inner: Plan


class CoalesceGroups(Node):
    """The facts of one party in one place that say the same in a field joined, whatever else they say.

    MEANING.md, M47. What they say then is that alone.
    """

    inner: Plan
    field: str


class ApplySeats(Node):
    """The tenures with what is possible narrowed on days when all seats are certainly taken (MEANING.md, M25)."""

    inner: Plan


class ClipToBody(Node):
    """The facts in a body of an organization, or in an office that moved, for as long as that belonged to it.

    MEANING.md, M30, M57. The others are as they are.
    """

    inner: Plan
    organization: str


class MergePredecessors(Node):
    """The facts in predecessors of an organization as if in itself; others as they are (MEANING.md, M30)."""

    inner: Plan
    organization: str


class While(Node):
    """Each fact for as long as each of another plan's facts holds: the later from, the earlier to.

    MEANING.md, M27.
    """

    inner: Plan
    condition: Plan


class PairUp(Node):
    """Each two parties in one organization, for as long as both are: the later from, the earlier to.

    MEANING.md, M46.
    """

    inner: Plan


class DropSingleDays(Node):
    """The facts that may last longer than a day: an event of one date does not (MEANING.md, M36)."""

    inner: Plan


# ── what is asked of a fact beside others ────────────────────────────────────────────────────────


class RunBounded(Node):
    """That the unbroken run it is part of, whatever the value, begins or ends in, before or after a window.

    MEANING.md, M28.
    """

    runs: Plan
    end: Endpoint
    relation: DayRelation
    window: Window


class Returned(Node):
    """That the unbroken run it is part of came after another of the same party in the same place, and began so.

    MEANING.md, M58.
    """

    runs: Plan
    relation: DayRelation
    window: Window


class Foremost(Node):
    """That few others of what answers another plan come before it, by the terms that they are part of.

    MEANING.md, M59, by ages M70. Where only a part of all is looked at, `contenders` are those of the whole
    that may be among the first.
    """

    among: Judge
    terms: Plan
    rank: Rank
    today: int
    ages: AskedAges | None = None
    contenders: tuple[Contender, ...] | None = None


class LyingBeside(Node):
    """That the term it is part of comes before or after one of a party's, or is the one next to that.

    MEANING.md, M60, M67. Who holds the office of which seat is told by their areas, if it has several.
    """

    terms: CoalesceParties
    party: str
    lies: Nearness


class Lasted(Node):
    """That the whole it is part of lasted more, or less, than a duration; days after today do not count.

    MEANING.md, M29.
    """

    wholes: Plan | None
    comparison: Comparison
    duration: Duration
    today: int


Test: TypeAlias = AtSomeTime | Throughout | Bounded | RunBounded | Returned | Foremost | LyingBeside | Lasted


class Judge(Node):
    """The facts for which all tests hold, certainly or possibly; only those of one certainty if asked.

    MEANING.md, M10.
    """

    inner: Plan
    tests: tuple[Test, ...]
    only: Certainty | None


Plan: TypeAlias = (
    Scan
    | ScanAll
    | FilterEvidence
    | SemiJoin
    | Narrow
    | FillLifetime
    | WithAliases
    | FilterField
    | FilterKey
    | FilterFacts
    | Coalesce
    | CoalesceParties
    | CoalesceGroups
    | ApplySeats
    | ClipToBody
    | MergePredecessors
    | While
    | PairUp
    | DropSingleDays
    | Judge
)


def kind_of(plan: Plan) -> Kind:
    """Return of which kind of claims the facts of a plan are."""
    while not isinstance(plan, Scan | ScanAll):
        plan = plan.inner
    return plan.kind

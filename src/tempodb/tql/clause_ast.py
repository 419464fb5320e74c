"""What questions are made of: words, names, dates with their candidates, conditions, clauses."""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar, Literal, TypeAlias

from tempodb.base.errors import Span
from tempodb.base.node import Node
from tempodb.temporal.bounds import Bound
from tempodb.temporal.day_relations import DayRelation
from tempodb.temporal.durations import Comparison, Duration, Unit
from tempodb.temporal.facts import Quantifier
from tempodb.temporal.granules import Granule
from tempodb.temporal.periods import Certainty
from tempodb.tql.filter_ast import Filter


class Worded(Node):
    """A question with the words that ask it, and its parts in braces.

    A part that is not given falls away with the `of` or `in` before it. Behind a colon stands the terminal
    of the grammar that reads a part, where that is not the one for organizations.
    """

    says: ClassVar[str]

    def __init_subclass__(cls, says: str) -> None:
        super().__init_subclass__()
        cls.says = says


# ── what is named ────────────────────────────────────────────────────────────────────────────────


class Name(Node):
    """A name as written, of whatever the place of the query calls for."""

    text: str
    span: Span | None = None


class OfficeName(Node):
    """An office: its id or title, or `TITLE of X` with the organization apart if it was quoted."""

    title: Name
    organization: Name | None = None


class Every(Node):
    """`every organization`."""


# ── time ─────────────────────────────────────────────────────────────────────────────────────────


class Today(Node):
    """The day on which the question is asked."""


class Ago(Node):
    """`5 years ago`: the day that lies so long before the one on which the question is asked."""

    duration: Duration


class ThisOrLast(Node):
    """`last year`, `this month`: the one in which the question is asked, or that before it."""

    granule: Granule | Literal[Unit.WEEK]
    is_last: bool


Relative: TypeAlias = Today | Ago | ThisOrLast
"""A date that is told from the day on which the question is asked."""
Day: TypeAlias = Bound | Relative
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


class Ever(Node):
    """`ever`: all time."""


class When(Node):
    """Which days are asked about, whether some or every one counts, and which rows to keep."""

    window: AsOf | During | Between | Ever
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
    """What happens to a holding: an unbroken run of any status, or the asked status, starts or ends.

    `returned` is the start of a run after another one of the same party had ended.
    """

    JOINED = "joined"
    LEFT = "left"
    BEGAN = "began"
    ENDED = "ended"
    RETURNED = "returned"


class Happened(Node):
    """`that joined in 1993`: how a moment lies to a window; without one, that it was there by today."""

    moment: Moment
    relation: DayRelation = DayRelation.IN
    window: AsOf | Between | None = None
    span: Span | None = None


class HeldFor(Node):
    """`that held for more than 10 years`."""

    comparison: Comparison
    duration: Duration
    span: Span | None = None


That: TypeAlias = Happened | HeldFor


class Ranking(StrEnum):
    """Of whose unbroken term more is asked than of others: which began first or last, which lasted longest or shortest, who was youngest or oldest."""

    FIRST = "first"
    LAST = "last"
    LONGEST = "longest serving"
    SHORTEST = "shortest serving"
    YOUNGEST = "youngest"
    OLDEST = "oldest"


class Rank(Node):
    """`first 3`: so many of a question's rows are kept, by their terms; all of those that come out alike."""

    by: Ranking
    number: int = 1
    span: Span | None = None

    @property
    def is_by_age(self) -> bool:
        """Whether it is asked who was youngest or oldest."""
        return self.by in (Ranking.YOUNGEST, Ranking.OLDEST)


class Nearness(StrEnum):
    """How the term of one who held an office lies to that of another."""

    BEFORE = "before"
    AFTER = "after"
    PREDECESSOR = "predecessor"
    SUCCESSOR = "successor"


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
    that: tuple[That, ...] = ()
    rank: Rank | None = None
    where: Filter | None = None
    having_: Filter | None = None
    with_age: bool = False

    @property
    def given(self) -> set[str]:
        """The names of those that say something."""
        return {part for part in self.__match_args__ if getattr(self, part) != getattr(Clauses, part)}


class SetKind(StrEnum):
    """How the parties of two answers are put together."""

    UNION = "union"
    INTERSECT = "intersect"
    EXCEPT = "except"

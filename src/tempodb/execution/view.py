"""What a query sees, the beliefs at one instant of recorded time; and whoever runs its plans over them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Protocol, TypeVar

from tempodb.execution.allowance import Allowance
from tempodb.execution.beliefs import Beliefs
from tempodb.execution.pages import Verdict as Verdict
from tempodb.model.kinds import Entity, Kind
from tempodb.planning.plan import Ids, Judge, Plan, Scan, ScanAll, Side
from tempodb.temporal.facts import Fact
from tempodb.temporal.instants import instant_text

if TYPE_CHECKING:
    from tempodb.execution.columns.arrays import Ints
    from tempodb.execution.columns.belief_columns import BeliefColumns
    from tempodb.execution.columns.windowing import Judged
    from tempodb.temporal.revisions import BelievedRow

T = TypeVar("T")
FEW_CLAIMS = 3_000
"""Of fewer claims rows are made sooner than columns."""
FEWER_UNDER_ONE = 30
"""So many times fewer they may be where they are filed under one entity."""


class Executor(Protocol):
    """Whoever runs plans: over rows, over columns, or somewhere else; all with one meaning."""

    def run(self, plan: Judge, view: View) -> Sequence[Verdict]:
        """Return the facts that answer *plan*, judged."""
        ...

    def facts(self, plan: Plan, view: View) -> list[Fact]:
        """Return the facts that *plan* yields, before they are judged."""
        ...

    def judged(self, plan: Judge, view: View) -> Judged | None:
        """Return the same as `run`, as columns; None where there are none."""
        ...


class View:
    """The beliefs at one instant of recorded time, and the work that a query may still do."""

    def __init__(self, beliefs: Beliefs, executor: Executor, known_at: int, allowance: Allowance) -> None:
        self.beliefs = beliefs
        self._executor = executor
        self.known_at = known_at
        self.allowance = allowance
        self._least = FEW_CLAIMS

    def at(self, known_at: int) -> View:
        """Return the same beliefs at another instant."""
        if known_at == self.known_at:
            return self
        return self._having(known_at=known_at)

    def of_any_size(self) -> View:
        """Return the same beliefs, of which columns are made however few they are."""
        return self._having(_least=0)

    def _having(self, **parts: object) -> View:
        view = object.__new__(type(self))
        view.__dict__.update(self.__dict__, **parts)
        return view

    def run(self, plan: Judge) -> Sequence[Verdict]:
        """Return the facts that answer *plan*, judged.

        Raises:
            QueryError: the time is over, or the room is full.

        """
        return self._executor.run(plan, self)

    def facts(self, plan: Plan) -> list[Fact]:
        """Return the facts that *plan* yields, before they are judged.

        Raises:
            QueryError: the time is over, or the room is full.

        """
        return self._executor.facts(plan, self)

    def judged(self, plan: Judge) -> Judged | None:
        """Return the same as `run`, as columns; None where there are none.

        Raises:
            QueryError: the time is over, or the room is full.

        """
        return self._executor.judged(plan, self)

    def columns(self, kind: Kind) -> BeliefColumns | None:
        """Return all that was ever believed of a kind as columns; None where that does not pay."""
        return self.beliefs.columns(kind, None, self._least, self.allowance)

    def columns_about(self, kind: Kind, numbers: Sequence[Ints]) -> BeliefColumns | None:
        """Return, as columns, what was ever believed of a kind under entities of some numbers, or more of it.

        None where that does not pay.
        """
        return self.beliefs.columns_about(kind, numbers, self._least, self.allowance)

    def columns_of(self, leaf: Plan) -> BeliefColumns | None:
        """Return what was ever believed of all that a scan looks through; None where columns do not pay."""
        if isinstance(leaf, ScanAll):
            return self.columns(leaf.kind)
        if not isinstance(leaf, Scan) or leaf.side is Side.PARTY:
            return None
        if not isinstance(leaf.of, Ids) or len(leaf.of.ids) != 1:
            return None
        entity = Entity(leaf.of.type, leaf.of.ids[0])
        return self.beliefs.columns(leaf.kind, entity, self._least // FEWER_UNDER_ONE, self.allowance)

    def scan(self, kind: Kind, side: Side, of: Iterable[Entity]) -> list[Fact]:
        """Return the facts of a kind that are filed under some entities, or are about some parties."""
        return self.beliefs.scan(kind, side, of, self.known_at, self.allowance)

    def scan_all(self, kind: Kind) -> list[Fact]:
        """Return all facts of a kind."""
        return self.beliefs.scan_all(kind, self.known_at, self.allowance)

    def rows(self, kind: Kind, side: Side, of: Iterable[Entity]) -> list[BelievedRow]:
        """Return the rows that were ever believed of some entities."""
        return self.beliefs.rows(kind, side, of, self.known_at, self.allowance)

    def filed(self, kind: Kind, most: int) -> int:
        """Return under how many entities something of a kind is believed, counted up to so many."""
        return self.beliefs.filed(kind, self.known_at, most)

    def each(self, made: Iterable[T]) -> Iterable[T]:
        """Give what is made, as long as there are time and room for it."""
        return self.allowance.each(made)

    def answered_at(self) -> str | None:
        """Return the last recorded instant that is not after the asked one, None if nothing was recorded by then.

        All that is recorded from now on comes after it, so that the same is known at it for ever.
        """
        recorded = self.beliefs.last_recorded(self.known_at)
        return None if recorded is None else instant_text(recorded)

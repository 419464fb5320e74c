"""Which executor runs which plan: columns what is about everything where there is much."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tempodb.execution.straight_executor import StraightExecutor
from tempodb.execution.view import Executor, Verdict, View
from tempodb.model.kinds import Kind
from tempodb.planning.plan import Judge, Plan, ScanAll, kind_of
from tempodb.temporal.facts import Fact

if TYPE_CHECKING:
    from tempodb.execution.column_executor import ColumnExecutor
    from tempodb.execution.columns.windowing import Judged

IN_COLUMNS = frozenset({Kind.MEMBERSHIP, Kind.TENURE})
"""The kinds of which everything is asked for, with all that is judged and joined."""


class ChosenExecutor:
    """Has each plan run by the executor that is made for it."""

    def __init__(self) -> None:
        self._otherwise = StraightExecutor()

    def run(self, plan: Judge, view: View) -> Sequence[Verdict]:
        """Return the facts that answer *plan*, judged."""
        return self._for(plan, view).run(plan, view)

    def facts(self, plan: Plan, view: View) -> list[Fact]:
        """Return the facts that *plan* yields, before they are judged."""
        return self._for(plan, view).facts(plan, view)

    def judged(self, plan: Judge, view: View) -> Judged | None:
        """Return the same as `run`, as columns; None where there are none."""
        return _column_executor().judged(plan, view) if _has_columns(_leaf(plan), view) else None

    def _for(self, plan: Plan, view: View) -> Executor:
        if self._otherwise.goes_straight(plan):
            return self._otherwise
        leaf = _leaf(plan)
        # What is filed under one entity is a shelf, unless it is wanted as columns.
        is_everything = isinstance(leaf, ScanAll) and _has_columns(leaf, view)
        return _column_executor() if is_everything else self._otherwise


def _leaf(plan: Plan) -> Plan:
    while (inner := getattr(plan, "inner", None)) is not None:
        plan = inner
    return plan


def _has_columns(leaf: Plan, view: View) -> bool:
    return kind_of(leaf) in IN_COLUMNS and view.columns_of(leaf) is not None


def _column_executor() -> ColumnExecutor:
    # Where there is little, and of one thing, NumPy would take longer to be imported than the answer.
    from tempodb.execution.column_executor import ColumnExecutor

    return ColumnExecutor()

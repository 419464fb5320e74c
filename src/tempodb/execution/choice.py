"""Which executor runs which plan: columns what is about everything where there is much."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tempodb.execution.straight_executor import StraightExecutor
from tempodb.execution.view import Executor, Verdict, View
from tempodb.model.kinds import Kind
from tempodb.planning.plan import Judge, Plan, ScanAll
from tempodb.temporal.facts import Fact

if TYPE_CHECKING:
    from tempodb.execution.columns.windowing import Judged

IN_COLUMNS = frozenset({Kind.MEMBERSHIP})
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
        return self._for(plan, view).judged(plan, view)

    def _for(self, plan: Plan, view: View) -> Executor:
        leaf = plan
        while (inner := getattr(leaf, "inner", None)) is not None:
            leaf = inner
        if not isinstance(leaf, ScanAll) or leaf.kind not in IN_COLUMNS or view.columns(leaf.kind) is None:
            return self._otherwise
        # Where there is little, and of one thing, NumPy would take longer to be imported than the answer.
        from tempodb.execution.column_executor import ColumnExecutor

        return ColumnExecutor()

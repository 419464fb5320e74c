"""What every answer needs, and what of it is worked out once for a query, however often that is asked."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Protocol

from tempodb.answers.display import Display
from tempodb.execution.view import View
from tempodb.planning.plan import Judge
from tempodb.planning.planner import plan
from tempodb.questions import resolved

if TYPE_CHECKING:
    from tempodb.answers.table_columns import TableColumn
    from tempodb.questions.places import Fill, Values
    from tempodb.questions.rows import Row


class PlannedQuery:
    """A query, and the plan that finds its rows."""

    def __init__(self, query: resolved.Query, planned: Callable[[resolved.Query], Judge] = plan) -> None:
        self.query = query
        self._planned = planned

    @cached_property
    def plan(self) -> Judge:
        """What finds the rows of the query, where one plan does."""
        return self._planned(self.query)

    def alike(self, query: resolved.Query, values: Values) -> PlannedQuery:
        """Return a *query* that has other *values* in its places, which are those of the plan."""
        return PlannedQuery(query, lambda _: self._fill(values))

    @cached_property
    def _fill(self) -> Fill:
        # Who asks nothing twice fills nothing.
        from tempodb.questions.places import filling

        return filling(self.plan) or (lambda _: self.plan)


class OrderedRow(Protocol):
    """A row, with what it was put in order by."""

    row: Row


class AnswerContext:
    """A question, what it sees, and the names to show, which are looked for when one is shown."""

    def __init__(self, planned: PlannedQuery, view: View) -> None:
        self.planned = planned
        self.query = planned.query
        self.view = view.at(planned.query.scope.known_at)

    @cached_property
    def display(self) -> Display:
        """The names, as they suit the answer."""
        return Display.of(self.query, self.view)

    def delivered(self, in_order: Sequence[OrderedRow]) -> list[Row]:
        """Return what is handed on of rows that were put in order: the rows."""
        return [one.row for one in in_order]

    def kept_beside(self, columns: Callable[[], Mapping[str, TableColumn]]) -> Mapping[str, TableColumn]:
        """Return what is kept of the columns by which a table is ordered, and which it does not show: none."""
        return {}

    def of_any_size(self) -> AnswerContext:
        """Return the same, where columns are made of however few rows."""
        return AnswerContext(self.planned, self.view.of_any_size())

"""What every answer needs, and what of it is worked out once for a query, however often that is asked."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from tempodb.answers.display import Display
from tempodb.execution.view import View
from tempodb.planning.plan import Judge
from tempodb.planning.planner import plan
from tempodb.questions import resolved

if TYPE_CHECKING:
    from tempodb.questions.places import Fill, Values


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


class AnswerContext(NamedTuple):
    """A question, what it sees, and the names to show."""

    planned: PlannedQuery
    view: View
    display: Display

    @classmethod
    def of(cls, planned: PlannedQuery, view: View) -> AnswerContext:
        """Return what answering a query needs, at the instant it asks for."""
        seen = view.at(planned.query.scope.known_at)
        return cls(planned, seen, Display.of(planned.query, seen))

    @property
    def query(self) -> resolved.Query:
        """The question."""
        return self.planned.query

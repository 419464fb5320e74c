"""What every answer needs, and what of it is worked out once for a query, however often that is asked."""

from __future__ import annotations

from functools import cached_property
from typing import NamedTuple

from tempodb.answers.display import Display
from tempodb.execution.view import View
from tempodb.planning.plan import Judge
from tempodb.planning.planner import plan
from tempodb.questions import resolved


class PlannedQuery:
    """A query, and the plan that finds its rows."""

    def __init__(self, query: resolved.Query) -> None:
        self.query = query

    @cached_property
    def plan(self) -> Judge:
        """What finds the rows of the query, where one plan does."""
        return plan(self.query)


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

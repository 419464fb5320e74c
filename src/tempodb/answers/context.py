"""What every answer needs."""

from __future__ import annotations

from typing import NamedTuple

from tempodb.answers.display import Display
from tempodb.execution.view import View
from tempodb.questions import resolved


class AnswerContext(NamedTuple):
    """A question, what it sees, and the names to show."""

    query: resolved.Query
    view: View
    display: Display

    @classmethod
    def of(cls, query: resolved.Query, view: View) -> AnswerContext:
        """Return what answering *query* needs, at the instant it asks for."""
        seen = view.at(query.scope.known_at)
        return cls(query, seen, Display.of(query, seen))

"""What queries were bound to, kept for when they are asked again."""

from __future__ import annotations

from typing import NamedTuple

from tempodb.binding.binder import bind
from tempodb.binding.time_clauses import AskedAt
from tempodb.questions import resolved
from tempodb.questions.name_catalog import Catalog
from tempodb.tql import ast

MOST_QUERIES = 1_000
"""How many are kept before all are forgotten."""


class _Bound(NamedTuple):
    query: ast.Query
    text: str
    focus: ast.Name | None
    meant: resolved.Query

    def is_of(self, text: str, present: AskedAt) -> bool:
        """Return whether it means the same at *present*."""
        asked = self.text, self.focus, self.meant.today
        return asked == (text, present.focus, present.today) and self.meant.scope.known_at < present.now


class BoundQueries:
    """Binds queries to one *catalog*, each once as long as it means the same: to the very query that was read."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self._kept: dict[int, _Bound] = {}

    def bind(self, query: ast.Query, present: AskedAt, text: str) -> resolved.Query:
        """Return what *query* means at *present*; *text* is what its spans point into.

        Raises:
            QueryError: a name is unknown or ambiguous, or a clause means nothing here.

        """
        kept = self._kept.get(id(query))
        # A query that is kept is alive, so that no other one has its identity.
        if kept is not None and kept.is_of(text, present):
            return kept.meant
        meant = bind(query, self._catalog, present, text)
        if _is_lasting(meant, present):
            if len(self._kept) >= MOST_QUERIES:
                self._kept.clear()
            self._kept[id(query)] = _Bound(query, text, present.focus, meant)
        return meant


def _is_lasting(meant: resolved.Query, present: AskedAt) -> bool:
    """Return whether it means the same for the rest of the day, as what is known now does not."""
    return meant.scope.known_at < present.now and not isinstance(meant.question, resolved.Composed)

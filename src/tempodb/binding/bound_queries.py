"""What queries were bound to, kept for when they are asked again."""

from __future__ import annotations

from tempodb.binding.binder import bind
from tempodb.binding.time_clauses import AskedAt
from tempodb.questions import resolved
from tempodb.questions.name_catalog import Catalog
from tempodb.tql import ast

MOST_QUERIES = 1_000
"""How many are kept before all are forgotten."""


class BoundQueries:
    """Binds queries to one *catalog*, each once as long as it means the same: to the very query that was read.

    The catalog is of one state of a database, and asked for no instant before its last transaction unless
    it is always the same one: what is known now was known when it was asked first.
    """

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self._kept: dict[int, tuple[ast.Query, str, ast.Name | None, resolved.Query]] = {}

    def bind(self, query: ast.Query, present: AskedAt, text: str) -> resolved.Query:
        """Return what *query* means at *present*; *text* is what its spans point into.

        Raises:
            QueryError: a name is unknown or ambiguous, or a clause means nothing here.

        """
        kept = self._kept.get(id(query))
        # What is kept is alive, so that no other query has its identity.
        if kept is not None and kept[1:3] == (text, present.focus) and _is_lasting(kept[3], present):
            return kept[3]
        meant = bind(query, self._catalog, present, text)
        if _is_lasting(meant, present):
            if len(self._kept) >= MOST_QUERIES:
                self._kept.clear()
            self._kept[id(query)] = query, text, present.focus, meant
        return meant


def _is_lasting(meant: resolved.Query, present: AskedAt) -> bool:
    """Return whether it means the same at present: for the rest of the day, and what is composed only now."""
    return meant.today == present.today and not isinstance(meant.question, resolved.Composed)

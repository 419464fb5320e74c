"""What queries were bound to, kept for when they are asked again."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Generic, TypeAlias, TypeVar

from tempodb.binding.binder import bind
from tempodb.binding.time_clauses import AskedAt
from tempodb.questions import resolved
from tempodb.questions.name_catalog import Catalog
from tempodb.tql import ast

A = TypeVar("A")
_Kept: TypeAlias = tuple[ast.Query, str, "ast.Name | None", resolved.Query, A]
"""A query with its text and focus, what it means, and what was made of that."""

MOST_QUERIES = 1_000
"""How many are kept before all are forgotten."""


class BoundQueries(Generic[A]):
    """Binds queries to one *catalog*, each once as long as it means the same: to the very query that was read.

    The catalog is of one state of a database, and asked for no instant before its last transaction unless
    it is always the same one: what is known now was known when it was asked first. What a query means is
    handed to *make*, which makes of it what answers it.
    """

    def __init__(self, catalog: Catalog, make: Callable[[resolved.Query], A]) -> None:
        self._catalog = catalog
        self._make = make
        self._kept: dict[int, _Kept[A]] = {}
        self._asked: dict[Hashable, _Kept[A]] = {}

    def bind(self, query: ast.Query, present: AskedAt, text: str) -> A:
        """Return what was made of what *query* means at *present*; *text* is what its spans point into.

        Raises:
            QueryError: a name is unknown or ambiguous, or a clause means nothing here.

        """
        kept = self._kept.get(id(query))
        # What is kept is alive, so that no other query has its identity.
        if kept is not None and kept[1:3] == (text, present.focus) and _is_lasting(kept[3], present):
            return kept[4]
        meant = bind(query, self._catalog, present, text)
        made = self._make(meant)
        if _is_lasting(meant, present):
            if len(self._kept) >= MOST_QUERIES:
                self._kept.clear()
                self._asked.clear()
            self._kept[id(query)] = query, text, present.focus, meant, made
        return made

    def remember(self, asked: Hashable, query: ast.Query) -> None:
        """Know a query, which was bound, by how it was *asked*, if it is plain what was meant."""
        kept = self._kept.get(id(query))
        if kept is not None and not kept[3].notes:
            self._asked[asked] = kept

    def knows(self, asked: Hashable) -> bool:
        """Return whether something is known that was *asked* so."""
        return asked in self._asked

    def again(self, asked: Hashable, present: AskedAt) -> A | None:
        """Return what was made of what was *asked* before, None if it is not known or means something else by now."""
        kept = self._asked.get(asked)
        return kept[4] if kept is not None and _is_lasting(kept[3], present) else None


def _is_lasting(meant: resolved.Query, present: AskedAt) -> bool:
    """Return whether it means the same at present: for the rest of the day, and what is composed only now."""
    return meant.today == present.today and not isinstance(meant.question, resolved.Composed)

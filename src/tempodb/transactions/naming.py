"""Names → ids for those who write, with the same lookup as in questions."""

from __future__ import annotations

import sqlite3

from tempodb.errors import Problem, QueryError, Span
from tempodb.query.lookup import Lookup
from tempodb.store.catalog import Catalog


def lookup_in(connection: sqlite3.Connection) -> Lookup:
    """Return what finds names in the database that *connection* reads."""
    return Lookup(Catalog(connection), None, _refusal)


def _refusal(
    code: str,
    message: str,
    hint: str | None = None,
    suggestions: tuple[str, ...] = (),
    span: Span | None = None,
) -> QueryError:
    return QueryError(Problem(code, message, hint, suggestions))

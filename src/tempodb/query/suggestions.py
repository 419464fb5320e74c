"""Suggestions are kept only if the text that they make means something to the database asked."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from tempodb.errors import QueryError
from tempodb.query import ast, syntax_errors
from tempodb.query.binder import bind
from tempodb.query.bound import Catalog
from tempodb.query.clocks import Present
from tempodb.query.parser import parse_script


def verified(refusal: QueryError, text: str, means: Callable[[str], bool]) -> QueryError:
    """Return *refusal* without the suggestions that make of *text* what means nothing."""
    return QueryError(*(syntax_errors.verified(problem, text, means) for problem in refusal.problems))


def all_mean(text: str, parameters: Mapping[str, object], catalog: Catalog, present: Present) -> bool:
    """Return whether every question of *text* can be read, and its names are known."""
    try:
        for statement in parse_script(text, parameters):
            if isinstance(statement, ast.Query):
                bind(statement, catalog, present, text)
    except QueryError as refusal:
        return refusal.problems[0].code == "parameter"
    return True

"""Suggestions are kept only if the text that they make means something to the database asked."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeVar

from tempodb.errors import QueryError
from tempodb.query import ast, syntax_errors
from tempodb.query.binder import bind
from tempodb.query.bound import Catalog
from tempodb.query.clocks import Present
from tempodb.query.node import Node
from tempodb.query.parser import parse_script
from tempodb.query.requoting import requoted, with_stops_quoted

S = TypeVar("S", bound=Node)


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


def read_otherwise(
    text: str, read: Callable[[str], tuple[S, ...]], catalog: Catalog, present: Present
) -> tuple[S, ...] | None:
    """Return the statements of *text* with names that exist taken whole, if so it means something."""
    return next(
        (
            said
            for mended in requoted(text, catalog.is_name)
            if (said := _meant(mended, read, catalog, present))
        ),
        None,
    )


def with_quotes(
    refusal: QueryError, text: str, read: Callable[[str], tuple[S, ...]], catalog: Catalog, present: Present
) -> QueryError:
    """Return *refusal* with the advice to quote a name that exists, if then *text* means something."""
    for mended, name in with_stops_quoted(text, catalog.is_name):
        if _meant(mended, read, catalog, present):
            problem = refusal.problems[0]
            return QueryError(
                problem._replace(
                    hint=f"a name with any of , ; : ( ) stands in double quotes: write `{name}`",
                    suggestions=(),
                )
            )
    return refusal


def _meant(
    text: str, read: Callable[[str], tuple[S, ...]], catalog: Catalog, present: Present
) -> tuple[S, ...] | None:
    from tempodb.query.write_binder import bind_write
    from tempodb.query.written import Write

    try:
        statements = read(text)
        for statement in statements:
            match statement:
                case ast.Query():
                    if bind(statement, catalog, present, text).notes:
                        return None  # What is not plainly its name is taken for no name.
                case Write():
                    bind_write(statement, catalog, present, text)
    except QueryError:
        return None
    # They stand in no text that anybody wrote.
    return tuple(statement.having(span=None) for statement in statements)

"""Suggestions are kept only if the text that they make means something to the database asked."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from tempodb.errors import Problem, QueryError, Span
from tempodb.query import ast
from tempodb.query.binder import bind
from tempodb.query.bound import Catalog
from tempodb.query.clocks import Present
from tempodb.query.parser import parse_script
from tempodb.query.repairs import Repair


def verified(refusal: QueryError, text: str, means: Callable[[str], bool]) -> QueryError:
    """Return *refusal* without the suggestions that make of *text* what means nothing."""
    return QueryError(*(_verified(problem, text, means) for problem in refusal.problems))


def _verified(problem: Problem, text: str, means: Callable[[str], bool]) -> Problem:
    if not problem.suggestions or problem.offset is None or problem.length is None:
        return problem
    span = Span(problem.offset, problem.offset + problem.length)
    kept = tuple(words for words in problem.suggestions if means(Repair(span, words).applied(text)))
    return problem if kept == problem.suggestions else replace(problem, suggestions=kept, hint=None)


def all_mean(text: str, parameters: Mapping[str, object], catalog: Catalog, present: Present) -> bool:
    """Return whether every question of *text* can be read, and its names are known."""
    try:
        for statement in parse_script(text, parameters):
            if isinstance(statement, ast.Query):
                bind(statement, catalog, present, text)
    except QueryError as refusal:
        return refusal.problems[0].code == "parameter"
    return True

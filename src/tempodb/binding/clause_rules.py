"""Clauses that mean nothing where they stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tempodb.model.kinds import EntityType
from tempodb.questions import resolved
from tempodb.tql import ast

if TYPE_CHECKING:
    from tempodb.binding.source_text import Asked
from tempodb.binding.time_clauses import COMPOUND


def refuse_out_of_place(query: ast.Query, asked: Asked) -> None:
    """Refuse clauses that do not go with the question.

    Raises:
        QueryError: with the clause.

    """
    clauses, question = query.clauses, query.question
    including = clauses.including
    if (including.statuses or including.any_status) and not isinstance(question, TAKING_STATUSES):
        raise asked.error(
            "out-of-place",
            "statuses can be included in members and organizations",
            "leave `including …` out",
            span=including.span,
        )
    if including.extensions and not (
        isinstance(question, ast.Members) and not isinstance(question.organization, ast.Every)
    ):
        message = "predecessors and bodies can be included in the members of an organization"
        raise asked.error("out-of-place", message, "leave them out", span=including.span)
    if (clauses.while_ or clauses.that) and not isinstance(question, OF_FACTS):
        word = "while" if clauses.while_ else "that"
        message = f"`{word} …` goes with members, organizations, holders, offices, names and bodies"
        raise asked.error("out-of-place", message, "leave it out", span=query.span)
    _refuse_around(query, asked)
    if clauses.when is not None and isinstance(question, TIMELESS):
        raise asked.error("out-of-place", "this takes no time clause", "leave it out", span=clauses.when.span)


def _refuse_around(query: ast.Query, asked: Asked) -> None:
    """Refuse clauses after a query in parentheses that belong inside them."""
    if not isinstance(query.question, COMPOUND):
        return
    allowed = {"order_by", "limit"}
    if isinstance(query.question, ast.Count) and query.question.by is not None:
        allowed.add("when")
    if query.clauses.given - allowed:
        message = "what follows the parentheses can order and limit alone"
        raise asked.error("out-of-place", message, "put the clause inside them", span=query.span)


def refuse_without_sources(query: ast.Query, question: resolved.Question, asked: Asked) -> None:
    """Refuse to ask for the sources of what has none.

    Raises:
        QueryError: with the question.

    """
    match question:
        case resolved.Show(sort) if sort in SOURCELESS:
            named = sort
        case resolved.Describe(EntityType.SOURCE | EntityType.DATASET as type_):
            named = f"{type_.name.lower()}s"
        case _:
            return
    clauses = query.clauses
    if clauses.published_by is not None or clauses.according_to is not None:
        word = "according to" if clauses.published_by is None else "published by"
        message, hint = f"{named} have no sources of their own", f"leave `{word} …` out"
        raise asked.error("out-of-place", message, hint, span=query.span)


TIMELESS = (ast.Show, ast.Describe, ast.Revisions)
SOURCELESS = ("sources", "datasets", "transactions")
TAKING_STATUSES = (ast.Members, ast.Organizations, ast.Whether, ast.WhenHeld)
OF_FACTS = (
    *(ast.Members, ast.Organizations, ast.Status, ast.Periods, ast.Holders, ast.HoldersOfAny, ast.Offices),
    *(ast.Names, ast.Bodies),
)
"""The questions whose rows are facts, which hold while others do, and begin and end."""

"""Clauses that mean nothing where they stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tempodb.binding.other_clause import clause_word
from tempodb.model.kinds import EntityType
from tempodb.questions import resolved
from tempodb.questions.catalogue import FORMS, form_of
from tempodb.questions.form import Clause
from tempodb.questions.sorts import SHOWN_SORTS
from tempodb.tql import ast

if TYPE_CHECKING:
    from tempodb.binding.source_text import SourceText


def refuse_out_of_place(query: ast.Query, asked: SourceText) -> None:
    """Refuse clauses that do not go with the question.

    Raises:
        QueryError: with the clause.

    """
    clauses, question = query.clauses, query.question
    takes = form_of(question).takes
    including = clauses.including
    if (including.statuses or including.any_status) and "statuses" not in takes:
        raise asked.error(
            "out-of-place",
            f"statuses can be included in {_taking('statuses')}",
            "leave `including …` out",
            span=including.span,
        )
    is_of_every = isinstance(question, ast.Members) and isinstance(question.organization, ast.Every)
    if including.extensions and ("extensions" not in takes or is_of_every):
        message = f"predecessors and bodies can be included in {_taking('extensions')} of an organization"
        raise asked.error("out-of-place", message, "leave them out", span=including.span)
    if (clauses.while_ and "while_" not in takes) or (clauses.that and "that" not in takes):
        clause: Clause = "while_" if clauses.while_ else "that"
        message = f"`{clause.rstrip('_')} …` goes with {_taking(clause)}"
        raise asked.error("out-of-place", message, "leave it out", span=query.span)
    if clauses.rank is not None and "rank" not in takes:
        message = f"`{clauses.rank.by.value} …` goes with {_taking('rank')}"
        raise asked.error("out-of-place", message, "leave it out", span=clauses.rank.span)
    if clauses.with_age and "ages" not in takes and not isinstance(question, ast.Compound):
        message = f"`with age` goes with {_taking('ages')}"
        raise asked.error("out-of-place", message, "leave it out", span=query.span)
    if clauses.having_ is not None and "having_" not in takes:
        message, word = (
            f"`having …` goes with {_taking('having_')}",
            clause_word(clauses.having_, "having", asked),
        )
        mended = asked.mended(word, ["where"])
        suggestions = () if mended is None else (mended,)
        raise asked.error("out-of-place", message, "write `where …`", suggestions, word or query.span)
    _refuse_around(query, asked)
    if clauses.when is not None and "when" not in takes:
        raise asked.error("out-of-place", "this takes no time clause", "leave it out", span=clauses.when.span)


def _taking(clause: Clause) -> str:
    """Return the forms that take a clause, in the words by which they are known."""
    *others, last = dict.fromkeys(form.name for form in FORMS if clause in form.takes)
    return f"{', '.join(others)} and {last}" if others else last


def _refuse_around(query: ast.Query, asked: SourceText) -> None:
    """Refuse clauses after a query in parentheses that belong inside them."""
    question = query.question
    if not isinstance(question, ast.Compound):
        return
    allowed = form_of(question).takes
    if isinstance(question, ast.Count | ast.Share) and question.by is None:
        allowed -= {"when"}
    if query.clauses.given - allowed:
        message = "what follows the parentheses can order and limit alone, and have a `having …`"
        raise asked.error("out-of-place", message, "put the clause inside them", span=query.span)


def refuse_without_sources(query: ast.Query, question: resolved.Question, asked: SourceText) -> None:
    """Refuse to ask for the sources of what has none.

    Raises:
        QueryError: with the question.

    """
    if isinstance(question, resolved.Show) and not SHOWN_SORTS[question.sort].has_sources:
        named = question.sort
    elif isinstance(question, resolved.Describe) and question.type in (EntityType.SOURCE, EntityType.DATASET):
        named = f"{question.type.name.lower()}s"
    else:
        return
    clauses = query.clauses
    if clauses.published_by is not None or clauses.according_to is not None:
        word = "according to" if clauses.published_by is None else "published by"
        message, hint = f"{named} have no sources of their own", f"leave `{word} …` out"
        raise asked.error("out-of-place", message, hint, span=query.span)

"""A filter behind the wrong one of two words: `where` is of rows, and `having` of what an answer tells of others."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tempodb.base.errors import Span
from tempodb.tql.filter_ast import Filter, comparisons

if TYPE_CHECKING:
    from tempodb.base.errors import QueryError
    from tempodb.binding.source_text import SourceText


def said_by_another(
    filter_: Filter, said: str, other: str, refusal: QueryError, asked: SourceText
) -> QueryError:
    """Return that a filter has a meaning with the *other* of two words, where it has; else the *refusal*."""
    span = clause_word(filter_, said, asked)
    if asked.mended(span, [other]) is None:
        return refusal
    told = (
        "by the answer, and not of those whom it is about"
        if other == "having"
        else "of those whom the answer is about"
    )
    hint = f"write `{other} …`: that is told {told}"
    problem = refusal.problems[0]
    return asked.error(problem.code, problem.message, hint, (other,), span)


def clause_word(filter_: Filter, said: str, asked: SourceText) -> Span | None:
    """Return the place of the word that begins the clause of a filter, if there is a text."""
    first = comparisons(filter_)[0].span
    before = None if first is None else asked.written(Span(0, first.start))
    words = list(re.finditer(rf"(?i)(?<![\w'-]){said}(?![\w'-])", before or ""))
    return Span(*words[-1].span()) if words else None

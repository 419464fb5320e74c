"""The module that answers a question, as the catalogue names it; what few questions need is imported for those alone."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from importlib import import_module
from typing import TYPE_CHECKING, Any

from tempodb.questions.catalogue import meaning_of

if TYPE_CHECKING:
    from tempodb.answers.context import AnswerContext
    from tempodb.answers.result_table import Table
    from tempodb.planning.plan import Judge
    from tempodb.questions import resolved
    from tempodb.questions.rows import Row


def answering(question: resolved.Question) -> Callable[[AnswerContext], list[Row] | Table]:
    """Return what makes the rows that answer a question."""
    module, _, function = meaning_of(question).answer.partition(".")
    rows: Callable[[AnswerContext], list[Row] | Table] = getattr(_imported(module), function or "rows")
    return rows


def plans_of(query: resolved.Query) -> Iterable[Judge]:
    """Return the plans of a question that is answered from several."""
    plans: Callable[[resolved.Query], Iterable[Judge]] = _imported(meaning_of(query.question).answer).plans
    return plans(query)


def _imported(module: str) -> Any:
    return import_module(f"tempodb.answers.{module}")

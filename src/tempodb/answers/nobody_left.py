"""Why nobody is left of two answers that are put together: how much each of them has."""

from __future__ import annotations

from tempodb.answers.context import AnswerContext, PlannedQuery
from tempodb.answers.modules import answering
from tempodb.execution.view import View
from tempodb.questions import resolved
from tempodb.tql.ast import SetKind


def why_nobody_is_left(question: resolved.Combined, view: View) -> str:
    """Return how many rows each of two answers has, and what that comes to together."""
    first, second = (
        len(answering(part.question)(AnswerContext(PlannedQuery(part), view)))
        for part in (question.left, question.right)
    )
    said = f"the first answer has {_rows(first)}, the second {_rows(second)}"
    if question.kind is SetKind.INTERSECT and first and second:
        return f"nobody is in both: {said}"
    if question.kind is SetKind.EXCEPT and first:
        return f"whoever is in the first answer is in the second: {said}"
    return said


def _rows(number: int) -> str:
    return "1 row" if number == 1 else f"{number} rows"

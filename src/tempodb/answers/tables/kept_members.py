"""What a filter within a question about every organization keeps, found by what columns hold (MEANING.md, M62)."""

from __future__ import annotations

from tempodb.answers.context import AnswerContext
from tempodb.answers.tables.keeping import kept_rows
from tempodb.answers.tables.members import columns_told
from tempodb.execution.columns.kept_claims import KeptClaims
from tempodb.planning.fact_plans import facts
from tempodb.planning.plan import Judge


def kept_members(asked: AnswerContext) -> KeptClaims | None:
    """Return which memberships the filter of a query keeps; None where rows have to tell it."""
    query = asked.query
    assert query.where is not None
    judged = asked.view.judged(Judge(facts(query.question, query.scope), (), None))
    columns = None if judged is None else columns_told(judged, asked)
    if judged is None or columns is None:
        return None
    return KeptClaims(judged, kept_rows(query.where, columns), asked.view.allowance.refuse_rows)

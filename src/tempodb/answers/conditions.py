"""Whether a condition holds, and when it did."""

from __future__ import annotations

from tempodb.answers.context import AnswerContext
from tempodb.answers.coverage import remark
from tempodb.answers.days import ends_of
from tempodb.answers.ordering import Shaped, days_of, ordered
from tempodb.execution.beliefs import sources_of
from tempodb.planning.planner import plan, whole
from tempodb.questions import resolved
from tempodb.questions.rows import AnswerRow, PeriodRow, Row
from tempodb.temporal.periods import Certainty


def whether(asked: AnswerContext) -> list[Row]:
    """Return yes where it is certain, possibly where it is possible, and no or unknown where it is neither.

    MEANING.md, M33.
    """
    certainties = [verdict.certainty for verdict in asked.view.run(plan(asked.query))]
    if Certainty.CERTAIN in certainties:
        return [AnswerRow("yes")]
    if certainties:
        return [AnswerRow("possibly")]
    is_unknown = remark(asked.query.question, asked.query.scope.window, asked.view)
    return [AnswerRow("unknown" if is_unknown else "no")]


def when(asked: AnswerContext) -> list[Row]:
    """Return the periods in which a condition held; pieces of one key that share an event are one.

    MEANING.md, M33.
    """
    assert isinstance(asked.query.question, resolved.WhenHeld)
    shaped = []
    for fact, certainty in asked.view.each(asked.view.run(whole(asked.query))):
        from_, to = (end.stated() for end in fact.period)
        sources = sources_of(fact)
        row = PeriodRow(from_, to, certainty.value, *ends_of(fact), fact.standing.value, sources)
        shaped.append(Shaped(row, fact.period, " ".join(f"{day:08}" for day in days_of(fact.period))))
    return ordered(shaped, asked)

"""How long terms lasted: on average, in the middle, in total; at least and at most."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil, floor, isinf

from tempodb.answers.context import AnswerContext
from tempodb.answers.measured_terms import MEASURES, terms_taking_part
from tempodb.answers.ordering import Shaped, ordered
from tempodb.questions import resolved
from tempodb.questions.count_rows import DurationRow
from tempodb.questions.rows import Row
from tempodb.temporal.bounds import FIRST_DAY
from tempodb.temporal.durations import days_served
from tempodb.temporal.facts import Fact
from tempodb.temporal.measured import Measured
from tempodb.tql.ast import Measure


def rows(asked: AnswerContext) -> list[Row]:
    """Return a row for each measure that is asked for (MEANING.md, M61)."""
    question = asked.query.question
    assert isinstance(question, resolved.Durations)
    view = asked.view.at(question.asked.scope.known_at)
    lasted = [
        _measured(term, served, is_certain, asked.query.today)
        for term, is_certain in terms_taking_part(question.asked, view).items()
        if (served := days_served(term.extent, asked.query.today)) is not None
    ]
    measures = [measure for measure in Measure if question.measure in (None, measure)] if lasted else []
    return ordered([Shaped(_row(measure, lasted), None, measure) for measure in measures], asked)


def _measured(term: Fact, served: tuple[int, int], is_certain: bool, today: int) -> Measured:
    least, most = served
    # Of what nobody knows when it began, nobody knows how long it lasted.
    is_counted = term.extent.f1 > FIRST_DAY
    return Measured(least, most if is_counted else float("inf"), is_certain and term.extent.f2 <= today)


def _row(measure: Measure, lasted: Sequence[Measured]) -> DurationRow:
    least, most = MEASURES[measure](lasted)
    certain = sum(one.is_certain for one in lasted)
    return DurationRow(measure.value, certain, len(lasted), floor(least), None if isinf(most) else ceil(most))

"""How old people were when the first asked day of their terms came: on average, in the middle; at least and at most."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil, floor, inf, isinf

from tempodb.answers.context import AnswerContext
from tempodb.answers.measured_terms import MEASURES, terms_taking_part
from tempodb.answers.ordering import Shaped, ordered
from tempodb.execution.births import births_of
from tempodb.planning.asked_ages import asked_ages
from tempodb.questions import resolved
from tempodb.questions.count_rows import AgeRow
from tempodb.questions.rows import Row
from tempodb.temporal.ages import age_of, first_asked
from tempodb.temporal.measured import Measured
from tempodb.tql.ast import Measure

OF_AGES = (Measure.AVERAGE, Measure.MEDIAN)
"""The measures of ages, which are not added up."""


def rows(asked: AnswerContext) -> list[Row]:
    """Return a row for each measure that is asked for (MEANING.md, M71)."""
    question = asked.query.question
    assert isinstance(question, resolved.Ages)
    view = asked.view.at(question.asked.scope.known_at)
    ages = asked_ages(question.asked.scope)
    taking_part = terms_taking_part(question.asked, view)
    births = births_of((str(term.key[0]) for term in taking_part), ages, view)
    told = []
    for term, is_certain in taking_part.items():
        birth = births.get(str(term.key[0]))
        day = first_asked(term.extent, ages.window, ages.quantifier)
        if birth is not None and (age := age_of(birth, day)) is not None:
            told.append(Measured(age.least, inf if age.most is None else age.most, is_certain))
    measures = [measure for measure in OF_AGES if question.measure in (None, measure)] if told else []
    unknown = len(taking_part) - len(told)
    return ordered([Shaped(_row(measure, told, unknown), None, measure) for measure in measures], asked)


def _row(measure: Measure, told: Sequence[Measured], unknown: int) -> AgeRow:
    least, most = MEASURES[measure](told)
    certain = sum(one.is_certain for one in told)
    bounds = floor(least), None if isinf(most) else ceil(most)
    return AgeRow(measure.value, certain, len(told), unknown, *bounds)

"""How old those were whom rows are about."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tempodb.answers.context import AnswerContext
from tempodb.answers.ordering import AgedShape, Shaped
from tempodb.execution.births import births_of
from tempodb.execution.view import Verdict
from tempodb.planning.asked_ages import asked_ages
from tempodb.questions.columns import row_type_answering, row_type_of
from tempodb.temporal.ages import Age, DaysMeant, age_of, days_lived, first_asked

NOBODY_KNOWS = (None, None)


def aged(found: Sequence[Verdict], shaped: Sequence[Shaped], asked: AnswerContext) -> list[Shaped]:
    """Return the rows of facts with the ages on the first asked day on which each held (MEANING.md, M70)."""
    ages = asked_ages(asked.query.scope)
    births = births_of((str(verdict.fact.key[0]) for verdict in found), ages, asked.view)
    type_ = row_type_answering(asked.query, row_type_of(asked.query.question))
    told: list[Shaped] = []
    for verdict, one in zip(found, shaped, strict=True):
        fact = verdict.fact
        birth = births.get(str(fact.key[0]))
        day = first_asked(fact.extent, ages.window, ages.quantifier)
        told.append(_aged(one, birth, day, type_))
    return told


def ageless(shaped: Sequence[Shaped], asked: AnswerContext) -> list[Shaped]:
    """Return the rows that are about nobody, in which there is no age."""
    type_ = row_type_answering(asked.query, row_type_of(asked.query.question))
    return [_aged(one, None, (0, 0), type_) for one in shaped]


def _aged(one: Shaped, birth: DaysMeant | None, day: DaysMeant, type_: Any) -> AgedShape:
    age: Age | tuple[None, None] | None = None if birth is None else age_of(birth, day)
    lived = None if birth is None else days_lived(birth, day)
    return AgedShape(type_(*one.row, *(age or NOBODY_KNOWS)), one, lived)

"""Yes or no, and the periods in which a condition held."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import assert_never

from tempodb.answers.result import Result
from tempodb.model.kinds import SUBSTANTIVE
from tempodb.output.sentences.asked_words import asked
from tempodb.output.sentences.dates_in_words import window
from tempodb.output.sentences.name_words import sentence, the
from tempodb.output.sentences.predicates import Auxiliary, SaidOf, sentences
from tempodb.output.sentences.status_words import office_predicate, status_predicate
from tempodb.output.sentences.told_spans import ToldSpan
from tempodb.temporal.bounds import day_text
from tempodb.temporal.facts import Quantifier
from tempodb.tql import ast

SAID_TO_ANSWERS: Mapping[str, str] = MappingProxyType(
    {
        "yes": "Yes, {subject} {was} {what}{when}",
        "no": "No, {subject} {was} not {what}{when}",
        "possibly": "Possibly: whether {subject} {was} {what}{when}, the dates that are recorded leave open",
        "unknown": "That is unknown: whether {subject} {was} {what}{when} lies outside of what is recorded",
    }
)
"""What is said to each answer."""
AUXILIARY_FORMS: Mapping[Auxiliary, tuple[str, str]] = MappingProxyType(
    {Auxiliary.BE: ("was", "is"), Auxiliary.HAVE: ("had", "has")}
)


def tell_whether(result: Result) -> Iterator[list[str]]:
    """Yield the answer, with what was asked."""
    query = asked(result)
    assert isinstance(query.question, ast.Whether)
    is_now = result.today is not None and result.valid == day_text(result.today)
    subject, predicate = _said(query.question.condition, ToldSpan(None, None))
    is_every = query.clauses.when is not None and query.clauses.when.quantifier is Quantifier.EVERY
    days = window(result.valid) if result.valid else "at any time"
    when = " today" if is_now else f" on every day {days}" if is_every else f" {days}"
    for row in result:
        yield [
            sentence(
                SAID_TO_ANSWERS[row.answer].format(
                    subject=subject,
                    was=AUXILIARY_FORMS[predicate.verb][is_now],
                    what=predicate.what(False, True),
                    when=when,
                )
            )
        ]


def tell_periods(result: Result) -> Iterator[list[str]]:
    """Yield the periods in which a condition held."""
    question = asked(result).question
    assert isinstance(question, ast.WhenHeld)
    yield sentences((_said(question.condition, ToldSpan.of(row)) for row in result), result)


def _said(condition: ast.Condition, span: ToldSpan) -> SaidOf:
    """Return whom a condition is about, and what it says."""
    match condition:
        case ast.HoldsOffice(person, office):
            of = None if office.organization is None else office.organization.text
            return SaidOf(person.text, office_predicate(SUBSTANTIVE, None, office.title.text, of, span))
        case ast.HasStatus(party, status, organization):
            where = the(organization.text) if organization else None
            return SaidOf(the(party.text), status_predicate(status.text if status else "member", where, span))
        case _:
            assert_never(condition)

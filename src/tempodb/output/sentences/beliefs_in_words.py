"""What was believed from when to when, and what contradicts what is believed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tempodb.answers.result import Result
from tempodb.output.sentences.dates_in_words import moment, with_days
from tempodb.output.sentences.name_words import sentence, the
from tempodb.output.sentences.predicates import Predicate
from tempodb.output.sentences.status_words import (
    beside_words,
    office_predicate,
    office_words,
    status_predicate,
)
from tempodb.output.sentences.told_spans import ToldSpan


def tell_revisions(result: Result) -> Iterator[list[str]]:
    """Yield each belief, with since when and until when it was one."""
    for row in result:
        since, until = (at and moment(at[:10]) for at in (row.recorded_from, row.recorded_to))
        begun = f"{since} it was recorded that {_said(row, result)}"
        yield [sentence(f"{begun}; that was withdrawn {until}" if until else begun)]


def tell_conflicts(result: Result) -> Iterator[list[str]]:
    """Yield each claim that contradicts another, with what that says."""
    for row in result:
        who = row.member_name or row.holder_name
        said = (
            _said(row, result) if who else f"the office of {office_words(row.title, row.organization_name)}"
        )
        against = (
            f", against {with_days(row.other)}"
            if row.other and who
            else f": {with_days(row.other)}"
            if row.other
            else ""
        )
        yield [sentence(f"{said}{against}")]


def _said(row: Any, result: Result) -> str:
    status = getattr(row, "status", None)
    where = the(row.organization_name or "")
    predicate: Predicate
    if status is not None:
        predicate = status_predicate(status, where, ToldSpan.of(row), beside_words(row))
        return f"{the(row.member_name)} {predicate.said(result)}"
    predicate = office_predicate(
        *(row.capacity, row.ordinal, row.title, row.organization_name, ToldSpan.of(row)), beside_words(row)
    )
    return f"{row.holder_name} {predicate.said(result)}"

"""Who belonged to what from when to when."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from tempodb.answers.result import Result
from tempodb.output.sentences.asked_words import asked
from tempodb.output.sentences.dates_in_words import window
from tempodb.output.sentences.name_words import figure, of_age, sentence, side_by_side, the
from tempodb.output.sentences.predicates import Predicate, SaidOf, sentences
from tempodb.output.sentences.status_words import beside_words, status_noun, status_predicate
from tempodb.output.sentences.told_spans import ToldSpan
from tempodb.temporal.facts import Quantifier
from tempodb.tql import ast

OF_THE_WHOLE = frozenset(
    ("including", "when", "known_at", "published_by", "according_to", "disputed", "order_by", "with_age")
)
"""The clauses that leave no row out of an answer of which the number is told."""


def tell_members(result: Result) -> Iterator[list[str]]:
    """Yield for each organization how many it had, and since when each; of one party, all together."""
    rows = result
    if len({row.member for row in rows}) == 1:
        yield sentences(map(_saying, rows), result)
        return
    is_whole = _is_whole(asked(result))
    by_organization: dict[str, list[Any]] = {}
    for row in rows:
        by_organization.setdefault(row.organization, []).append(row)
    for found in by_organization.values():
        lead, where = ([_lead(found, result)], the(found[0].organization_name)) if is_whole else ([], None)
        yield [*lead, *sentences(map(_saying, found), result, where)]


def _is_whole(query: ast.Query) -> bool:
    """Return whether the answer has all who belonged, so that their number may be told."""
    when = query.clauses.when
    is_some = when is None or (when.only is None and when.quantifier is Quantifier.SOME)
    return is_some and isinstance(query.question, ast.Members) and query.clauses.given <= OF_THE_WHOLE


def _saying(row: Any) -> SaidOf:
    where = the(row.organization_name)
    return SaidOf(
        of_age(the(row.member_name), row),
        status_predicate(row.status, where, ToldSpan.of(row), beside_words(row)),
    )


def _lead(rows: Sequence[Any], result: Result) -> str:
    """Return how many of what status there were in one place."""
    counted = []
    believed = [row for row in rows if row.standing == "accepted"]
    for status in dict.fromkeys(row.status for row in rows):
        either = {row.member for row in believed if row.status == status}
        sure = {row.member for row in believed if row.status == status and row.certainty == "certain"}
        counted.append(f"{figure(len(sure), len(either))} {status_noun(status, len(either))}")
    when = window(result.valid) if result.valid else "at one time or another"
    return sentence(f"{when} {the(rows[0].organization_name)} had {side_by_side(counted)}")


def tell_overlaps(result: Result) -> Iterator[list[str]]:
    """Yield who were members together, two by two; of two that may have held offices of it, that they were in it."""
    told, before = [], None
    first, again = (
        ("in {}", "there")
        if isinstance(asked(result).question, ast.Overlap)
        else ("members of {}", "members")
    )
    for row in result:
        where = again if row.organization == before else first.format(the(row.organization_name))
        before = row.organization
        pair = side_by_side([the(row.member_name), the(row.other_name)])
        said = f"{where} together"
        told.append(sentence(f"{pair} {Predicate(said, said, ToldSpan.of(row)).said(result, is_many=True)}"))
    yield told

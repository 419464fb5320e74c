"""Who held which office from when to when, and when nobody did."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from tempodb.answers.result import Result
from tempodb.output.sentences.name_words import of_age, sentence, side_by_side
from tempodb.output.sentences.predicates import Predicate, SaidOf, sentences
from tempodb.output.sentences.status_words import beside_words, office_predicate, office_words
from tempodb.output.sentences.told_spans import ToldSpan

VACANT_AS: Mapping[str, str] = MappingProxyType({"certain": "vacant", "possible": "possibly vacant"})
"""What an office was that nobody held, as it is known."""


def tell_holders(result: Result) -> Iterator[list[str]]:
    """Yield who held which office, and of which offices no holder is known."""
    yield sentences(
        (
            SaidOf(
                of_age(row.holder_name, row),
                office_predicate(
                    *(row.capacity, row.ordinal, row.title, row.organization_name, ToldSpan.of(row)),
                    beside_words(row),
                ),
            )
            for row in result
            if row.holder is not None
        ),
        result,
    )
    open_ = [office_words(row.title, row.organization_name) for row in result if row.holder is None]
    if open_:
        yield [sentence(f"of the office of {side_by_side(open_, ' and of ')} no holder is known")]


def tell_vacancies(result: Result) -> Iterator[list[str]]:
    """Yield when nobody held an office."""
    yield sentences(
        (
            SaidOf(
                f"the office of {office_words(row.title, row.organization_name)}",
                Predicate(VACANT_AS[row.certainty], VACANT_AS[row.certainty], ToldSpan(row.from_, row.to)),
            )
            for row in result
        ),
        result,
    )

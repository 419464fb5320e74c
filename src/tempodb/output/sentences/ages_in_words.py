"""How old people were on average, and in the middle."""

from __future__ import annotations

from collections.abc import Iterator

from tempodb.answers.result import Result
from tempodb.output.sentences.asked_words import asked, untimed_words
from tempodb.output.sentences.dates_in_words import window
from tempodb.output.sentences.name_words import sentence
from tempodb.tql import ast


def tell_ages(result: Result) -> Iterator[list[str]]:
    """Yield how old people were by each measure, and of how many terms nobody knows it."""
    query = asked(result)
    assert isinstance(query.question, ast.Ages)
    people = untimed_words(query.question.asked)
    when = window(result.valid) if result.valid else "when their terms began"
    told = [
        sentence(f"the {row.measure} age of {people} {when} was {_years(row.least_age, row.most_age)}")
        for row in result
    ]
    unknown = result[0].unknown
    if unknown:
        terms = "1 term is" if unknown == 1 else f"{unknown} terms are"
        told.append(sentence(f"{terms} left out, of which no age is known"))
    yield told


def _years(least: int, most: int | None) -> str:
    if most is None:
        return f"at least {least}"
    return str(least) if least == most else f"between {least} and {most}"

"""What there is, and what is known of one thing."""

from __future__ import annotations

from collections.abc import Iterator

from tempodb.answers.result import Result
from tempodb.output.sentences.asked_words import asked
from tempodb.output.sentences.dates_in_words import with_days
from tempodb.output.sentences.name_words import a, sentence, the
from tempodb.tql import ast


def tell_entities(result: Result) -> Iterator[list[str]]:
    """Yield what there is of one sort; or what one thing is, and what is recorded of it."""
    question = asked(result).question
    if isinstance(question, ast.Show):
        number = len(result)
        are = f"is 1 {question.sort.removesuffix('s')}" if number == 1 else f"are {number} {question.sort}"
        yield [f"There {are}:"]
        for row in result:
            yield [f"{row.name} ({with_days(row.detail)})" if row.detail else row.name]
        return
    first, *others = result
    beside = f" ({first.detail})" if first.detail else ""
    yield [sentence(f"{the(first.name)} is {a(first.kind)}{beside}")]
    said = [
        with_days(f"{row.name}{f' {row.detail}' if row.detail else ''}")
        for row in others
        if row.name != first.name
    ]
    if said:
        yield [sentence(f"Recorded: {'; '.join(said)}")]

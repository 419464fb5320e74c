"""Rows for which there are no words of their own: each as one sentence of what its columns say."""

from __future__ import annotations

from collections.abc import Iterator

from tempodb.answers.result import Result
from tempodb.output.sentences.dates_in_words import with_days
from tempodb.output.sentences.name_words import sentence, side_by_side
from tempodb.output.terminal.layouts import layout_of


def tell_plainly(result: Result) -> Iterator[list[str]]:
    """Yield for each row what stands in its columns, behind their headings."""
    columns = [column for column in layout_of(result).columns if column.says_something(result)]
    for row in result:
        told = [f"{column.heading} {with_days(text)}" for column in columns if (text := column.text(row))]
        said = side_by_side(told)
        yield [sentence(f"{said[:1].upper()}{said[1:]}")]

"""What part some were of others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from tempodb.answers.result import Result
from tempodb.output.sentences.asked_words import asked, untimed_words
from tempodb.output.sentences.dates_in_words import edge, window
from tempodb.output.sentences.name_words import figure, figure_alone, sentence, side_by_side
from tempodb.tql import ast


def tell_shares(result: Result) -> Iterator[list[str]]:
    """Yield what part there was in each period, or of each group; periods with one part stand together."""
    question = asked(result).question
    assert isinstance(question, ast.Share)
    whose = untimed_words(question.counted)
    if question.group is None:
        yield [sentence(f"the share of {whose} was {side_by_side(_parts(result))}")]
        return
    told = [
        f"{name or 'nobody said'} {side_by_side(_parts(list(found)))}"
        for name, found in groupby(result, key=lambda row: row.group_name)
    ]
    yield [sentence(f"the shares of {whose} by {question.group.value} were {'; '.join(told)}")]


def _parts(rows: Sequence[Any]) -> list[str]:
    """Return the parts, each with the periods that have it one after the other."""
    return [_part(list(run)) for _, run in groupby(rows, key=lambda row: row[-6:])]


def _part(run: Sequence[Any]) -> str:
    first, last = run[0], run[-1]
    when = window(first.period) if len(run) == 1 else f"from {edge(first.period)} to {edge(last.period)}"
    if first.least_percent is None:
        return f"of nobody {when}"
    least, most = first.least_percent, first.most_percent
    percent = f"{least} %" if least == most else f"between {least} and {most} %"
    some = figure_alone(figure(first.certain, first.possible))
    all_ = figure(first.of_certain, first.of_possible)
    return f"{percent} {when} ({some} of {all_})"

"""Why something is so, or is not: the rule, the claims, the sources."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby
from types import MappingProxyType
from typing import Any

from tempodb.answers.result import Result
from tempodb.output.sentences.dates_in_words import happened, with_days
from tempodb.output.sentences.name_words import sentence, side_by_side, the
from tempodb.output.sentences.status_words import status_predicate
from tempodb.output.sentences.told_spans import ToldSpan

HEADS_OF_REASONS: Mapping[str, str] = MappingProxyType(
    {
        "conflict": "Told differently",
        "claim": "Claimed",
        "source": "Sources",
        "withdrawn": "Withdrawn",
        "disputed": "Disputed, and not believed",
        "write": "Written",
    }
)
"""What stands before the reasons of one sort."""


def tell_reasons(result: Result) -> Iterator[list[str]]:
    """Yield what answers, or why nothing does, and then a paragraph for what stands behind it."""
    for what, found in groupby(result, key=lambda row: row.what):
        rows = list(found)
        if what in ("answer", "absent"):
            yield [_answer(row, result) for row in rows]
        else:
            yield [sentence(f"{HEADS_OF_REASONS[what]}: {'; '.join(_reason(row, result) for row in rows)}")]


def _answer(row: Any, result: Result) -> str:
    """Return one answer, how certain it is, and by which rule."""
    because = f", because {with_days(row.because)}" if row.because else ""
    said = sentence(_said(row, result))
    if row.what == "absent":
        return f"{said} That is no answer{because}." if because else said
    return f"{said} That is {'certain' if row.certainty == 'certain' else 'only possible'}{because}."


def _said(row: Any, result: Result) -> str:
    """Return what a reason says of somebody, of which the row has the words `WHOM: WHAT in WHERE`."""
    if row.standing is None:
        return str(row.says)
    whom, _, where = str(row.says).partition(f": {row.status} in ")
    if row.status and where:
        return f"{the(whom)} {status_predicate(row.status, the(where), ToldSpan.of(row)).said(result)}"
    return f"{row.says}, {_dates(row, result)}"


def _dates(row: Any, result: Result) -> str:
    told = ToldSpan(row.from_, row.to)
    return told.words(result.today, result.ends == "through") or "always"


def _reason(row: Any, result: Result) -> str:
    if row.what == "source":
        published = None if row.published is None else f"published {happened(row.published)}"
        return ", ".join(filter(None, [row.title or row.says, row.publisher, published, row.url]))
    said = row.status or row.capacity
    told = f"{said} {_dates(row, result)}" if said and row.what != "conflict" else with_days(row.says)
    by = f" by {side_by_side(row.sources)}" if row.sources else ""
    because = f" ({with_days(row.because)})" if row.because and row.what != "claim" else ""
    note = f", with the note “{row.note.rstrip('.')}”" if row.note else ""
    return f"{told}{by}{because}{note}"

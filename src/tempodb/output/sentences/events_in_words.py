"""What events there were, and what is planned."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any

from tempodb.answers.result import Result
from tempodb.output.sentences.dates_in_words import happened, window
from tempodb.output.sentences.name_words import a, ordinal, sentence, the

BECAME: Mapping[str, str] = MappingProxyType(
    {
        "held": "took place",
        "planned": "is planned",
    }
)
"""What becomes of an event."""


def tell_events(result: Result) -> Iterator[list[str]]:
    """Yield a sentence for each event."""
    for row in result:
        yield [_event(row, result.valid)]


def _event(row: Any, valid: str | None) -> str:
    """Return when and where an event of some kind took place, and what it was."""
    kind = (row.kind or "event").replace("-", " ")
    noun = f"the {ordinal(row.number)} {kind}" if row.number is not None else a(kind)
    of = f" of {the(row.body_name)}" if row.number is not None and row.body_name else ""
    when = happened(row.date)
    place = f" in {row.place}" if row.place else ""
    doubt = f" (possibly not {window(valid)})" if row.certainty == "possible" and valid is not None else ""
    said = [f"{when} {noun}{of} {BECAME[row.state]}{place}{doubt}", row.title]
    told = ": ".join(filter(None, said))
    outcome = f" Outcome: {row.outcome.rstrip('.')}." if row.outcome else ""
    return f"{sentence(told)}{outcome}{' (Disputed.)' if row.standing == 'disputed' else ''}"

"""What is told of a thing itself: its name, kind, codes, other names, and from when to when it existed."""

from __future__ import annotations

from typing import Any, NamedTuple

from tempodb.output.sentences.dates_in_words import with_days
from tempodb.web.page_questions import PageQuestions
from tempodb.web.pages.page import Passage, TextPiece

EXISTED = "founded to dissolved"
"""What `describe` calls the existence of an organization."""
TOLD_OF_ITSELF = ("existence", "name", "succeeds", "part of")
"""What `describe` tells that is about the thing and nothing else."""

BEFORE_A_FOCUS = "focus "
"""What `show datasets` says before the organization that a dataset is about."""


class Described(NamedTuple):
    """A thing as it was known at an instant; before that it has its id alone."""

    title: str
    kind: str = ""
    detail: str | None = None
    facts: tuple[tuple[str, Passage], ...] = ()


def told_of(asking: PageQuestions, id_: str) -> Described:
    """Return what is told of a thing.

    Raises:
        QueryError: nothing has this id, whenever it is asked.

    """
    answer = asking.ever("describe :it", it=id_)
    if not answer:
        return Described(id_)
    first = answer[0]
    said = [("id", first.id), ("kind", first.kind), *map(_detailed, (first.detail or "").split("; "))]
    said += [_itself(row) for row in answer[1:] if row.kind in TOLD_OF_ITSELF]
    facts = tuple((name, (TextPiece(text),)) for name, text in said if text)
    return Described(first.name, first.kind, first.detail, facts)


def _detailed(part: str) -> tuple[str, str]:
    """Return what a part of a detail is called, and the rest of it.

    >>> _detailed("also CST"), _detailed("UZ"), _detailed("2 seats"), _detailed("of CSTO")
    (('also called', 'CST'), ('code', 'UZ'), ('seats', '2'), ('of', ''))
    """
    first, _, rest = part.partition(" ")
    if first == "also":
        return "also called", rest
    if first == "of":
        # The page of an office says to what it leads.
        return "of", ""
    return ("seats", part.removesuffix(" seats")) if part.endswith(" seats") else ("code", part)


def _itself(row: Any) -> tuple[str, str]:
    """Return what is told of a thing itself, in words that people use."""
    detail = with_days(row.detail or "")
    match row.kind:
        case "existence":
            return "existed" if row.name == EXISTED else "lived", detail
        case "name":
            return "name", ", ".join(filter(None, [row.name, detail]))
        case _:
            return row.kind, " ".join(filter(None, [row.name, detail]))

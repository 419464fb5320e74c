"""What is told of a thing itself: its name, kind, codes, other names, and from when to when it existed."""

from __future__ import annotations

from typing import NamedTuple

from tempodb.web.page_questions import PageQuestions
from tempodb.web.pages.page import Passage, TextPiece

TOLD_OF_ITSELF = ("existence", "name", "succeeds", "part of")
"""What `describe` tells that is about the thing and nothing else."""


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
    facts: list[tuple[str, Passage]] = [("id", (TextPiece(first.id),)), ("kind", (TextPiece(first.kind),))]
    if first.detail:
        facts.append(("known by", (TextPiece(first.detail),)))
    facts += (
        (row.kind, (TextPiece(" ".join(filter(None, [row.name, row.detail]))),))
        for row in answer[1:]
        if row.kind in TOLD_OF_ITSELF
    )
    return Described(first.name, first.kind, first.detail, tuple(facts))

"""Statements → their canonical text, where that says all that is written: comments stay as they are."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from tempodb.base.errors import QueryError, Span
from tempodb.language_service.statements import LEXEME, split_statements
from tempodb.tql.parsing.parser import parse_script
from tempodb.tql.printing import questions, writes
from tempodb.tql.write_ast import WritingStatement


class CanonicalText(NamedTuple):
    """A statement that is written otherwise than its canonical text says it."""

    span: Span
    text: str


def canonical_statements(text: str) -> Iterator[CanonicalText]:
    """Yield each statement of *text* that can be said canonically and is not; none with comments or parameters in it.

    >>> [said.text for said in canonical_statements("MEMBERS of  CSTO in 2006 limit 3; show states; members off")]
    ['members of CSTO as of 2006 limit 3']
    """
    for piece in split_statements(text):
        end = piece.start + len(piece.text)
        while text[end - 1 : end].isspace() or text[end - 1 : end] == ";":
            end -= 1
        written = text[piece.begin : end]
        if piece.names or any(found.lastgroup in ("comment", "end") for found in LEXEME.finditer(written)):
            continue
        said = _said(written)
        if said is not None and said != written:
            yield CanonicalText(Span(piece.begin, end), said)


def _said(written: str) -> str | None:
    try:
        (statement,) = parse_script(written)
        said = _printed(statement)
        # What cannot be read again is not to be written.
        (again,) = parse_script(said)
    except (QueryError, ValueError):
        return None
    return said if _printed(again) == said else None


def _printed(statement: object) -> str:
    if isinstance(statement, WritingStatement):
        return writes.write(statement)
    return questions.write(statement)  # type: ignore[arg-type]

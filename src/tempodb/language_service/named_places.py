"""Which name stands at a place of a text of TQL, whom it means, and of which time the statement asks."""

from __future__ import annotations

from typing import NamedTuple

from tempodb.base.errors import Span
from tempodb.binding.name_kinds import ANYTHING, OFFICE, NameKind
from tempodb.language_service.cursor_context import asked_day, context
from tempodb.language_service.highlighting import Role, paint
from tempodb.language_service.name_completions import name_kinds
from tempodb.language_service.name_index import NameIndex
from tempodb.language_service.set_before import name_meant, said_before
from tempodb.language_service.statements import statement_at
from tempodb.language_service.tokens import TokenizedText, read
from tempodb.model.labels import Label

KNOWN_AT = "_KNOWN_AT"


class NamedPlace(NamedTuple):
    """A name where it stands, whom it may mean, and what its statement says of time.

    *day* is the day that is asked about, as a number, and *known_at* the text of the instant; None where neither
    the statement says it nor a `set` before it.
    """

    span: Span
    labels: tuple[Label, ...]
    day: int | None
    known_at: str | None


def name_at(text: str, place: int, names: NameIndex) -> NamedPlace | None:
    """Return the name that *place* of a text is in, None where there is none that is known.

    >>> from tempodb.model.kinds import EntityType
    >>> names = NameIndex([Label("Isle of Man", "man", EntityType.PARTY)])
    >>> found = name_at("describe Isle of Man", 14, names)
    >>> found.span, found.labels[0].id
    (Span(start=9, end=20), 'man')
    """
    whole = statement_at(text, place)
    statement = text[whole.start : whole.end]
    at = whole.start
    for role, piece in paint(statement, names.knows):
        end = at + len(piece)
        if at <= place < end or (place == end and role in (Role.NAME, Role.STRING)):
            break
        at = end
    else:
        return None
    if role not in (Role.NAME, Role.STRING):
        return None
    reading = read(statement)
    said = said_before(text, whole.start)
    labels = _labels(piece, reading, at - whole.start, names)
    if not labels:
        return None
    if len(labels) > 1 and said.focus is not None:
        # Of several offices of one title, that of the focus is meant.
        labels = _offices(f"{name_meant(piece)} of {said.focus}", names) or labels
    day, known_at = asked_day(statement), _known_at(reading)
    return NamedPlace(
        Span(at, end),
        labels,
        said.day if day is None else day,
        said.known_at if known_at is None else known_at,
    )


def _labels(written: str, reading: TokenizedText, start: int, names: NameIndex) -> tuple[Label, ...]:
    name = name_meant(written)
    number = next((i for i, token in enumerate(reading.tokens) if token.start == start), None)
    kinds: tuple[NameKind, ...] = ANYTHING
    if number is not None:
        token = reading.tokens[number]
        kinds = tuple(name_kinds(token.terminal, context(reading.text, reading.tokens[:number]))) or ANYTHING
    for sought in dict.fromkeys((kinds, ANYTHING)):
        found = {label.id: label for label in (*names.of(name, sought), *names.called(name, sought))}
        if found:
            return tuple(found.values())
    return _offices(name, names)


def _offices(name: str, names: NameIndex) -> tuple[Label, ...]:
    """Return the offices that `TITLE of BODY` means."""
    title, of, body = name.rpartition(" of ")
    bodies = {label.id for label in (*names.of(body, ANYTHING), *names.called(body, ANYTHING))}
    offices = (*names.of(title, (OFFICE,)), *names.called(title, (OFFICE,)))
    found = {label.id: label for label in offices if label.id.rpartition("/")[0] in bodies}
    return tuple(found.values()) if of else ()


def _known_at(reading: TokenizedText) -> str | None:
    number = next((i for i, token in enumerate(reading.tokens) if token.terminal == KNOWN_AT), None)
    if number is None or number + 1 >= len(reading.tokens):
        return None
    after = reading.tokens[number + 1]
    return reading.text[after.start : after.end]

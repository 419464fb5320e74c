"""Answers as tables of a page, whose cells lead to what they name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Any

import tempodb
from tempodb.output.sentences.dates_in_words import with_days
from tempodb.output.terminal.footers import FOOTER_SEPARATOR
from tempodb.output.terminal.layouts import Column, Fit
from tempodb.output.terminal.told_once import told_once
from tempodb.questions.rows import EntityRow
from tempodb.web.pages.page import ColumnHeading, PageKind, PageSubject, PageTable, Passage, TextPiece
from tempodb.web.pages.plain_words import WRITTEN_INSTANT, date_piece, in_office, instants_in_words

_DATES = ("from", "to", "date")
UNBROKEN = (Fit.WHOLE, Fit.PARTED)
MOST_CITED = 1
"""How many sources a cell names; a page of the row's own names the rest."""
MOST_ON_A_PAGE = 200
"""How many rows of an answer a page shows."""
LEADING: Mapping[str, tuple[PageKind, str]] = MappingProxyType(
    {
        "member_name": (PageKind.PARTY, "member"),
        "organization_name": (PageKind.ORGANIZATION, "organization"),
        "holder_name": (PageKind.PARTY, "holder"),
        "title": (PageKind.OFFICE, "office"),
        "party_name": (PageKind.PARTY, "party"),
        "other_name": (PageKind.PARTY, "other"),
        "body_name": (PageKind.ORGANIZATION, "body"),
        "place_name": (PageKind.ORGANIZATION, "place"),
        "representing_name": (PageKind.PARTY, "representing"),
    }
)
"""The page that a column of names leads to, and the column of its id."""
KINDS_OF_ENTITIES: Mapping[str, PageKind] = MappingProxyType(
    {
        "source": PageKind.SOURCE,
        "office": PageKind.OFFICE,
        "person": PageKind.PERSON,
        "state": PageKind.PARTY,
        "dataset": PageKind.DATASET,
        "transaction": PageKind.TRANSACTION,
    }
)


def answer_table(
    result: tempodb.Result, heading: str, empty: str = "", most: int = MOST_ON_A_PAGE, about: str = ""
) -> PageTable:
    """Return an answer as a table, of its first rows; where it has none, it says why.

    The name of whom the page is *about*, given by its id, is not told once more.
    """
    if not result:
        because = with_days(instants_in_words(result.empty_because or "there is nothing"))
        return PageTable(heading, (), (), result.query, empty or because)
    shown = result.head(most)
    columns, below = told_once(shown)
    rows = tuple(tuple(answer_cell(column, row) for column in columns) for row in shown.rows)
    headings = tuple(ColumnHeading(column.heading, column.fit in UNBROKEN) for column in columns)
    more = len(result) - len(shown)
    known = _names_of(about, shown[0]) if about else set()
    said = FOOTER_SEPARATOR.join(in_office(text) for text in below if text not in known)
    return PageTable(heading, headings, rows, result.query, more=more, below=said)


def _names_of(id_: str, row: Any) -> set[str]:
    """Return what a row calls the thing of an id."""
    return {getattr(row, name) for name, (_, of) in LEADING.items() if getattr(row, of, None) == id_}


def answer_cell(column: Column, row: Any) -> Passage:
    """Return a cell, which leads to what it names."""
    name = column.fields[0]
    if name == "sources":
        return some_sources(row.sources)
    if name in ("participants", "certain_ids", "possible_ids"):
        return linked_ids(getattr(row, name), PageKind.PARTY)
    text = column.text(row)
    if name in _DATES and text:
        return (date_piece(text),)
    if name == "capacity":
        return (TextPiece(in_office(text)),)
    if WRITTEN_INSTANT.fullmatch(text):
        return (TextPiece(instants_in_words(text), _thing(name, row), exact=text),)
    return (TextPiece(text, _thing(name, row) if text else None),)


def _thing(name: str, row: Any) -> PageSubject | None:
    if isinstance(row, EntityRow):
        return entity_page(row) if name == "name" else None
    if name == "title" and hasattr(row, "event"):
        return PageSubject(PageKind.EVENT, row.event)
    kind, of = LEADING.get(name, (None, ""))
    id_ = getattr(row, of, None) if of else None
    return None if kind is None or id_ is None else PageSubject(kind, id_)


def entity_page(row: EntityRow) -> PageSubject:
    """Return what a row of `show` is about."""
    return PageSubject(KINDS_OF_ENTITIES.get(row.kind, PageKind.ORGANIZATION), row.id)


def cited_sources(ids: Iterable[str]) -> Passage:
    """Return sources, each of which leads to its page."""
    return linked_ids(ids, PageKind.SOURCE)


def some_sources(ids: Sequence[str]) -> Passage:
    """Return the first of some sources, and how many more there are."""
    left = len(ids) - MOST_CITED
    more = (TextPiece(f" and {left} more"),) if left > 0 else ()
    return (*cited_sources(ids[:MOST_CITED]), *more)


def linked_ids(ids: Iterable[str], kind: PageKind) -> Passage:
    """Return ids with commas between them, each of which leads to its page."""
    pieces: list[TextPiece] = []
    for id_ in ids:
        pieces += [TextPiece(", "), TextPiece(id_, PageSubject(kind, id_))]
    return tuple(pieces[1:])


def in_a_list(pieces: Sequence[Passage], last: str = " and ") -> Passage:
    """Return texts as a list in a sentence.

    >>> [words.text for words in in_a_list([(TextPiece("a"),), (TextPiece("b"),), (TextPiece("c"),)])]
    ['a', ', ', 'b', ' and ', 'c']
    """
    joined: list[TextPiece] = []
    for number, piece in enumerate(pieces):
        if number:
            joined.append(TextPiece(last if number == len(pieces) - 1 else ", "))
        joined += piece
    return tuple(joined)

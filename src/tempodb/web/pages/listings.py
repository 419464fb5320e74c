"""What there is of a kind, a page at a time, and the page that everything begins with."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

import tempodb
from tempodb.model.kinds import EntityType, PartyClass
from tempodb.web.page_questions import PageQuestions
from tempodb.web.pages.answer_tables import MOST_ON_A_PAGE, answer_table
from tempodb.web.pages.page import (
    PAGE_OF_CLASS,
    ColumnHeading,
    PageKind,
    PageSubject,
    PageTable,
    TextPiece,
    WebPage,
)


class Listing(NamedTuple):
    """A list of things: how it is headed, the question that it answers, and what things they are."""

    heading: str
    question: str
    page: PageKind
    type: EntityType | None = None
    class_: PartyClass | None = None


LISTINGS: Mapping[str, Listing] = MappingProxyType(
    {
        "organizations": Listing(
            "Organizations",
            "show organizations",
            PageKind.ORGANIZATION,
            EntityType.PARTY,
            PartyClass.ORGANIZATION,
        ),
        "states": Listing("States", "show states", PageKind.PARTY, EntityType.PARTY, PartyClass.STATE),
        "people": Listing("People", "show persons", PageKind.PERSON, EntityType.PARTY, PartyClass.PERSON),
        "offices": Listing("Offices", "show offices", PageKind.OFFICE, EntityType.OFFICE),
        "events": Listing("Events", "events ever", PageKind.EVENT, EntityType.EVENT),
        "sources": Listing("Sources", "show sources", PageKind.SOURCE, EntityType.SOURCE),
        "transactions": Listing("Transactions", "show transactions", PageKind.TRANSACTION),
        "datasets": Listing("Datasets", "show datasets", PageKind.DATASET),
    }
)
"""By what their addresses end with."""
MOST_BY_NAME = 20_000
"""Of how many parties, offices or sources all are read to put them in the order of their names."""
MOST_BY_ID = 100
"""How many things of more than these a page lists, in the order of their ids."""


def listing(asking: PageQuestions, name: str, start: str) -> WebPage:
    """Return what there is of a kind, a page of it, which begins with the thing that has an id; from the first one on without."""
    listed = LISTINGS[name]
    table = _some_of(asking, listed, start)
    count = len(table.rows) + table.more
    known = f"{count:,} known at this instant." if count else "None is known at this instant."
    if _is_large(asking, listed):
        known = (
            "In the order of their ids, and so many that they are not counted. The search finds them by name."
        )
    return WebPage(
        listed.heading,
        "list",
        (TextPiece(known),),
        question=table.question or listed.question,
        tables=(table,),
    )


def whole_listing(asking: PageQuestions, name: str) -> WebPage:
    """Return all there is of a kind, for a site of files, where nothing else leads to it."""
    listed = LISTINGS[name]
    answer = asking.ever(listed.question)
    table = answer_table(answer, listed.heading, "There is none yet.", len(answer))
    known = f"{len(answer):,} known." if answer else "None is known."
    return WebPage(listed.heading, "list", (TextPiece(known),), question=table.question, tables=(table,))


def _is_large(asking: PageQuestions, listed: Listing) -> bool:
    return listed.type is not None and asking.database.how_many(listed.type) > MOST_BY_NAME


def _some_of(asking: PageQuestions, listed: Listing, start: str) -> PageTable:
    if _is_large(asking, listed):
        return _by_id(asking, listed, start)
    answer = asking.ever(listed.question)
    ids = [row[0] for row in answer]
    first = ids.index(start) if start in ids else 0
    table = answer_table(_from(answer, first), listed.heading, "There is none yet.")
    end = first + len(table.rows)
    return table._replace(
        more=len(answer) - len(table.rows),
        before=ids[max(0, first - MOST_ON_A_PAGE)] if first else "",
        after=ids[end] if end < len(ids) else "",
    )


def _from(answer: tempodb.Result, first: int) -> tempodb.Result:
    return answer.with_rows(tuple(answer[first:]), answer.remark) if first else answer


def _by_id(asking: PageQuestions, listed: Listing, start: str) -> PageTable:
    assert listed.type is not None
    asked, known = (listed.type, listed.class_), asking.clocks.known
    *ids, after = [*asking.database.ids_from(*asked, start, MOST_BY_ID + 1, known), ""]
    if len(ids) > MOST_BY_ID:
        after = ids.pop()
    before = asking.database.ids_before(*asked, start, MOST_BY_ID, known) if start else []
    page = listed.page if listed.class_ is None else PAGE_OF_CLASS[listed.class_]
    told = asking.database.entities(listed.type, ids, known)
    rows = tuple(
        (
            (TextPiece(it.name or id_, PageSubject(page, id_)),),
            (TextPiece(it.kind),),
            (TextPiece(id_),),
            (TextPiece(it.detail or ""),),
        )
        for id_, it in ((id_, told[id_]) for id_ in ids if id_ in told)
    )
    columns = (
        ColumnHeading("name"),
        ColumnHeading("kind", is_whole=True),
        ColumnHeading("id"),
        ColumnHeading("detail"),
    )
    return PageTable(
        listed.heading, columns if rows else (), rows, "", "There is none from here on.",
        before=before[0] if before else "", after=after,
    )  # fmt: skip


def beginning(asking: PageQuestions) -> WebPage:
    """Return the page that everything begins with: the datasets, and the organizations that they are about."""
    if not asking.database.recorded():
        return WebPage("tempodb", "beginning", NOTHING_RECORDED)
    datasets = answer_table(asking.ever("show datasets"), "Datasets", "None was loaded yet.")
    listed = LISTINGS["organizations"]
    organizations = _some_of(asking, listed, "")._replace(before="", after="")
    return WebPage("tempodb", "beginning", LEAD, question=listed.question, tables=(datasets, organizations))


LEAD = (
    TextPiece("Who held which office, and which body belonged to which organization, when, by which source."),
)
HOW_TO_BEGIN = (
    TextPiece("tempodb load FILE", is_strong=True),
    TextPiece(" records a dataset, and "),
    TextPiece("tempodb demo", is_strong=True),
    TextPiece(" shows one."),
)
NOTHING_RECORDED = (TextPiece("Nothing is recorded yet. "), *HOW_TO_BEGIN)

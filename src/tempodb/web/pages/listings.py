"""What there is of a kind, and the page that everything begins with."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from tempodb.model.kinds import EntityType
from tempodb.web.page_questions import PageQuestions
from tempodb.web.pages.answer_tables import answer_table
from tempodb.web.pages.page import PageTable, TextPiece, WebPage


class Listing(NamedTuple):
    """A list of things: how it is headed, the question that it answers, and what is counted before it is asked."""

    heading: str
    question: str
    type: EntityType | None = None


LISTINGS: Mapping[str, Listing] = MappingProxyType(
    {
        "organizations": Listing("Organizations", "show organizations", EntityType.PARTY),
        "states": Listing("States", "show states", EntityType.PARTY),
        "people": Listing("People", "show persons", EntityType.PARTY),
        "offices": Listing("Offices", "show offices", EntityType.OFFICE),
        "events": Listing("Events", "events ever", EntityType.EVENT),
        "sources": Listing("Sources", "show sources", EntityType.SOURCE),
        "transactions": Listing("Transactions", "show transactions"),
        "datasets": Listing("Datasets", "show datasets"),
    }
)
"""By what their addresses end with."""
MOST_LISTED = 20_000
"""How many parties, offices or sources there may be for a page to list some of them."""
TOO_MANY = "There are too many to be listed. The search finds them by name."


def listing(asking: PageQuestions, name: str) -> WebPage:
    """Return all there is of a kind."""
    heading, question, _ = LISTINGS[name]
    table = _all_of(asking, name)
    count = len(table.rows) + table.more
    known = f"{count:,} known at this instant." if count else "None is known at this instant."
    lead = () if table.empty == TOO_MANY else (TextPiece(known),)
    return WebPage(heading, "list", lead, question=table.question or question, tables=(table,))


def _all_of(asking: PageQuestions, name: str) -> PageTable:
    heading, question, type_ = LISTINGS[name]
    if type_ is not None and asking.database.how_many(type_) > MOST_LISTED:
        return PageTable(heading, (), (), question, TOO_MANY)
    return answer_table(asking.ever(question), heading, "There is none yet.")


def beginning(asking: PageQuestions) -> WebPage:
    """Return the page that everything begins with: the datasets, and the organizations that they are about."""
    if not asking.database.recorded():
        return WebPage("tempodb", "beginning", NOTHING_RECORDED)
    datasets = answer_table(asking.ever("show datasets"), "Datasets", "None was loaded yet.")
    organizations = _all_of(asking, "organizations")
    return WebPage(
        "tempodb", "beginning", LEAD, question=organizations.question, tables=(datasets, organizations)
    )


LEAD = (
    TextPiece("Who held which office, and which body belonged to which organization, when, by which source."),
)
NOTHING_RECORDED = (
    TextPiece("Nothing is recorded yet. "),
    TextPiece("tempodb load FILE", is_strong=True),
    TextPiece(" records a dataset, and "),
    TextPiece("tempodb demo", is_strong=True),
    TextPiece(" shows one."),
)

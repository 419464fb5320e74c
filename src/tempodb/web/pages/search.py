"""What is called so: the things whose names begin with what was typed, or hold it."""

from __future__ import annotations

from collections.abc import Iterable

from tempodb.model.kinds import EntityType
from tempodb.model.labels import Label
from tempodb.web.pages.page import (
    PAGE_OF_CLASS,
    ColumnHeading,
    PageKind,
    PageSubject,
    PageTable,
    TextPiece,
    WebPage,
)

PAGE_OF_TYPE = {
    EntityType.OFFICE: PageKind.OFFICE,
    EntityType.SOURCE: PageKind.SOURCE,
    EntityType.EVENT: PageKind.EVENT,
    EntityType.DATASET: PageKind.DATASET,
}


def found(typed: str, labels: Iterable[Label]) -> WebPage:
    """Return what names were found for what was typed."""
    rows = tuple(
        (
            (TextPiece(label.name, thing_named(label)),),
            (TextPiece(thing_named(label).kind),),
            (TextPiece(label.id),),
        )
        for label in labels
    )
    table = PageTable(
        "Names",
        (ColumnHeading("name"), ColumnHeading("kind", is_whole=True), ColumnHeading("id")),
        rows,
        "",
        f"Nothing is called “{typed}”. Fewer letters find more.",
    )
    return WebPage(f"Search: {typed}" if typed else "Search", "search", tables=(table,))


def thing_named(label: Label) -> PageSubject:
    """Return what a name leads to."""
    if label.class_ is not None:
        return PageSubject(PAGE_OF_CLASS[label.class_], label.id)
    return PageSubject(PAGE_OF_TYPE.get(label.type, PageKind.ORGANIZATION), label.id)

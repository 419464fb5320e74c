"""What is called so: the things whose names begin with what was typed, or hold it."""

from __future__ import annotations

from collections.abc import Sequence

from tempodb.model.kinds import EntityType
from tempodb.model.labels import Label
from tempodb.questions.rows import EntityRow
from tempodb.web.page_questions import PageQuestions
from tempodb.web.pages.page import (
    PAGE_OF_CLASS,
    ColumnHeading,
    PageKind,
    PageSubject,
    PageTable,
    Passage,
    TextPiece,
    WebPage,
)

PAGE_OF_TYPE = {
    EntityType.OFFICE: PageKind.OFFICE,
    EntityType.SOURCE: PageKind.SOURCE,
    EntityType.EVENT: PageKind.EVENT,
    EntityType.DATASET: PageKind.DATASET,
}


def found(asking: PageQuestions, typed: str, labels: Sequence[Label]) -> WebPage:
    """Return what was found for what was typed: as it is called, what it is, and by which name it was found."""
    known = {
        type_: asking.database.entities(
            type_, [label.id for label in labels if label.type is type_], asking.clocks.known
        )
        for type_ in {label.type for label in labels}
    }
    rows = tuple(_row(label, known[label.type].get(label.id)) for label in labels)
    table = PageTable(
        "Names",
        (
            ColumnHeading("name"),
            ColumnHeading("kind", is_whole=True),
            ColumnHeading("detail"),
            ColumnHeading("found by"),
        ),
        rows,
        "",
        f"Nothing is called “{typed}”. Fewer letters find more.",
    )
    return WebPage(f"Search: {typed}" if typed else "Search", "search", tables=(table,))


def _row(label: Label, it: EntityRow | None) -> tuple[Passage, ...]:
    name = label.name if it is None or not it.name else it.name
    return (
        (TextPiece(name, thing_named(label)),),
        (TextPiece(str(thing_named(label).kind) if it is None else it.kind),),
        (TextPiece((it.detail or "") if it is not None else ""),),
        (TextPiece("" if label.name == name else label.name),),
    )


def thing_named(label: Label) -> PageSubject:
    """Return what a name leads to."""
    if label.class_ is not None:
        return PageSubject(PAGE_OF_CLASS[label.class_], label.id)
    return PageSubject(PAGE_OF_TYPE.get(label.type, PageKind.ORGANIZATION), label.id)

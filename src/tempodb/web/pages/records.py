"""The pages of what records speak of, and of the records: an event, a source, a transaction, a dataset."""

from __future__ import annotations

from tempodb.base.errors import InputError, QueryError
from tempodb.temporal.instants import instant_text
from tempodb.web.clocks import instant_in_words
from tempodb.web.page_questions import PageQuestions
from tempodb.web.pages.answer_tables import answer_table
from tempodb.web.pages.descriptions import told_of
from tempodb.web.pages.page import PageKind, PageSubject, Passage, TextPiece, WebPage

EVERY_MEMBER = "members of every organization including any status"


def event(asking: PageQuestions, id_: str) -> WebPage:
    """Return what is told of an event."""
    if asking.database.class_of(id_) is not None:
        raise QueryError.of("event", f"`{id_}` is a party, and no event", "`events ever` lists them")
    found = asking.ever("events ever where event is :it", it=id_)
    it = told_of(asking, id_)
    dates = [row.date for row in found if row.date]
    lead = (TextPiece(it.kind.capitalize()), TextPiece(f" on {dates[0]}." if dates else "."))
    return WebPage(
        it.title,
        "event",
        lead,
        PageSubject(PageKind.EVENT, id_),
        found.query,
        (("id", (TextPiece(id_),)),),
        tables=(answer_table(found, "What is recorded"),),
    )


def source(asking: PageQuestions, id_: str) -> WebPage:
    """Return what is told of a source, and what rests on it."""
    it = told_of(asking, id_)
    members = asking.ever(f"{EVERY_MEMBER} ever according to :it", it=id_)
    events = asking.ever("events ever according to :it", it=id_)
    return WebPage(
        it.title,
        "source",
        parts(it.detail),
        PageSubject(PageKind.SOURCE, id_),
        members.query,
        (("id", (TextPiece(id_),)),),
        tables=(
            answer_table(members, "Memberships that it states", "none"),
            answer_table(events, "Events that it states", "none"),
        ),
    )


def transaction(asking: PageQuestions, number: str) -> WebPage:
    """Return what a transaction recorded, as the difference of what was believed before and after."""
    for found in asking.database.recorded():
        if str(found.id) == number:
            break
    else:
        raise InputError.of(
            "transaction", f"there is no transaction {number}", "`show transactions` lists them"
        )
    before, after = instant_text(found.recorded - 1), instant_text(found.recorded)
    members = asking.database.query(
        f"compare {EVERY_MEMBER} ever known at :before with known at :after", before=before, after=after
    )
    lead: Passage = (TextPiece("Recorded on "), TextPiece(instant_in_words(found.recorded), is_strong=True))
    lead += (TextPiece(f" by {found.author}"),) if found.author else ()
    facts: list[tuple[str, Passage]] = [("instant", (TextPiece(after),))]
    if found.dataset:
        facts.append(("dataset", (TextPiece(found.dataset, PageSubject(PageKind.DATASET, found.dataset)),)))
    if found.note:
        facts.append(("note", (TextPiece(found.note),)))
    return WebPage(
        f"Transaction {found.id}",
        "transaction",
        (*lead, TextPiece(".")),
        PageSubject(PageKind.TRANSACTION, number),
        members.query,
        tuple(facts),
        tables=(answer_table(members, "Members, before and after", "no membership of any day is another"),),
    )


def dataset(asking: PageQuestions, id_: str) -> WebPage:
    """Return what is told of a dataset: what it is about, and when it was loaded."""
    it = told_of(asking, id_)
    loads = asking.ever("show transactions where detail contains :it", it=id_)
    return WebPage(
        it.title,
        "dataset",
        parts(it.detail),
        PageSubject(PageKind.DATASET, id_),
        loads.query,
        (("id", (TextPiece(id_),)),),
        tables=(answer_table(loads, "Transactions"),),
    )


def parts(detail: str | None) -> Passage:
    """Return what is told in short of a source or a dataset; what is an address on the web leads there."""
    pieces: list[TextPiece] = []
    for part in filter(None, (detail or "").split("; ")):
        is_web = part.startswith(("https://", "http://"))
        pieces += [TextPiece(" · "), TextPiece(part, url=part if is_web else None)]
    return tuple(pieces[1:])

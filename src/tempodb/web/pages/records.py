"""The pages of what records speak of, and of the records: an event, a source, a transaction, a dataset."""

from __future__ import annotations

from tempodb.base.errors import InputError, QueryError
from tempodb.model.kinds import EntityType
from tempodb.temporal.instants import instant_text
from tempodb.web.clocks import instant_in_words
from tempodb.web.page_questions import PageQuestions
from tempodb.web.pages.answer_tables import MOST_ON_A_PAGE, answer_table
from tempodb.web.pages.claim_tables import claim_table
from tempodb.web.pages.descriptions import Described, told_of
from tempodb.web.pages.page import PageKind, PageSubject, PageTable, Passage, TextPiece, WebPage

EVERY_MEMBER = "members of every organization including any status"
MOST_COMPARED = 20_000
"""How many parties there may be for a page to compare all memberships; of more it offers the question."""


def event(asking: PageQuestions, id_: str) -> WebPage:
    """Return what is told of an event."""
    if asking.database.class_of(id_) is not None:
        raise QueryError.of("event", f"`{id_}` is a party, and no event", "`events ever` lists them")
    found = asking.ever("events ever where event is :it", it=id_)
    it = told_of(asking, id_)
    dates = [row.date for row in found if row.date]
    lead = (TextPiece(it.kind.capitalize()), TextPiece(f" on {dates[0]}." if dates else "."))
    return _record(PageKind.EVENT, id_, it, lead, found.query, answer_table(found, "What is recorded"))


def source(asking: PageQuestions, id_: str) -> WebPage:
    """Return what is told of a source, and what rests on it: memberships, offices, names, and all else."""
    it = told_of(asking, id_)
    resting = asking.database.resting_on(id_, asking.clocks.known, MOST_ON_A_PAGE)
    question = f'{EVERY_MEMBER} ever according to "{id_}"'
    table = claim_table(resting, "What it states", "nothing rests on it", id_)
    return _record(PageKind.SOURCE, id_, it, parts(it.detail), question, table)


def transaction(asking: PageQuestions, number: str) -> WebPage:
    """Return what a transaction wrote, whatever it is about; and what it changed in what was believed of members."""
    for found in asking.database.recorded():
        if str(found.id) == number:
            break
    else:
        raise InputError.of(
            "transaction", f"there is no transaction {number}", "`show transactions` lists them"
        )
    before, after = instant_text(found.recorded - 1), instant_text(found.recorded)
    question = f"compare {EVERY_MEMBER} ever known at {before} with known at {after}"
    lead: Passage = (TextPiece("Recorded on "), TextPiece(instant_in_words(found.recorded), is_strong=True))
    lead += (TextPiece(f" by {found.author}"),) if found.author else ()
    facts: list[tuple[str, Passage]] = [("instant", (TextPiece(after),))]
    if found.dataset:
        facts.append(("dataset", (TextPiece(found.dataset, PageSubject(PageKind.DATASET, found.dataset)),)))
    if found.note:
        facts.append(("note", (TextPiece(found.note),)))
    written = asking.database.written_in(found.id, MOST_ON_A_PAGE)
    tables = [claim_table(written, "What it wrote", "nothing")]
    if asking.database.how_many(EntityType.PARTY) <= MOST_COMPARED:
        members = asking.database.query(question)
        tables += [answer_table(members, "Members, before and after", "no membership of any day is another")]
    it = Described(f"Transaction {found.id}", facts=tuple(facts))
    return _record(PageKind.TRANSACTION, number, it, (*lead, TextPiece(".")), question, *tables)


def dataset(asking: PageQuestions, id_: str) -> WebPage:
    """Return what is told of a dataset: what it is about, and when it was loaded."""
    it = told_of(asking, id_)
    loads = asking.ever("show transactions where detail contains :it", it=id_)
    return _record(
        PageKind.DATASET, id_, it, parts(it.detail), loads.query, answer_table(loads, "Transactions")
    )


def _record(
    kind: PageKind, id_: str, it: Described, lead: Passage, question: str, *tables: PageTable
) -> WebPage:
    """Return the page of a record, about which its id is told, or what a transaction has instead."""
    facts = it.facts if kind is PageKind.TRANSACTION else (("id", (TextPiece(id_),)),)
    return WebPage(it.title, str(kind), lead, PageSubject(kind, id_), question, facts, tables=tables)


def parts(detail: str | None) -> Passage:
    """Return what is told in short of a source or a dataset; what is an address on the web leads there."""
    pieces: list[TextPiece] = []
    for part in filter(None, (detail or "").split("; ")):
        is_web = part.startswith(("https://", "http://"))
        pieces += [TextPiece(" · "), TextPiece(part, url=part if is_web else None)]
    return tuple(pieces[1:])

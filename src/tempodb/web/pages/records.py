"""The pages of what records speak of, and of the records: an event, a source, a transaction, a dataset."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tempodb.base.errors import InputError, QueryError
from tempodb.model.kinds import EntityType
from tempodb.model.provenance import RecordedTransaction
from tempodb.output.sentences.dates_in_words import happened
from tempodb.temporal.bounds import UNKNOWN_TEXT
from tempodb.temporal.instants import instant_text
from tempodb.web.clocks import instant_in_words
from tempodb.web.page_questions import PageQuestions
from tempodb.web.pages.answer_tables import MOST_ON_A_PAGE, answer_table, in_a_list
from tempodb.web.pages.claim_tables import claim_table
from tempodb.web.pages.descriptions import BEFORE_A_FOCUS, Described
from tempodb.web.pages.page import (
    ColumnHeading,
    PageKind,
    PageSubject,
    PageTable,
    Passage,
    TextPiece,
    WebPage,
)

EVERY_MEMBER = "members of every organization including any status"
OF_A_LOAD = (
    ColumnHeading("number", is_whole=True),
    ColumnHeading("recorded", is_whole=True),
    ColumnHeading("by"),
    ColumnHeading("note"),
)
MOST_COMPARED = 20_000
"""How many parties there may be for a page to compare all memberships; of more it offers the question."""


def event(asking: PageQuestions, id_: str) -> WebPage:
    """Return what is told of an event."""
    it = _told(asking, EntityType.EVENT, id_, "`events ever` lists them")
    found = asking.ever("events ever where event is :it", it=id_)
    lead = (TextPiece(f"{(it.kind or 'event').capitalize()}{_happened(found)}."),)
    told = it._replace(facts=_facts_of_event(asking, found[0]) if found else ())
    return _record(PageKind.EVENT, id_, told, lead, found.query, answer_table(found, "What is recorded"))


def _happened(rows: Sequence[Any]) -> str:
    """Return when an event happened; what lasts has two dates, of which the second may not be known."""
    first, _, last = (rows[0].date or "" if rows else "").partition("/")
    return f" {happened(first if last == UNKNOWN_TEXT else rows[0].date)}" if first else ""


def _facts_of_event(asking: PageQuestions, row: Any) -> tuple[tuple[str, Passage], ...]:
    """Return whose event it was, who took part, where it was and what came of it."""
    named = asking.database.entities(EntityType.PARTY, row.participants or (), asking.clocks.known)
    there = [
        (TextPiece(named[id_].name if id_ in named else id_, PageSubject(PageKind.PARTY, id_)),)
        for id_ in row.participants or ()
    ]
    body = (TextPiece(row.body_name, PageSubject(PageKind.ORGANIZATION, row.body)),) if row.body else ()
    place = (TextPiece(row.place),) if row.place else ()
    outcome = (TextPiece(row.outcome),) if row.outcome else ()
    facts: list[tuple[str, Passage]] = [
        ("of", body),
        ("with", in_a_list(there)),
        ("place", place),
        ("outcome", outcome),
    ]
    return tuple((name, said) for name, said in facts if said)


def source(asking: PageQuestions, id_: str) -> WebPage:
    """Return what is told of a source, and what rests on it: memberships, offices, names, and all else."""
    it = _told(asking, EntityType.SOURCE, id_, "`show sources` lists them")
    resting = asking.database.resting_on(id_, asking.clocks.known, MOST_ON_A_PAGE)
    question = f'{EVERY_MEMBER} ever according to "{id_}"'
    table = claim_table(asking, resting, "What it states", "nothing rests on it", id_)
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
    tables = [claim_table(asking, written, "What it wrote", "nothing", before=found.recorded - 1)]
    if asking.database.how_many(EntityType.PARTY) <= MOST_COMPARED:
        members = asking.database.query(question)
        tables += [answer_table(members, "Members, before and after", "no membership of any day is another")]
    it = Described(f"Transaction {found.id}", facts=tuple(facts))
    return _record(PageKind.TRANSACTION, number, it, (*lead, TextPiece(".")), question, *tables)


def dataset(asking: PageQuestions, id_: str) -> WebPage:
    """Return what is told of a dataset: what it is about, and when it was loaded."""
    it = _told(asking, EntityType.DATASET, id_, "`show datasets` lists them")
    focus = (it.detail or "").removeprefix(BEFORE_A_FOCUS)
    about = asking.database.entities(EntityType.PARTY, [focus] if focus else [], asking.clocks.known)
    lead = tuple(
        piece
        for row in about.values()
        for piece in (
            TextPiece("About "),
            TextPiece(row.name, PageSubject(PageKind.ORGANIZATION, row.id)),
            TextPiece("."),
        )
    )
    loads = [
        one
        for one in reversed(asking.database.recorded())
        if one.dataset == id_ and one.recorded <= asking.clocks.known
    ]
    rows = tuple(_load(one) for one in loads)
    table = PageTable("Transactions", OF_A_LOAD, rows, "", "it was not loaded yet")
    return _record(PageKind.DATASET, id_, it, lead, "show transactions", table)


def _load(one: RecordedTransaction) -> tuple[Passage, ...]:
    number = str(one.id)
    return (
        (TextPiece(number, PageSubject(PageKind.TRANSACTION, number)),),
        (TextPiece(instant_in_words(one.recorded), exact=instant_text(one.recorded)),),
        (TextPiece(one.author or ""),),
        (TextPiece(one.note or ""),),
    )


def _told(asking: PageQuestions, type_: EntityType, id_: str, hint: str) -> Described:
    """Return what is told of a record as it was known at the asked instant; before that it has its id alone.

    A party may have the same id, of which other pages tell.
    """
    now = asking.database.now()
    known, last = (asking.database.entities(type_, [id_], at).get(id_) for at in (asking.clocks.known, now))
    # What was withdrawn is described by nothing; what has no record at all is refused here.
    if known is None and last is None and asking.ever("describe :it", it=id_):
        raise QueryError.of(str(type_), f"there is no {type_} `{id_}`", hint)
    return Described(id_) if known is None else Described(known.name, known.kind, known.detail)


def _record(
    kind: PageKind, id_: str, it: Described, lead: Passage, question: str, *tables: PageTable
) -> WebPage:
    """Return the page of a record, whose id is told; a transaction is called by its own."""
    named = () if kind is PageKind.TRANSACTION else (("id", (TextPiece(id_),)),)
    return WebPage(
        it.title, str(kind), lead, PageSubject(kind, id_), question, (*named, *it.facts), tables=tables
    )


def parts(detail: str | None) -> Passage:
    """Return what is told in short of a source or a dataset; what is an address on the web leads there."""
    pieces: list[TextPiece] = []
    for part in filter(None, (detail or "").split("; ")):
        is_web = part.startswith(("https://", "http://"))
        pieces += [TextPiece(" · "), TextPiece(part, url=part if is_web else None)]
    return tuple(pieces[1:])

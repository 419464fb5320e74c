"""The pages of an organization, of a state and of a person."""

from __future__ import annotations

from typing import Any

import tempodb
from tempodb.base.errors import InputError
from tempodb.output.sentences.dates_in_words import edge, moment
from tempodb.web.page_questions import PageQuestions
from tempodb.web.pages.answer_tables import answer_table, in_a_list
from tempodb.web.pages.descriptions import Described, told_of
from tempodb.web.pages.explaining import why
from tempodb.web.pages.page import (
    DayComparison,
    PageKind,
    PageSubject,
    PageTable,
    Passage,
    TextPiece,
    WebPage,
)
from tempodb.web.pages.page_timelines import page_timeline
from tempodb.web.pages.sentences import MOST_HOLDERS, called_then, held_by, led, members_in_words, on_the_day

MEMBERS_OF = "members of :it including any status"
BELONGS = "organizations of :it including any status"


def organization(asking: PageQuestions, id_: str, because: str | None, compared: str | None) -> WebPage:
    """Return what is told of an organization: its members, who leads it, its bodies, and what changed when."""
    it, when = told_of(asking, id_), moment(asking.clocks.as_of)
    members = asking.then(MEMBERS_OF, it=id_)
    holders = asking.then("holders of any office in :it", it=id_)
    lead = (*on_the_day(asking.clocks), *_said(members, holders), *called_then(asking, id_, it.title))
    page = _page(
        asking,
        "organization",
        PageSubject(PageKind.ORGANIZATION, id_),
        it,
        lead,
        members,
        because,
        (
            answer_table(members, f"Members {when}", about=id_),
            *_where_any(answer_table(holders, f"In office {when}", about=id_)),
            *_where_any(answer_table(asking.then("bodies of :it", it=id_), f"Bodies {when}", about=id_)),
            *_where_any(answer_table(asking.then(BELONGS, it=id_), f"Member of others {when}", about=id_)),
            *_where_any(answer_table(asking.ever("events of :it ever", it=id_), "Events", about=id_)),
        ),
    )
    return page if compared is None else page._replace(compared=_compared(asking, id_, compared))


def party(asking: PageQuestions, id_: str, because: str | None) -> WebPage:
    """Return what is told of a state: what it belonged to, and who held its offices."""
    it, when = told_of(asking, id_), moment(asking.clocks.as_of)
    belongs = asking.then(BELONGS, it=id_)
    holders = asking.then("holders of any office in :it", it=id_)
    lead = (
        *on_the_day(asking.clocks),
        *_belonging(belongs),
        *led(holders),
        *called_then(asking, id_, it.title),
    )
    return _page(
        asking,
        "state",
        PageSubject(PageKind.PARTY, id_),
        it,
        lead,
        belongs,
        because,
        (
            answer_table(belongs, f"Organizations {when}", about=id_),
            *_where_any(answer_table(holders, f"In office {when}", about=id_)),
        ),
    )


def person(asking: PageQuestions, id_: str, because: str | None) -> WebPage:
    """Return what is told of a person: the offices that were held."""
    it, when = told_of(asking, id_), moment(asking.clocks.as_of)
    now, ever = asking.then("offices of :it", it=id_), asking.ever("offices of :it ever", it=id_)
    lead = (*on_the_day(asking.clocks), *_in_office(now))
    return _page(
        asking,
        "person",
        PageSubject(PageKind.PERSON, id_),
        it,
        lead,
        now,
        because,
        (
            answer_table(now, f"Offices {when}", about=id_),
            answer_table(ever, "Offices ever held", about=id_),
        ),
    )


def _page(
    asking: PageQuestions,
    kind: str,
    subject: PageSubject,
    it: Described,
    lead: Passage,
    first: tempodb.Result,
    because: str | None,
    tables: tuple[PageTable, ...],
) -> WebPage:
    """Return the page of a party, whose question is that of the *first* table, and whose picture all of it."""
    timeline = page_timeline(asking, subject.id)
    return WebPage(
        it.title,
        kind,
        lead,
        subject,
        first.query,
        it.facts,
        timeline.steps,
        timeline.drawn,
        tables,
        why(asking, because),
        ends=timeline.ends,
    )


def _said(members: tempodb.Result, holders: tempodb.Result) -> Passage:
    if members.remark:
        return (TextPiece(members.remark, is_strong=True), TextPiece("."))
    if holders and not members:
        return (*(held_by(holders) if len(holders) > MOST_HOLDERS else ()), *led(holders))
    return (*members_in_words(members), TextPiece("."), *led(holders))


def _belonging(rows: tempodb.Result) -> Passage:
    pieces = [
        (
            TextPiece(f"{row.status} {'of' if row.status == 'member' else 'in'} "),
            TextPiece(row.organization_name, PageSubject(PageKind.ORGANIZATION, row.organization)),
        )
        for row in rows
    ]
    return (
        (*in_a_list(pieces), TextPiece("."))
        if pieces
        else (TextPiece("in no organization, as far as is recorded."),)
    )


def _in_office(rows: tempodb.Result) -> Passage:
    pieces = [_office(row) for row in rows]
    return (
        (*in_a_list(pieces), TextPiece("."))
        if pieces
        else (TextPiece("in no office, as far as is recorded."),)
    )


def _office(row: Any) -> Passage:
    how = "" if row.capacity == "substantive" else f"{row.capacity} "
    unsure = "possibly " if row.certainty == "possible" else ""
    return (
        TextPiece(f"{unsure}{how}"),
        TextPiece(row.title, PageSubject(PageKind.OFFICE, row.office)),
        TextPiece(" of "),
        TextPiece(row.organization_name, PageSubject(PageKind.ORGANIZATION, row.organization)),
    )


def _where_any(table: PageTable) -> tuple[PageTable, ...]:
    return (table,) if table.rows else ()


def _compared(asking: PageQuestions, id_: str, day: str) -> DayComparison:
    question = f"compare {MEMBERS_OF} as of :before with as of :as_of known at :known_at"
    clocks = asking.clocks
    try:
        answer = asking.database.query(
            question, it=id_, before=day, as_of=clocks.as_of, known_at=clocks.known_at
        )
    except InputError as error:
        problem = error.problems[0]
        told = ": ".join(filter(None, (problem.message, problem.hint)))
        return DayComparison(day, PageTable("What changed", (), (), "", told))
    table = answer_table(
        answer, f"What changed from {edge(day)} to {edge(clocks.as_of)}", "nothing is different"
    )
    said = {"before": moment(day), "after": moment(clocks.as_of)}
    columns = tuple(column._replace(text=said.get(column.text, column.text)) for column in table.columns)
    return DayComparison(day, table._replace(columns=columns))

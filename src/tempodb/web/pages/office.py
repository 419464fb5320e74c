"""The page of an office: who holds it, who held it, and when nobody did."""

from __future__ import annotations

from tempodb.output.sentences.dates_in_words import moment
from tempodb.web.page_questions import PageQuestions
from tempodb.web.pages.answer_tables import answer_table
from tempodb.web.pages.change_days import steps_of_terms
from tempodb.web.pages.descriptions import told_of
from tempodb.web.pages.explaining import why
from tempodb.web.pages.page import PageKind, PageSubject, TextPiece, WebPage
from tempodb.web.pages.sentences import held_by, on_the_day


def office(asking: PageQuestions, id_: str, because: str | None) -> WebPage:
    """Return what is told of an office."""
    it = told_of(asking, id_)
    now, ever = asking.then("holders of :it", it=id_), asking.ever("holders of :it ever", it=id_)
    vacant = asking.ever("vacancies of :it ever", it=id_)
    of = next(iter(ever), None)
    body = (
        () if of is None else ((of.organization_name, PageSubject(PageKind.ORGANIZATION, of.organization)),)
    )
    said = held_by(now) if now else (TextPiece("held by nobody, as far as is recorded."),)
    facts = (*it.facts, *(("of", (TextPiece(name, thing),)) for name, thing in body))
    return WebPage(
        it.title if of is None else f"{it.title} of {of.organization_name}",
        "office",
        (*on_the_day(asking.clocks), *said),
        PageSubject(PageKind.OFFICE, id_),
        now.query,
        facts,
        steps_of_terms(ever),
        ever,
        (
            answer_table(now, f"Holders {moment(asking.clocks.as_of)}", about=id_),
            answer_table(ever, "Holders ever", about=id_),
            answer_table(vacant, "Vacancies", "none is known", about=id_),
        ),
        why=why(asking, because),
    )

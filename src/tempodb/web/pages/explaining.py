"""What is behind one stretch of time: the claims, who makes them, and who says otherwise."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from tempodb.base.errors import QueryError
from tempodb.model.kinds import SUBSTANTIVE, EntityType
from tempodb.output.sentences.dates_in_words import with_days
from tempodb.temporal.instants import read_instant
from tempodb.web.clocks import instant_in_words
from tempodb.web.page_questions import PageQuestions
from tempodb.web.pages.answer_tables import cited_sources
from tempodb.web.pages.page import Explanation, PageClaim, PageKind, PageSubject, Passage, TextPiece
from tempodb.web.pages.plain_words import reason_in_words, without_quotes

AGAINST = ("disputed", "withdrawn")
"""What speaks against an answer, or spoke for another before."""


def why(asking: PageQuestions, condition: str | None) -> Explanation | None:
    """Return what is behind a condition on the asked days; None where none is asked about, or it is none."""
    if condition is None:
        return None
    try:
        answer = asking.typed(f"why {condition}")
    except QueryError:
        return None
    told = [row for row in answer if row.what in ("answer", "absent", "conflict")]
    says = told[0].says if told else ""
    because = told[0].because or "" if told else ""
    names = _names(asking, answer)
    return Explanation(
        condition,
        with_days(says.replace(f"{SUBSTANTIVE} ", "")),
        reason_in_words(because),
        tuple(_reason(row, names) for row in answer if row.what in ("claim", "write")),
        tuple(_reason(row, names) for row in answer if row.what in AGAINST),
        next((_correction(row) for row in answer if row.what == "claim"), None),
    )


def _names(asking: PageQuestions, rows: Iterable[Any]) -> Mapping[str, str]:
    """Return what those are called whom some reasons are about, by their ids."""
    rows = list(rows)
    parties = {id_ for row in rows for id_ in (row.member, row.holder, row.organization) if id_}
    offices = {row.office for row in rows if row.office}
    known = asking.clocks.known
    found = {
        **asking.database.entities(EntityType.PARTY, sorted(parties), known),
        **asking.database.entities(EntityType.OFFICE, sorted(offices), known),
    }
    return {id_: row.name or id_ for id_, row in found.items()}


def _says(row: Any, names: Mapping[str, str]) -> str:
    """Return what a claim says, with names for ids and with its days in words."""
    days = with_days(row.says.rpartition("`")[2])
    match row:
        case _ if row.member and row.organization and row.status:
            of = "of" if row.status == "member" else "in"
            who, where = (names.get(id_, id_) for id_ in (row.member, row.organization))
            return f"{who}: {row.status} {of} {where}{days}"
        case _ if row.holder and row.office and row.capacity:
            who, office = (names.get(id_, id_) for id_ in (row.holder, row.office))
            return f"{who}: {office if row.capacity == SUBSTANTIVE else f'{row.capacity} {office}'}{days}"
        case _:
            return without_quotes(row.says)


def _reason(row: Any, names: Mapping[str, str]) -> PageClaim:
    recorded: Passage = (
        TextPiece(f"recorded on {instant_in_words(read_instant(row.recorded_at))}, "),
        TextPiece(f"transaction {row.transaction}", PageSubject(PageKind.TRANSACTION, str(row.transaction))),
    )
    if row.withdrawn_at is not None:
        recorded += (TextPiece(f", withdrawn on {instant_in_words(read_instant(row.withdrawn_at))}"),)
    return PageClaim(
        _says(row, names),
        row.note,
        cited_sources(row.sources),
        recorded,
        row.what if row.what in AGAINST else "believed",
    )


def _correction(row: Any) -> str | None:
    """Return the statement that would correct a claim, to be filled in."""
    match row:
        case _ if row.member and row.organization:
            subject = f'membership of "{row.member}" in "{row.organization}"'
            value = row.status
        case _ if row.holder and row.office:
            subject, value = f'tenure of "{row.holder}" in "{row.office}"', row.capacity
        case _:
            return None
    from_ = f" from {row.from_}" if row.from_ else ""
    to = f" to {row.to}" if row.to else " onwards"
    window = f"{from_}{to}" if from_ else ""
    return f"correct {subject}{_at(row)} as {value}{window} source …"


def _at(row: Any) -> str:
    return f" at {row.from_}" if row.from_ and not row.from_.startswith("[") else ""

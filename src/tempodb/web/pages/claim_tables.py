"""Claims as a table of a page: what was done to each, what it says, and by which sources."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from types import MappingProxyType

from tempodb.model.kinds import SUBSTANTIVE, EntityType, Kind
from tempodb.model.provenance import SomeClaims, ToldClaim
from tempodb.model.schema import SCHEMA
from tempodb.output.sentences.dates_in_words import moment, with_days
from tempodb.questions.rows import EntityRow
from tempodb.temporal.date_reader import read_date
from tempodb.web.page_questions import PageQuestions
from tempodb.web.pages.answer_tables import some_sources
from tempodb.web.pages.page import ColumnHeading, PageKind, PageSubject, PageTable, Passage, TextPiece
from tempodb.web.pages.plain_words import without_quotes

DONE = MappingProxyType(
    {
        "state": "stated",
        "withdraw": "withdrawn",
        "revoke": "undone",
        "restore": "restored",
        "clear": "cleared",
    }
)
LEADING_TO: Mapping[Kind, tuple[PageKind, int]] = MappingProxyType(
    {
        Kind.MEMBERSHIP: (PageKind.ORGANIZATION, 1),
        Kind.TENURE: (PageKind.OFFICE, 1),
        Kind.OFFICE: (PageKind.OFFICE, 0),
        Kind.TITLE: (PageKind.OFFICE, 0),
        Kind.OFFICE_OF: (PageKind.OFFICE, 0),
        Kind.EVENT: (PageKind.EVENT, 0),
        Kind.SOURCE: (PageKind.SOURCE, 0),
        Kind.DATASET: (PageKind.DATASET, 0),
    }
)
"""The page that a claim of a kind leads to, and where in its key the id is; all others lead to a party."""
NAMED_BY_THEIR_IDS = frozenset(
    {EntityType.PARTY, EntityType.OFFICE, EntityType.EVENT, EntityType.SOURCE, EntityType.DATASET}
)
CALL_SOMETHING = (Kind.NAME, Kind.TITLE, Kind.SAME_AS)
SAME_NOTE = "the same"
"""Stands for the note of the row above."""
WITHOUT_DATES = " without dates"
_QUOTED = re.compile(r"`([^`]+)`")
_CALLED = re.compile(r"^the (?:name|title) (.+) of (`[^`]+`)(.*)$", re.DOTALL)
_HELD = re.compile(r"^(`[^`]+`) (.+?) in (`[^`]+`)")
_OF_AN_EVENT = re.compile(r"^the event (`[^`]+`)(?: \(.*\))?( .*)?$", re.DOTALL)
_DAYS = re.compile(r"from (\S+) to (\S+)$")
HEADINGS = (
    ColumnHeading("done", is_whole=True),
    ColumnHeading("kind", is_whole=True),
    ColumnHeading("says"),
    ColumnHeading("sources"),
    ColumnHeading("note"),
)


def claim_table(
    asking: PageQuestions, found: SomeClaims, heading: str, empty: str, own: str = "", before: int = 0
) -> PageTable:
    """Return claims as a table; where there is none, it says so. On the page of a source its *own* id goes without saying.

    Things are called as they are at the asked instant, what is not known any more as at an instant *before*.
    """
    names = _names(asking, found.claims, (before, asking.clocks.known))
    notes = [claim.note or "" for claim in found.claims]
    repeated = [bool(note) and note == before for note, before in zip(notes, ["", *notes], strict=False)]
    rows = tuple(
        _row(claim, _says(claim, names), SAME_NOTE if is_repeated else note, own)
        for claim, note, is_repeated in zip(found.claims, notes, repeated, strict=True)
    )
    return PageTable(heading, HEADINGS if rows else (), rows, "", empty, found.number - len(rows))


def _row(claim: ToldClaim, says: str, note: str, own: str) -> tuple[Passage, ...]:
    return (
        (TextPiece(DONE[claim.done]),),
        (TextPiece("" if claim.kind is None else SCHEMA[claim.kind].noun),),
        (TextPiece(says, _led_to(claim)),),
        some_sources([source for source in claim.sources if source != own]),
        (TextPiece(note),),
    )


def _names(
    asking: PageQuestions, claims: Iterable[ToldClaim], instants: Iterable[int]
) -> Mapping[tuple[EntityType, str], str]:
    """Return what those are called whom claims are about, by what they are and their ids."""
    ids: dict[EntityType, set[str]] = {}
    for claim in claims:
        for type_, id_ in _about(claim):
            ids.setdefault(type_, set()).add(id_)
    return {
        (type_, id_): _called(type_, row)
        for known in instants
        for type_ in NAMED_BY_THEIR_IDS & ids.keys()
        for id_, row in asking.database.entities(type_, sorted(ids[type_]), known).items()
        if row.name
    }


def _called(type_: EntityType, row: EntityRow) -> str:
    """Return how a thing is called; of an office, which may be called as many others are, with what it is of."""
    of = [part for part in (row.detail or "").split("; ") if part.startswith("of ")]
    return " ".join([row.name, *of]) if type_ is EntityType.OFFICE else row.name


def _about(claim: ToldClaim) -> list[tuple[EntityType, str]]:
    """Return the things that the key of a claim names, but for claims that say how a thing is called."""
    if claim.kind is None or claim.kind in CALL_SOMETHING:
        return []
    return [(part.type, id_) for part, id_ in zip(SCHEMA[claim.kind].key, claim.key, strict=False) if id_]


def _says(claim: ToldClaim, names: Mapping[tuple[EntityType, str], str]) -> str:
    """Return what a claim says, as people would: with names for ids, and without what the page of an event has."""
    says, called = claim.says, {id_: names.get((type_, id_), id_) for type_, id_ in _about(claim)}
    match claim.kind:
        case Kind.NAME | Kind.TITLE:
            says = _CALLED.sub(r"\2 is called \1\3", says)
        case Kind.MEMBERSHIP:
            says = _HELD.sub(
                lambda of: f"{of[1]}: {of[2]} {'of' if of[2] == 'member' else 'in'} {of[3]}", says
            )
        case Kind.TENURE:
            says = _HELD.sub(
                lambda of: f"{of[1]}: {of[3] if of[2] == SUBSTANTIVE else f'{of[2]} {of[3]}'}", says
            )
        case Kind.EVENT:
            says = _DAYS.sub(_day_or_days, _OF_AN_EVENT.sub(r"\1\2", says))
        case _:
            says = says.removeprefix("that ")
    named = _QUOTED.sub(lambda of: called.get(of[1], of[1]), says)
    return with_days(without_quotes(named)).removesuffix(WITHOUT_DATES)


def _day_or_days(found: re.Match[str]) -> str:
    """Return when an event was, which ends on the day after its first one if it took a day."""
    first, last = map(read_date, found.groups())
    took_a_day = last.earliest == first.earliest + 1 and last.latest <= first.latest + 1
    return moment(found[1]) if took_a_day else found[0]


def _led_to(claim: ToldClaim) -> PageSubject | None:
    if claim.kind is None or claim.kind is Kind.STATUS:
        return None
    page, place = LEADING_TO.get(claim.kind, (PageKind.PARTY, 0))
    return PageSubject(page, claim.key[place])

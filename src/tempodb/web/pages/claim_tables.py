"""Claims as a table of a page: what was done to each, what it says, and by which sources."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from tempodb.model.kinds import Kind
from tempodb.model.provenance import SomeClaims, ToldClaim
from tempodb.model.schema import SCHEMA
from tempodb.output.sentences.dates_in_words import with_days
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
SAME_NOTE = "the same"
"""Stands for the note of the row above."""
WITHOUT_DATES = " without dates"
_NAMED = re.compile(r"^the (?:name|title) (.+) of (\S+)(.*)$", re.DOTALL)
HEADINGS = (
    ColumnHeading("done", is_whole=True),
    ColumnHeading("kind", is_whole=True),
    ColumnHeading("says"),
    ColumnHeading("sources"),
    ColumnHeading("note"),
)


def claim_table(found: SomeClaims, heading: str, empty: str, own: str = "") -> PageTable:
    """Return claims as a table; where there is none, it says so. On the page of a source its *own* id goes without saying."""
    notes = [claim.note or "" for claim in found.claims]
    repeated = [bool(note) and note == before for note, before in zip(notes, ["", *notes], strict=False)]
    rows = tuple(
        _row(claim, SAME_NOTE if is_repeated else note, own)
        for claim, note, is_repeated in zip(found.claims, notes, repeated, strict=True)
    )
    return PageTable(heading, HEADINGS if rows else (), rows, "", empty, found.number - len(rows))


def _row(claim: ToldClaim, note: str, own: str) -> tuple[Passage, ...]:
    return (
        (TextPiece(DONE[claim.done]),),
        (TextPiece("" if claim.kind is None else SCHEMA[claim.kind].noun),),
        (TextPiece(_says(claim), _led_to(claim)),),
        some_sources([source for source in claim.sources if source != own]),
        (TextPiece(note),),
    )


def _says(claim: ToldClaim) -> str:
    """Return what a claim says, as people would."""
    said = with_days(without_quotes(claim.says)).removesuffix(WITHOUT_DATES)
    return _NAMED.sub(r"\2 is called \1\3", said) if claim.kind in (Kind.NAME, Kind.TITLE) else said


def _led_to(claim: ToldClaim) -> PageSubject | None:
    if claim.kind is None or claim.kind is Kind.STATUS:
        return None
    page, place = LEADING_TO.get(claim.kind, (PageKind.PARTY, 0))
    return PageSubject(page, claim.key[place])

"""What there is on a page: values that name things and say nothing of addresses."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple, TypeAlias

import tempodb
from tempodb.model.kinds import PartyClass


class PageKind(StrEnum):
    """The kinds of pages that things have."""

    ORGANIZATION = "organization"
    PARTY = "party"
    PERSON = "person"
    OFFICE = "office"
    EVENT = "event"
    SOURCE = "source"
    TRANSACTION = "transaction"
    DATASET = "dataset"


PAGE_OF_CLASS: Mapping[PartyClass, PageKind] = MappingProxyType(
    {
        PartyClass.ORGANIZATION: PageKind.ORGANIZATION,
        PartyClass.STATE: PageKind.PARTY,
        PartyClass.PERSON: PageKind.PERSON,
    }
)
PARTY_PAGES = tuple(PAGE_OF_CLASS.values())
"""The kinds of pages of parties, which some links do not tell apart."""


class PageSubject(NamedTuple):
    """What has a page."""

    kind: PageKind
    id: str


class TextPiece(NamedTuple):
    """A piece of a text, which may lead to a thing or out to an address, weigh more than the rest, or be *exact* otherwise."""

    text: str
    thing: PageSubject | None = None
    url: str | None = None
    is_strong: bool = False
    exact: str = ""


Passage: TypeAlias = tuple[TextPiece, ...]


class ColumnHeading(NamedTuple):
    """The heading of a column, whose cells may be *whole*: never broken between lines."""

    text: str
    is_whole: bool = False


class PageTable(NamedTuple):
    """Rows of cells under headings; `more` are left out, which the `question` gives whole.

    Where there is no row, `empty` says why. A list that goes on says with which id the page `before` and
    the one `after` it begin.
    """

    heading: str
    columns: tuple[ColumnHeading, ...]
    rows: tuple[tuple[Passage, ...], ...]
    question: str
    empty: str = ""
    more: int = 0
    below: str = ""
    before: str = ""
    after: str = ""


class ChangeDay(NamedTuple):
    """A day on which something changes, and what in a few words."""

    day: int
    words: str


class PageClaim(NamedTuple):
    """One claim behind a stretch of time: what it says, its note, who says so, and when it was recorded.

    Its `standing` is `believed`, `disputed` or `withdrawn`.
    """

    says: str
    note: str | None
    sources: Passage
    recorded: Passage
    standing: str


class Explanation(NamedTuple):
    """What is behind one thing that held: in a sentence, by which claims, and how to correct it."""

    condition: str
    says: str
    because: str
    claims: tuple[PageClaim, ...]
    others: tuple[PageClaim, ...]
    correction: str | None


class DayComparison(NamedTuple):
    """What differs between the day that a page is asked for and another."""

    day: str
    table: PageTable


class Trouble(NamedTuple):
    """A question that is refused: where, why, what to try, and the text that would do."""

    question: str
    before: str
    blamed: str
    after: str
    message: str
    hint: str | None
    repairs: tuple[str, ...]


class WebPage(NamedTuple):
    """What a page says of a thing: a sentence, a picture, tables, and the question that gives its first table.

    `steps` are in the order of time; where there are so many that only those around the asked days are told,
    all lie between two `ends`. `picture` is the answer that is drawn; `examples` are questions that can be asked.
    """

    title: str
    kind: str
    lead: Passage = ()
    thing: PageSubject | None = None
    question: str = ""
    facts: tuple[tuple[str, Passage], ...] = ()
    steps: tuple[ChangeDay, ...] = ()
    picture: tempodb.Result | None = None
    tables: tuple[PageTable, ...] = ()
    why: Explanation | None = None
    compared: DayComparison | None = None
    trouble: Trouble | None = None
    ends: tuple[int, int] | None = None
    examples: tuple[str, ...] = ()

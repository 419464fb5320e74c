"""The sentence that a page begins with, which answers what most come for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from tempodb.base.errors import QueryError
from tempodb.output.sentences.dates_in_words import moment
from tempodb.web.clocks import Clocks
from tempodb.web.page_questions import PageQuestions
from tempodb.web.pages.answer_tables import in_a_list
from tempodb.web.pages.page import PageKind, PageSubject, Passage, TextPiece

MOST_OFFICES = 3
"""Of how many offices a sentence tells the holders."""
MOST_HOLDERS = 6
"""How many holders of an office a sentence names."""
STATUS_NOUNS = {"member": ("member", "members"), "observer": ("observer", "observers")}


def on_the_day(clocks: Clocks) -> Passage:
    """Return when a sentence speaks of."""
    before, _, days = moment(clocks.as_of).partition(" ")
    return (TextPiece(f"{before.capitalize()} "), TextPiece(days, is_strong=True), TextPiece(": "))


def held_by(rows: Sequence[Any]) -> Passage:
    """Return who held one office, or how many, where a sentence of them all would be none."""
    if len(rows) > MOST_HOLDERS:
        certain = sum(row.certainty == "certain" for row in rows)
        perhaps = f", perhaps {len(rows):,}" if certain and len(rows) > certain else ""
        number = f"{certain:,} in office" if certain else f"perhaps {len(rows):,} in office"
        return (TextPiece(number, is_strong=True), TextPiece(f"{perhaps}."))
    return (*in_a_list([_holder(row) for row in rows], _joint(rows)), TextPiece("."))


def members_in_words(rows: Sequence[Any]) -> Passage:
    """Return how many parties have which status, for certain and possibly.

    >>> from types import SimpleNamespace as Row
    >>> rows = [Row(status="member", certainty="certain"), Row(status="member", certainty="possible")]
    >>> "".join(words.text for words in members_in_words(rows))
    '1 member, perhaps 2'
    """
    certain = Counter(row.status for row in rows if row.certainty == "certain")
    possible = Counter(row.status for row in rows)
    pieces: list[Passage] = []
    for status in sorted(possible, key=lambda status: (status != "member", -possible[status], status)):
        least, most = certain[status], possible[status]
        one, many = STATUS_NOUNS.get(status, (status, status))
        said = f"{least} {one if least == 1 else many}" if least or most == 0 else f"perhaps {most} {many}"
        more = f", perhaps {most}" if least and most > least else ""
        pieces.append((TextPiece(said, is_strong=status == "member"), TextPiece(more)))
    return in_a_list(pieces, ", ") if pieces else (TextPiece("no members, as far as is recorded"),)


def led(rows: Sequence[Any]) -> Passage:
    """Return who held the offices of an organization, those that few hold first."""
    by_office: dict[str, list[Any]] = {}
    for row in rows:
        by_office.setdefault(row.office, []).append(row)
    ranked = sorted(by_office.values(), key=len)
    pieces: list[TextPiece] = []
    for holders in [found for found in ranked if len(found) <= MOST_OFFICES][:MOST_OFFICES]:
        first = holders[0]
        pieces += [
            TextPiece(" "),
            TextPiece(first.title, PageSubject(PageKind.OFFICE, first.office)),
            TextPiece(": "),
        ]
        pieces += in_a_list([_holder(row) for row in holders], _joint(holders))
        pieces.append(TextPiece("."))
    return tuple(pieces)


def _joint(holders: Sequence[Any]) -> str:
    return " or " if any(row.certainty == "possible" for row in holders) else " and "


def _holder(row: Any) -> Passage:
    how = [] if row.capacity == "substantive" else [row.capacity]
    how += ["possibly"] if row.certainty == "possible" else []
    behind = f" ({', '.join(how)})" if how else ""
    return (TextPiece(row.holder_name, PageSubject(PageKind.PERSON, row.holder)), TextPiece(behind))


def called_then(asking: PageQuestions, id_: str, title: str) -> Passage:
    """Return what a thing was called then, where that is something else than now."""
    try:
        names = [row.name for row in asking.then("names of :it", it=id_) if row.kind == "name"]
    except QueryError:
        return ()
    then = [name for name in dict.fromkeys(names) if name != title]
    if not then or title in names:
        return ()
    return (TextPiece(" Called "), TextPiece(then[0], is_strong=True), TextPiece(" at the time."))

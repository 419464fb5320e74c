"""What changed, one thing after the other."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from types import MappingProxyType
from typing import Any, NamedTuple

from tempodb.answers.result import Result
from tempodb.model.kinds import SUBSTANTIVE
from tempodb.output.sentences.dates_in_words import happened, window
from tempodb.output.sentences.name_words import sentence, side_by_side, the
from tempodb.output.sentences.status_words import (
    IN_CAPACITY,
    STATUS_WORDS,
    office_predicate,
    status_predicate,
)
from tempodb.output.sentences.told_spans import ToldSpan

BESIDE_CHANGE = re.compile(
    r"(?P<word>(?!representing |for )[\w-]+)?(?P<beside>(?:^| )(?:representing|for) .*?)?(?P<ending> ?\(.*\))?"
)
"""What stands beside a change: a status or a capacity, for whom, and how it ended."""
OFFICE_CHANGES = frozenset(("took office", "left office"))


class ToldChange(NamedTuple):
    """What is told of one whom a change is about, and of several."""

    one: str
    many: str


def _alike(said: str) -> ToldChange:
    return ToldChange(said, said)


COMMA_AND = ", and "
TOLD_CHANGES: Mapping[str, ToldChange] = MappingProxyType(
    {
        "joined": _alike("{}joined{place}{beside}{ending}"),
        "left": _alike("{}left{place}{beside}{ending}"),
        "suspended": ToldChange(
            "was {}suspended{from_place}{beside}{ending}", "were {}suspended{from_place}{beside}"
        ),
        "resumed": _alike("{}returned as {status}{beside}{ending}"),
        "changed affiliation": _alike("{}went on as {status}{beside}{ending}"),
        "changed area": _alike("{}went on as {status}{beside}{ending}"),
        "took office": _alike("{}became {office}{beside}{ending}"),
        "left office": _alike("{}left office as {office}{beside}{ending}"),
        "renamed": _alike("{}took {name}"),
        "body added": ToldChange("{}became {body}", "{}became {bodies}"),
        "body removed": ToldChange("{}ceased to be {body}", "{}ceased to be {bodies}"),
        "office added": _alike("{}got the office of {office} {detail}"),
        "office removed": _alike("{}lost the office of {office} {detail}"),
        "founded": ToldChange("was {}founded", "were {}founded"),
        "dissolved": ToldChange("was {}dissolved", "were {}dissolved"),
    }
)
"""What is told of each word of `changes`, with room for `possibly`."""
OTHER_STATUS = _alike("{}became {status}{beside}{ending}")
"""What is told of whoever became something else, or joined as something else than a member."""
NO_LONGER = _alike("{}ceased to be {status}{beside}{ending}")
"""What is told of whoever was something else than a member at the end."""
NEW_STATUS, LOST_STATUS = _alike("{}got {status}{beside}{ending}"), _alike("{}lost {status}{beside}{ending}")
"""What is told of a status of the user's own, of which nobody knows whether it is a noun."""
ABOUT_ITSELF = frozenset(("renamed", "founded", "dissolved", "office added", "office removed"))
"""What happens to an organization itself, which is thereby named."""


def tell_changes(result: Result) -> Iterator[list[str]]:
    """Yield a sentence for each day, or time, in which something changed; an organization is named where it is another."""
    named = None
    for date, on_one_day in groupby(result, key=lambda row: row.date):
        clauses = []
        for _, alike in groupby(on_one_day, key=_what):
            found = list(alike)
            clauses.append(_clause(found, named != found[0].organization, result.valid))
            named = found[0].organization
        yield [sentence(f"{happened(date)} {side_by_side(clauses, COMMA_AND)}")]


def _what(row: Any) -> tuple[object, ...]:
    """Return what is the same of all who are told of together."""
    about = row.party if row.change in ABOUT_ITSELF else None
    return row.change, row.detail, row.organization, row.office, row.certainty, row.standing, about


def _clause(rows: list[Any], is_new: bool, valid: str | None) -> str:
    row = rows[0]
    word, beside, ending = _parts(row)
    place = the(row.organization_name) if is_new else None
    told = _told(row.change, word)
    said = (told.one if len(rows) == 1 else told.many).format(
        "possibly " if row.certainty == "possible" and valid is None else "",
        place=f" {place}" if place else "",
        from_place=f" from {place}" if place else "",
        body=f"a body of {place}" if place else "one of its bodies",
        bodies=f"bodies of {place}" if place else "bodies of it",
        status=_status(word, len(rows), place),
        office=_office(row, word, row.organization_name if is_new else None),
        beside=beside,
        ending=ending,
        name="this name" if row.detail == row.party_name else f"the name {row.detail}",
        detail=row.detail_name or "",
    )
    doubts = [
        f"possibly not {window(valid)}" if row.certainty == "possible" and valid is not None else "",
        "disputed" if row.standing == "disputed" else "",
    ]
    return " ".join([side_by_side(_names(rows)), said.rstrip(), *(f"({doubt})" for doubt in doubts if doubt)])


def _names(rows: Iterable[Any]) -> list[str]:
    return list(dict.fromkeys(the(row.party_name) for row in rows))


def _told(change: str, word: str) -> ToldChange:
    is_known = word in STATUS_WORDS
    if change.startswith("became ") or (change == "joined" and word != "member"):
        return OTHER_STATUS if is_known else NEW_STATUS
    if change == "left" and word not in ("member", "suspended"):
        return NO_LONGER if is_known else LOST_STATUS
    return TOLD_CHANGES[change]


def _status(status: str, number: int, place: str | None) -> str:
    return status_predicate(status, place, ToldSpan(None, None)).what(number > 1, True)


def _office(row: Any, capacity: str, organization: str | None) -> str:
    if row.title is None:
        return ""
    return office_predicate(
        capacity or SUBSTANTIVE, None, row.title, organization, ToldSpan(None, None)
    ).what(False, True)


def _parts(row: Any) -> tuple[str, str, str]:
    """Return the status or the capacity that stands beside a change, for whom it was, and how it ended."""
    said = row.detail_name or ""
    found = BESIDE_CHANGE.fullmatch(said)
    if row.change in OFFICE_CHANGES and (found is None or found["word"] not in (None, *IN_CAPACITY)):
        # Who is plainly in office has no word for it, so that the reason stands alone.
        return "", "", f" ({said})"
    if found is None:
        return "", "", ""
    word, beside, ending = (found[name] or "" for name in ("word", "beside", "ending"))
    return word, f" {beside.strip()}" if beside else "", f" {ending.strip()}" if ending else ""

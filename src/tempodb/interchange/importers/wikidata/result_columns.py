"""What the columns of a result of SPARQL mean, which is told by how people name their variables."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

_MEANINGS = {
    "person": "person politician item human holder officeholder member mp subject minister wd wiki officeholderitem",
    "office": "position office role post positionheld p",
    "body": "organization organisation org body memberof of legislature igo institution",
    "country": "country state nation",
    "party": "party group faction parliamentarygroup politicalgroup politicalparty partygroup",
    "district": "district constituency electoraldistrict electorate area",
    "term": "term parliamentaryterm legislativeterm",
    "start": "start startdate starttime from begin startyear since",
    "end": "end enddate endtime to until endyear",
    "termstart": "termstart termstartdate",
    "termend": "termend termenddate",
    "ordinal": "ordinal seriesordinal number",
    "statement": "statement ps held posheld positionstatement",
    "rank": "rank",
    "cause": "endcause cause endreason",
    "source": "source reference url ref referenceurl",
    "born": "dob birth born birthdate dateofbirth",
    "died": "dod death died deathdate dateofdeath",
}
_MEANT = {word: meaning for meaning, words in _MEANINGS.items() for word in words.split()}
_SUFFIX = re.compile(r"(.+?)(label|name|id|item|qid|uri|precision)")
_ALONE = {
    "name": ("person", "name"),
    "qid": ("person", ""),
    "id": ("person", ""),
    "label": ("person", "name"),
}
ITEM = re.compile(r"(?:.*[/:])?(Q[1-9][0-9]*)")


@dataclass(frozen=True, slots=True)
class ResultColumns:
    """The columns of a result, by what they mean.

    *ids* have items for their values, *names* what items are called, or what has no item; *precisions*
    say how precise a date is.
    """

    ids: Mapping[str, str]
    names: Mapping[str, str]
    precisions: Mapping[str, str]
    unknown: Sequence[str]

    def __contains__(self, meaning: str) -> bool:
        return meaning in self.ids or meaning in self.names


def column_meaning(column: str) -> tuple[str, str] | None:
    """Return what a column means, and which part of it: its `name`, its `precision`, or whichever its values are.

    >>> column_meaning("?personLabel"), column_meaning("start_precision"), column_meaning("personID"), column_meaning("image")
    (('person', 'name'), ('start', 'precision'), ('person', ''), None)
    """
    word = re.sub("[^a-z]", "", column.lower())
    if word in _MEANT:
        return _MEANT[word], ""
    if word in _ALONE:
        return _ALONE[word]
    found = _SUFFIX.fullmatch(word)
    if found is None or (inner := column_meaning(found[1])) is None:
        return None
    part = {"label": "name", "name": "name", "precision": "precision"}.get(found[2], inner[1])
    return inner[0], part


def result_columns(names: Iterable[str], rows: Sequence[Mapping[str, str]]) -> ResultColumns:
    """Return what the columns of some *rows* mean, by their names and by whether their values are items."""
    ids, called, precisions, unknown = dict[str, str](), dict[str, str](), dict[str, str](), list[str]()
    for name in names:
        meant = column_meaning(name)
        if meant is None:
            unknown.append(name)
            continue
        meaning, part = meant
        values = [row[name] for row in rows if row.get(name)]
        there = precisions if part == "precision" else called
        if not part and any(map(ITEM.fullmatch, values)):
            there = ids
        if there.setdefault(meaning, name) != name:
            unknown.append(name)
    return ResultColumns(ids, called, precisions, unknown)

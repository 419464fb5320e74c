"""What was measured in a table, as the comments of a first map tell it, and what of it is left to decide."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from tempodb.base.errors import Problem
from tempodb.base.spelling import spelt_out
from tempodb.interchange.importers.tables.column_roles import ROLES_OF_WHO, ColumnRoles, column_roles
from tempodb.interchange.importers.tables.csv_tables import TableRow
from tempodb.interchange.importers.tables.map_text import in_comment
from tempodb.interchange.importers.tables.measuring import (
    ColumnMeasure,
    DateMeasure,
    measured_dates,
    serial_day,
)

OPEN_TEXTS = (
    "present",
    "ongoing",
    "current",
    "incumbent",
    "now",
    "today",
    "to date",
    "-",
    "–",
    "—",
    "...",
    "…",
)
UNKNOWN_TEXTS = ("?", "unknown", "??")
EMPTY_TEXTS = ("na", "n/a", "nan", "null", "none", ".")
"""Texts in the place of dates that mean something else, in small letters."""
_FEW = 5
_PERIODS = re.compile("term|period|session|legislature|congress|parliament", re.IGNORECASE)


@dataclass(frozen=True)
class TableSeen:
    """What was seen of a table: its rows, what is refused, what its columns are, and how dates are written."""

    name: str
    rows: Sequence[TableRow]
    refused: Sequence[Problem]
    roles: ColumnRoles
    columns: Mapping[str, ColumnMeasure]
    dates: Mapping[str, DateMeasure]


def measures_told(seen: TableSeen) -> Iterator[str]:
    """Yield the comments that tell what was seen."""
    yield f"# A first map of {spelt_out(seen.name)}, of {len(seen.rows)} rows. Lines with a question mark are left to you."
    if seen.refused:
        first = seen.refused[0]
        where = spelt_out(first.pointer or f"line {first.line}")
        yield f"# Not counted is what is refused: {len(seen.refused)}, the first at {where}: {first.message}"
    yield "#"
    roles = seen.roles
    others = {role for role in ROLES_OF_WHO if role != roles.who}
    names = (column for role, column in roles.names.items() if role not in others)
    placed = {*names, *roles.ids.values(), *roles.precisions.values()}
    for column in seen.columns.values():
        first_texts = ", ".join(in_comment(text) for text, _ in column.texts.most_common(3))
        told = f": {first_texts}" if first_texts else ""
        yield f"# {in_comment(column.name)}: {column.filled} filled, {len(column.texts)} different{told}"
        if (dates := seen.dates.get(column.name)) is not None:
            yield from _dates_told(dates)
            if not column_roles([column.name]).names:
                key = "from" if column.name == roles.names.get("start") else "to"
                yield f"#   taken as `{key}`, since there are dates in it: is that what they are?"
        elif column.name not in placed:
            yield from _left_out(column)
    yield "#"


def _left_out(column: ColumnMeasure) -> Iterator[str]:
    """Tell what a column may be that no entry names."""
    dates = measured_dates(column)
    if dates.two:
        yield f"#   {_some(dates.two)} hold a beginning and an end, which no entry names: will you put them into two columns?"
    elif dates.dated and 2 * dates.dated > column.filled:
        yield "#   dates that no entry names: of what are they?"
    elif _PERIODS.search(column.name):
        yield "#   no entry names it: does another table say when each was? then `join` it, and say `within`"
    else:
        yield "#   no entry names it: is it nothing, a `note`, or does each row state something more?"


def _dates_told(dates: DateMeasure) -> Iterator[str]:
    written = [f"{count} {form}" for form, count in dates.forms.items()]
    for sign, count in dates.either.items():
        first, second = dates.day_first[sign], dates.month_first[sign]
        written.append(
            f"{count} with {sign} between day and month ({first} can only have the day first, {second} only the month)"
        )
    told = "; ".join([f"{dates.read} need no form", *written])
    yield f"#   dates: {told}"
    if dates.januaries:
        share = 100 * dates.januaries // max(dates.dated - dates.placeholders, 1)
        yield f"#   {dates.januaries} ({share} %) are 1 January: may they be years? then import with --january-first year"
    if dates.placeholders:
        yield f"#   {dates.placeholders} stand for no date (9999-12-31 and the like), and are taken so"
    if dates.two:
        yield f"#   {_some(dates.two)} hold a beginning and an end, and are refused: will you put them into two columns?"
    if dates.serials:
        number = next(iter(dates.serials))
        days = f"as Excel counts days, {number} is {serial_day(number)}"
        yield f"#   {_some(dates.serials)} are numbers, and are refused: {days}: will you show them as dates, and save them so?"
    known = Counter({text: count for text, count in dates.others.items() if is_known(text)})
    if known:
        yield f"#   {_some(known)} are no dates, and taken so below"
    if others := dates.others - known:
        yield f"#   {_some(others)} are no dates, and are refused: what do they mean?"


def is_known(text: str) -> bool:
    """Return whether a text in the place of a date is one that means something else.

    >>> is_known("Present"), is_known("June")
    (True, False)
    """
    return text.lower() in (*OPEN_TEXTS, *UNKNOWN_TEXTS, *EMPTY_TEXTS)


def _some(texts: Counter[str]) -> str:
    """Return how many there are, and the first of them."""
    return f"{sum(texts.values())} ({_few(text for text, _ in texts.most_common(_FEW))})"


def _few(texts: Iterable[str]) -> str:
    return ", ".join(map(in_comment, texts))

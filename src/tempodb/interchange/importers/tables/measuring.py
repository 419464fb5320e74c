"""What is in the columns of a table, counted: how full they are, how dates are written, and how ends meet beginnings."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from tempodb.base.errors import DateError
from tempodb.interchange.importers.foreign_dates import day_told
from tempodb.interchange.importers.tables.csv_tables import ForeignTable, TableRow
from tempodb.interchange.importers.tables.date_forms import date_form
from tempodb.temporal.date_reader import read_date
from tempodb.temporal.placeholders import is_placeholder

MOST_TEXTS = 10_000
"""How many different texts of a column are kept."""
_FORMS = [
    date_form(text) for text in ("yyyymmdd", "yyyy/m/d", "m/yyyy", "d mmm yyyy", "d-mmm-yyyy", "mmm d, yyyy")
]
_EITHER = re.compile("([0-9]{1,2})([/-])([0-9]{1,2})[/-][0-9]{4}")
"""A day and a month, either way round."""


@dataclass
class ColumnMeasure:
    """What is in a column: its texts with how often each is there, of which only so many are kept."""

    name: str
    filled: int = 0
    texts: Counter[str] = field(default_factory=Counter)

    def add(self, text: str) -> None:
        """Count a cell."""
        if text:
            self.filled += 1
            if text in self.texts or len(self.texts) < MOST_TEXTS:
                self.texts[text] += 1


@dataclass
class DateMeasure:
    """How the dates of a column are written: the forms of those that need one said, and what is none.

    Of those with a day and a month either way round, *day_first* and *month_first* count what only one
    way round can be, by the sign between them.
    """

    read: int = 0
    januaries: int = 0
    placeholders: int = 0
    forms: Counter[str] = field(default_factory=Counter)
    either: Counter[str] = field(default_factory=Counter)
    day_first: Counter[str] = field(default_factory=Counter)
    month_first: Counter[str] = field(default_factory=Counter)
    others: Counter[str] = field(default_factory=Counter)

    @property
    def dated(self) -> int:
        """How many cells hold a date."""
        return self.read + sum(self.forms.values()) + sum(self.either.values())

    @property
    def sure_forms(self) -> Sequence[str]:
        """The forms that have to be said, as far as something tells which they are."""
        forms = list(self.forms)
        for sign in self.either:
            first, second = self.day_first[sign], self.month_first[sign]
            if first and not second:
                forms.append(f"d{sign}m{sign}yyyy")
            elif second and not first:
                forms.append(f"m{sign}d{sign}yyyy")
        return forms

    def as_iso(self, text: str) -> str:
        """Return a date of the column as ISO has it; what is none as it is."""
        found = next((iso for form in self.sure_forms if (iso := date_form(form).read(text))), None)
        try:
            return found or read_date(text).text
        except DateError:
            return text


def measured_columns(table: ForeignTable, rows: Iterable[TableRow]) -> Mapping[str, ColumnMeasure]:
    """Return what is in each column."""
    columns = {name: ColumnMeasure(name) for name in table.columns}
    for row in rows:
        for name, text in row.cells.items():
            columns[name].add(str(text))
    return columns


def measured_dates(column: ColumnMeasure) -> DateMeasure:
    """Return how the dates of a column are written."""
    measure = DateMeasure()
    for text, count in column.texts.items():
        if found := _EITHER.fullmatch(text):
            measure.either[found[2]] += count
            first, second = int(found[1]), int(found[3])
            if first > 12 >= second:
                measure.day_first[found[2]] += count
            elif second > 12 >= first:
                measure.month_first[found[2]] += count
            continue
        form = next((each for each in _FORMS if each.read(text)), None)
        try:
            bound = read_date(text[:10] if re.match("[0-9]{4}-[0-9]{2}-[0-9]{2}[T ]", text) else text)
        except DateError:
            if form is None:
                measure.others[text] += count
            else:
                measure.forms[form.text] += count
            continue
        measure.read += count
        measure.placeholders += count if is_placeholder(bound) else 0
        measure.januaries += count if re.fullmatch("[0-9]{4}-01-01", bound.text) else 0
    return measure


def measured_handovers(spells: Iterable[tuple[Sequence[str], str, str]]) -> tuple[int, int]:
    """Return how many ends meet a beginning of the same group on the same day, and how many on the next."""
    starts, ends = defaultdict[Sequence[str], set[int]](set), list[tuple[Sequence[str], int]]()
    for group, start, end in spells:
        if (day := day_told(start)) is not None:
            starts[group].add(day)
        if (day := day_told(end)) is not None:
            ends.append((group, day))
    return (
        sum(day in starts[group] for group, day in ends),
        sum(day + 1 in starts[group] for group, day in ends),
    )

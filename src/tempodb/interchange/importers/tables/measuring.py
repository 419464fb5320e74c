"""What is in the columns of a table, counted: how full they are, how dates are written, and how ends meet beginnings."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from tempodb.base.errors import DateError
from tempodb.interchange.importers.foreign_dates import day_told
from tempodb.interchange.importers.tables.csv_tables import ForeignTable, TableRow
from tempodb.interchange.importers.tables.date_forms import date_form
from tempodb.temporal.date_reader import read_date
from tempodb.temporal.placeholders import is_placeholder

_FORMS = [
    date_form(text) for text in ("yyyymmdd", "yyyy/m/d", "m/yyyy", "d mmm yyyy", "d-mmm-yyyy", "mmm d, yyyy")
]
_EITHER = re.compile("([0-9]{1,2})([/-])([0-9]{1,2})[/-]([0-9]{4})")
"""A day and a month, either way round."""
_TWO = re.compile(
    r"(.*[0-9].*?)(?:\s+[-–—]\s*|\s*[–—]\s*|\s+(?:to|until)\s+|(?<=[0-9]{4})-)(?![0-9]{2}(?:[^0-9]|$))(.*)"
)
"""A beginning and an end, with a dash or a word between."""
_SERIAL = re.compile("[2-5][0-9]{4}")
_FIRST_SERIAL = date(1899, 12, 30)


@dataclass
class ColumnMeasure:
    """What is in a column: its texts with how often each is there."""

    name: str
    filled: int = 0
    texts: Counter[str] = field(default_factory=Counter)

    def add(self, text: str) -> None:
        """Count a cell."""
        if text:
            self.filled += 1
            self.texts[text] += 1


@dataclass
class DateMeasure:
    """How the dates of a column are written: the forms of those that need one said, and what is none.

    Of those with a day and a month either way round, *day_first* and *month_first* count what only one
    way round can be, by the sign between them. What is none may be *two* dates, or a number of *serials* as
    Excel counts days.
    """

    read: int = 0
    januaries: int = 0
    placeholders: int = 0
    forms: Counter[str] = field(default_factory=Counter)
    either: Counter[str] = field(default_factory=Counter)
    day_first: Counter[str] = field(default_factory=Counter)
    month_first: Counter[str] = field(default_factory=Counter)
    others: Counter[str] = field(default_factory=Counter)
    two: Counter[str] = field(default_factory=Counter)
    serials: Counter[str] = field(default_factory=Counter)

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
        said = _counted(measure, text, count)
        bound = None if said is None else read_date(said)
        if bound is not None and is_placeholder(bound):
            measure.placeholders += count
        elif bound is not None and re.fullmatch("[0-9]{4}-01-01", bound.text):
            measure.januaries += count
    return measure


def _counted(measure: DateMeasure, text: str, count: int) -> str | None:
    """Count a text by how it is written; return the date that it is, whichever form is meant."""
    if found := _EITHER.fullmatch(text):
        first, sign, second, year = int(found[1]), found[2], int(found[3]), found[4]
        if first > 12 and second > 12:
            measure.others[text] += count
            return None
        measure.either[sign] += count
        measure.day_first[sign] += count if first > 12 else 0
        measure.month_first[sign] += count if second > 12 else 0
        return f"{year}-{first:02}-{second:02}" if first == second else None
    timed = re.match("[0-9]{4}-[0-9]{2}-[0-9]{2}(?=[T ])", text)
    try:
        said = read_date(timed[0] if timed else text).text
    except DateError:
        form = next((each for each in _FORMS if _is_date(each.read(text))), None)
        if form is not None:
            measure.forms[form.text] += count
            return form.read(text)
        kind = measure.two if is_two_dates(text) else measure.others
        kind = measure.serials if _SERIAL.fullmatch(text) else kind
        kind[text] += count
        return None
    measure.read += count
    return said


def _is_date(text: str | None) -> bool:
    if text is None:
        return False
    try:
        read_date(text)
    except DateError:
        return False
    return True


def is_two_dates(text: str) -> bool:
    """Return whether a text is a beginning and an end, or a beginning with a dash behind it.

    >>> [is_two_dates(text) for text in ("2004-2008", "1.2.2001 – present", "2008-", "2004-08", "Anna – Bob")]
    [True, True, True, False, False]
    """
    found = _TWO.fullmatch(text)
    if found is None:
        return False
    measure = DateMeasure()
    for part in (found[1], found[2]):
        _counted(measure, part.strip(), 1)
    return measure.dated > 0 and (measure.dated == 2 or not re.search("[0-9]", found[2]))


def serial_day(text: str) -> str:
    """Return the day that a number is as Excel counts days.

    >>> serial_day("36526")
    '2000-01-01'
    """
    return (_FIRST_SERIAL + timedelta(int(text))).isoformat()


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

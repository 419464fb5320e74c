"""The rows of a file of Correlates of War → a status of a state in an organization in a year.

A row has a state and a year and a column for each organization, or an organization and a year and a
column for each state, or all three and the status.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tempodb.base.errors import DatasetError, Problem
from tempodb.base.spelling import spelt_out
from tempodb.interchange.importers.cow.spells import MISSING, NO_STATUS
from tempodb.interchange.importers.foreign_files import at_line
from tempodb.interchange.importers.foreign_numbers import number_told
from tempodb.interchange.importers.foreign_statements import ForeignStatements
from tempodb.interchange.importers.foreign_tables import csv_rows, delimiter_of
from tempodb.markup.tree import Place

CODES = {
    "0": NO_STATUS, "-1": NO_STATUS, "1": "member", "2": "associate", "3": "observer", "-9": MISSING, "": MISSING, ".": MISSING, "na": MISSING,
    "no membership": NO_STATUS, "full membership": "member", "associate membership": "associate", "observer": "observer",
    "missing data": MISSING, "state not system member": NO_STATUS, "igo not in existence": NO_STATUS,
}  # fmt: skip
"""What is coded, as a number or in words."""
NOT_IN_EXISTENCE = "-1"
STATE, STATE_CODE = ("state", "stateabb", "statename", "statenme", "country"), ("ccode", "statenum", "cow")
ORGANIZATION, ORGANIZATION_CODE = ("ioname", "igo", "io"), ("ionum", "igocode", "igonum")
STATUS_COLUMNS = ("status", "value", "membership", "category", "code", "member")
_BESIDE = frozenset(
    [
        # What R and pandas put before the first column has no name, or one of these.
        *("", "rownames", "...1", "unnamed: 0"),
        *(*STATE, *STATE_CODE, *ORGANIZATION, *ORGANIZATION_CODE),
        *("year", "orgname", "longorgname", "sdate", "deaddate", "dead", "integrated", "replaced", "version"),
        *(
            "accuracyofpre1965membershipdates",
            "sourcesandnotes",
            "imputed",
            "political",
            "social",
            "economic",
        ),
    ]
)
"""The columns that are none of an organization or a state, as the data has them."""


@dataclass
class Coded:
    """What is coded: of each state and organization the years that have a status or are missing.

    *years* are those that were coded at all, with their places, by what a row is about: a state, an
    organization, or both. *absent* are those in which an organization did not exist, whoever was coded in them.
    """

    statuses: dict[tuple[str, str], dict[int, str]] = field(default_factory=dict)
    years: dict[tuple[str | None, str | None], dict[int, Place]] = field(default_factory=dict)
    states: dict[str, dict[str, str]] = field(default_factory=dict)
    organizations: dict[str, dict[str, str]] = field(default_factory=dict)
    absent: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))

    def add(self, path: Path, out: ForeignStatements) -> None:
        """Add the rows of a file.

        Raises:
            DatasetError: it cannot be read, or its columns do not tell what it is.

        """
        shape: _TableShape | None = None
        for line in csv_rows(path, delimiter_of(path)):
            if line.problem is not None:
                out.refuse_part(line.problem)
                continue
            row: Mapping[str, str] = line.value
            shape = shape or _TableShape.of(list(row), path)
            place = Place(str(path), line.number, 0, 0, 0)
            text = row[shape.year].strip().removesuffix(".0")
            year = number_told(text)
            if year is None or not 1 <= year <= 9999:
                out.refuse(place, "year", f"`{spelt_out(text)}` is no year", "write it as in 2014")
                continue
            self._row(shape, row, year, place, out)
        if shape is None:
            raise DatasetError(
                Problem("empty", "no row follows the names of the columns", None, file=str(path))
            )

    def _row(
        self, shape: _TableShape, row: Mapping[str, str], year: int, place: Place, out: ForeignStatements
    ) -> None:
        state, organization = _first(row, shape.state), _first(row, shape.organization)
        if (shape.state and not state) or (shape.organization and not organization):
            out.refuse(place, "missing", "this row does not say of what it is", "name it, or remove the row")
            return
        about = (state.lower() or None, organization.lower() or None)
        known = self.years.setdefault(about, {})
        if year in known:
            message = f"{' in '.join(filter(None, (state, organization)))} is coded twice in {year}"
            out.refuse(place, "duplicate", message, f"keep one of it and line {known[year].line}")
            return
        known[year] = place
        if state:
            name = row[shape.named["statenme"]].strip() if "statenme" in shape.named else ""
            said = {"name": name or state, "code": _first(row, shape.state_code)}
            self.states.setdefault(state.lower(), said)
        if organization:
            said = _described(row, organization, shape)
            told = self.organizations.setdefault(organization.lower(), said)
            for what, value in said.items():
                told[what] = told.get(what) or value
        for column in shape.statuses:
            text = row[column].strip().removesuffix(".0")
            status = CODES.get(text) or CODES.get(text.lower())
            if status is None:
                message = f"`{spelt_out(text)}` in `{spelt_out(column)}` is no status"
                out.refuse(place, "status", message, "write one of the codes from -9 to 3")
            elif text == NOT_IN_EXISTENCE and not organization:
                # By organization and year it is the state that was none.
                self.absent[column.lower()].add(year)
            elif status != NO_STATUS:
                key = (about[0] or column.lower(), about[1] or column.lower())
                self.statuses.setdefault(key, {})[year] = status


@dataclass(frozen=True)
class _TableShape:
    """Which columns of a file say what."""

    year: str
    state: Sequence[str]
    state_code: Sequence[str]
    organization: Sequence[str]
    organization_code: Sequence[str]
    statuses: Sequence[str]
    named: Mapping[str, str]

    @classmethod
    def of(cls, columns: Sequence[str], path: Path) -> _TableShape:
        named = {column.strip().lower(): column for column in columns}

        def there(words: Sequence[str]) -> list[str]:
            return [named[word] for word in words if word in named]

        state, code = there(STATE), there(STATE_CODE)
        organization = there(ORGANIZATION) or there(("orgname",))
        state = state or code
        statuses = [column for column in columns if column.strip().lower() not in _BESIDE]
        if state and organization:
            statuses = there(STATUS_COLUMNS)[:1]
        if "year" not in named or not (state or organization) or not statuses:
            message = "the columns do not tell which state was in which organization in which year"
            hint = "give a table by state and year (ccode, state, year, …), by organization and year (ioname, year, …), or with all three and a status; or the list of states (stateabb, ccode, statenme, styear, …)"
            raise DatasetError(at_line(path, 1, "columns", message, hint))
        return cls(named["year"], state, code, organization, there(ORGANIZATION_CODE), statuses, named)


def _described(row: Mapping[str, str], organization: str, shape: _TableShape) -> dict[str, str]:
    """Return what a row says of its organization."""
    words = {"orgname": "name", "longorgname": "long", "sdate": "founded", "deaddate": "dissolved"}
    said = {ours: row[shape.named[theirs]].strip() for theirs, ours in words.items() if theirs in shape.named}
    return {"short": organization, "code": _first(row, shape.organization_code), **said}


def _first(row: Mapping[str, str], columns: Sequence[str]) -> str:
    return next((text for column in columns if (text := row[column].strip())), "")


def years_of(coded: Coded, state: str, organization: str) -> Iterator[tuple[int, Place]]:
    """Yield the years in which a state in an organization was coded, in order, each with its place."""
    years: dict[int, Place] = {}
    for about in ((state, organization), (state, None), (None, organization)):
        years |= coded.years.get(about, {})
    yield from sorted(years.items())

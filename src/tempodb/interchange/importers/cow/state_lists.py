"""The list of states of Correlates of War → memberships of the state system, from a day to a day each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tempodb.base.errors import DatasetError
from tempodb.interchange.importers.conventions import EndDay
from tempodb.interchange.importers.foreign_dates import Spell
from tempodb.interchange.importers.foreign_files import at_line
from tempodb.interchange.importers.foreign_numbers import number_told
from tempodb.interchange.importers.foreign_statements import ForeignStatements
from tempodb.interchange.importers.foreign_tables import csv_rows, delimiter_of
from tempodb.markup.tree import Place

_DATES = ("styear", "stmonth", "stday", "endyear", "endmonth", "endday")
_NEEDED = ("stateabb", "ccode", "statenme", *_DATES)
_BEGINS = "1816-01-01"
"""The day with which the data begins: what was a state then may have been one before."""
SYSTEM = ("state-system", "State system")
STATES_SOURCE = {
    "title": "Correlates of War: State System Membership",
    "url": "https://correlatesofwar.org/data-sets/state-system-membership/",
}


def is_state_list(path: Path) -> bool:
    """Return whether a table lists states with the days on which they began and ended to be some.

    Raises:
        DatasetError: it cannot be read, or lists spells of states and not which states they are.

    """
    row = next(csv_rows(path, delimiter_of(path)), None)
    columns = [name.lower() for name in row.value or ()] if row else []
    if not set(_DATES) <= set(columns):
        return False
    if missing := [name for name in _NEEDED if name not in columns]:
        message = f"this is no list of the state system: it has no {', '.join(missing)}"
        hint = "give the list of all states (states2016.csv); that of major powers tells something else"
        raise DatasetError(at_line(path, 1, "columns", message, hint))
    return True


@dataclass
class StateLists:
    """The spells of states in several lists."""

    _rows: list[tuple[Place, Mapping[str, str]]] = field(default_factory=list)

    def add(self, path: Path, out: ForeignStatements) -> None:
        """Add the rows of a list; those that cannot be read are told to *out*.

        Raises:
            DatasetError: it cannot be read.

        """
        for line in csv_rows(path, delimiter_of(path)):
            if line.problem is not None:
                out.refuse_part(line.problem)
                continue
            row = {name.lower(): text.strip() for name, text in line.value.items()}
            place = Place(str(path), line.number, 0, 0, 0)
            if row["stateabb"]:
                self._rows.append((place, row))
            else:
                out.refuse(place, "missing", "this row does not say which state it is", "name it in stateabb")

    def state_all(self, out: ForeignStatements) -> None:
        """State which states were in the system, and when."""
        if not self._rows:
            return
        out.define("sources", "cow-states", self._rows[0][0], **STATES_SOURCE)
        last = max(_date(row, "end") for _, row in self._rows)
        for place, row in self._rows:
            start, end = _date(row, "st"), _date(row, "end")
            ends = f"{row['version']}-12-31" if row.get("version") else last
            goes_on = end == ends and end.endswith("-12-31")
            if goes_on:
                out.take(f"states go on after {end}, with which the data ends: who knows how long")
            if start == _BEGINS:
                out.take(f"states are there on {start}, with which the data begins: who knows since when")
                start = f"[..{start}]"
            state, (system, name) = row["stateabb"], SYSTEM
            out.hold(
                "memberships",
                Spell(
                    start,
                    f"[{end}..]" if goes_on else end,
                    group=system,
                    has_precision=True,
                    end_day=EndDay.INSIDE if goes_on else None,
                ),
                place,
                member=out.once(
                    "states",
                    out.ids.of("party", state.lower()),
                    place,
                    name=row["statenme"] or state,
                    code=row["ccode"],
                ),
                of=out.once("organizations", system, place, name=name),
                source="cow-states",
            )


def _date(row: Mapping[str, str], which: str) -> str:
    """Return a date that three columns tell, as far as they do.

    >>> _date({"styear": "1918", "stmonth": "2", "stday": "24"}, "st"), _date({"endyear": "1940", "endmonth": "-9", "endday": ""}, "end")
    ('1918-02-24', '1940')
    """
    told: list[str] = []
    parts: Sequence[tuple[str, int]] = (("year", 4), ("month", 2), ("day", 2))
    for part, digits in parts:
        text = row[which + part]
        if part != "year" and (text in ("", "0", "NA", ".") or text.startswith("-")):
            break
        told.append(text.zfill(digits) if number_told(text) is not None else text)
    return "-".join(told)

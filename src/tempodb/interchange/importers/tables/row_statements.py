"""What rows state, by the entries of a map: things are defined once, however many rows name them."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from tempodb.base.errors import DateError
from tempodb.base.spelling import spelt_out
from tempodb.interchange.importers.conventions import EndDay
from tempodb.interchange.importers.foreign_dates import NotTakenError, Spell
from tempodb.interchange.importers.foreign_statements import ForeignStatements
from tempodb.interchange.importers.placed_text import place_told
from tempodb.interchange.importers.tables.cell_values import DATE_KEYS, PERIOD_KEYS, CellValues
from tempodb.interchange.importers.tables.csv_tables import TableRow
from tempodb.interchange.importers.tables.table_map import CellCondition, CellMeanings, MapEntry
from tempodb.markup.tree import Place, problem_at
from tempodb.temporal.bounds import Bound
from tempodb.temporal.date_reader import read_date

_SPACES = {"states": "party", "persons": "party", "organizations": "party", "offices": "office"}
_GROUPS = (("office",), ("of", "for"))
"""In what holdings follow one another."""


@dataclass
class _Defined:
    section: str
    id: str
    said: dict[str, Any]
    place: Place


class _HeldRow(NamedTuple):
    section: str
    spell: Spell | None
    place: Place
    said: Mapping[str, Any]
    line: tuple[object, ...] | None


class RowStatements:
    """Collects what rows state, whose cells have some *meanings*, and states it in *statements* in the end."""

    def __init__(self, meanings: CellMeanings, statements: ForeignStatements) -> None:
        self._out = statements
        self._values = CellValues(meanings, statements.ids)
        self._defined: dict[tuple[str, str], _Defined] = {}
        self._assumed: dict[tuple[str, str], tuple[str, _Defined]] = {}
        self._held: list[_HeldRow] = []
        self._seen: set[tuple[object, ...]] = set()

    def state(self, row: TableRow, entries: Sequence[MapEntry]) -> None:
        """Collect what a row states by some entries."""
        for entry in entries:
            if self._is_repeated(entry, row):
                continue
            if (entry.when or entry.unless) and not self._is_of(entry, row):
                continue
            try:
                self._state(entry, row)
            except NotTakenError as error:
                self._out.refuse_date(error, row.place)

    def _is_of(self, entry: MapEntry, row: TableRow) -> bool:
        """Return whether an entry is stated of a row."""
        return all(self._holds(each, row) for each in entry.when) and not any(
            self._holds(each, row) for each in entry.unless
        )

    def _is_repeated(self, entry: MapEntry, row: TableRow) -> bool:
        """Return whether a row defines by an entry what another one did in the same words."""
        if entry.id is None:
            return False
        for hole in entry.id.holes:
            if not row.cells[hole.column]:
                return False
        cells = [row.cells[column] for column in entry.columns]
        if (id(entry), *cells) in self._seen:
            return True
        # What is kept are the texts alone, without their rows.
        self._seen.add((id(entry), *map(str, cells)))
        return False

    def finish(self) -> None:
        """State all that was collected."""
        for key, (convention, assumed) in self._assumed.items():
            if key not in self._defined:
                self._out.take(convention)
                self._defined[key] = assumed
        for each in self._defined.values():
            self._out.define(each.section, each.id, each.place, **each.said)
        starts = self._starts()
        for held in self._held:
            spell = held.spell
            if spell is not None and held.line is not None and not spell.end:
                if not spell.start:
                    message = "this row has no beginning, so that nothing says which is the next one"
                    self._out.refuse(held.place, "next", message, "give it one, or an end")
                    continue
                spell = self._until_next(spell, starts[held.line])
            self._out.hold(held.section, spell, held.place, **held.said)

    def _holds(self, condition: CellCondition, row: TableRow) -> bool:
        (hole,) = condition.column.holes
        cell = self._values.cell(hole.column, row)
        return bool(cell) if condition.texts is None else cell in condition.texts

    # ── one entry of one row ─────────────────────────────────────────────────────────────────────

    def _state(self, entry: MapEntry, row: TableRow) -> None:
        place = row.place if entry.is_of_rows else entry.place
        said = self._values.filled(entry.said, row) or {}
        if entry.id is not None:
            self._define(entry, said, row, place)
        elif entry.section == "events":
            self._collect(_HeldRow(entry.section, None, place, self._dated(said), None))
        else:
            self._hold(entry, said, row, place)

    def _define(self, entry: MapEntry, said: dict[str, Any], row: TableRow, place: Place) -> None:
        assert entry.id is not None
        space = _SPACES.get(entry.section, entry.section.removesuffix("s"))
        id_ = self._values.id(entry.id, row, space)
        if id_ is None:
            if entry.assumed is None:
                self._out.take(f"rows that name none of `{entry.section}` define none")
            return
        new = _Defined(entry.section, id_, self._dated(said), place)
        if entry.assumed is not None:
            self._assumed.setdefault((space, id_), (entry.assumed, new))
            return
        known = self._defined.setdefault((space, id_), new)
        if known is not new:
            self._add(known, new)

    def _add(self, known: _Defined, new: _Defined) -> None:
        """Add what a row says of something that was defined before; what it says otherwise is refused."""
        where = problem_at(known.place, "", "").place
        if known.section != new.section:
            message = f"`{spelt_out(known.id)}` is one of `{known.section}` by {where}"
            self._out.refuse(new.place, "duplicate", message, "give one of them another id")
            return
        for key, value in new.said.items():
            before = known.said.setdefault(key, value)
            if isinstance(before, list) and isinstance(value, list):
                known.said[key] = before + [each for each in value if each not in before]
            elif before != value:
                told = f"`{spelt_out(str(value))}`, and `{spelt_out(str(before))}` by {where}"
                message = f"`{key}` of `{spelt_out(known.id)}` is {told}"
                hint = "say the same everywhere, or give one of them another id"
                self._out.refuse(place_told(value, new.place), "duplicate", message, hint)

    def _hold(self, entry: MapEntry, said: dict[str, Any], row: TableRow, place: Place) -> None:
        dates = {key: said.pop(key, None) for key in PERIOD_KEYS}
        within = self._values.filled(entry.within, row) if entry.within else None
        if dates["observed"] and (dates["from"] or dates["to"] or dates["through"]):
            message = "this row says when it was observed, and from when to when it was so"
            self._out.refuse(place, "dates", message, "keep the one or the other")
            return
        if dates["to"] and dates["through"]:
            message = "this row says the first day after it, and the last day of it"
            self._out.refuse(place, "dates", message, "keep the one or the other")
            return
        observed = dates["observed"] or ()
        spell = Spell(
            dates["from"],
            dates["through"] or dates["to"],
            (within.get("from"), within.get("through", within.get("to"))) if within else None,
            _group(said) if self._out.conventions.end_day is EndDay.MEASURE else "",
            self._values.has_precision(entry.said.get(key) for key in PERIOD_KEYS),
            tuple(observed) if isinstance(observed, list) else (observed,) if observed else (),
            EndDay.INSIDE if dates["through"] else None,
        )
        line = None
        if entry.next:
            columns = [str(hole.column) for template in entry.next for hole in template.holes]
            line = (entry.section, *((column, self._values.cell(column, row)) for column in columns))
        elif spell.start and not spell.end and self._goes_on(spell):
            self._out.take("rows have no end: taken as going on")
        self._collect(_HeldRow(entry.section, spell, place, self._dated(said), line))

    def _goes_on(self, spell: Spell) -> bool:
        """Return whether what has no end goes on, as nothing else says until when it may have been."""
        return spell.period is None and self._out.conventions.observed is None

    def _collect(self, held: _HeldRow) -> None:
        """State a row, or keep it until it is known which comes next, and so all that follow it."""
        if held.line is None and not self._held:
            self._out.hold(held.section, held.spell, held.place, **held.said)
        else:
            self._held.append(held)

    def _dated(self, said: dict[str, Any]) -> dict[str, Any]:
        """Return what is said with the dates that stand in it as ours.

        Raises:
            NotTakenError: one is none, or none that is taken.

        """
        dated: dict[str, Any] = {}
        for key, value in said.items():
            if isinstance(value, str) and key not in DATE_KEYS and key not in PERIOD_KEYS:
                dated[key] = value
            elif key in DATE_KEYS:
                date = self._out.dates.date(value, Spell())
                dated[key] = date
            elif isinstance(value, list):
                dated[key] = [self._dated_within(each) for each in value]
            elif key not in PERIOD_KEYS:
                dated[key] = self._dated_within(value)
        if not said.keys().isdisjoint(PERIOD_KEYS):
            end = said.get("through", said.get("to"))
            spell = Spell(said.get("from"), end, end_day=EndDay.INSIDE if "through" in said else None)
            dated |= self._out.dates.dates(spell)
        return dated

    def _dated_within(self, value: Any) -> Any:
        return self._dated(value) if isinstance(value, dict) else value

    # ── one row after another ────────────────────────────────────────────────────────────────────

    def _starts(self) -> Mapping[tuple[object, ...], Sequence[tuple[int, int, str]]]:
        """Return when those of each line of holdings began, in order."""
        starts: dict[tuple[object, ...], set[tuple[int, int, str]]] = defaultdict(set)
        for held in self._held:
            if held.line is not None and held.spell is not None and (bound := _bound(held.spell.start)):
                starts[held.line].add((bound.earliest, bound.latest, bound.text))
        return defaultdict(list, {line: sorted(found) for line, found in starts.items()})

    def _until_next(self, spell: Spell, starts: Sequence[tuple[int, int, str]]) -> Spell:
        bound = _bound(spell.start)
        if bound is None:
            return spell
        after = bisect_right(starts, (bound.earliest, bound.latest, bound.text))
        if after == len(starts):
            if self._goes_on(spell):
                self._out.take("the last ones in a line have no end: taken as going on")
            return spell
        self._out.take("rows have no end: taken as ended when the next one began")
        return replace(spell, end=starts[after][2], end_day=EndDay.OUTSIDE)


def _group(said: Mapping[str, Any]) -> str:
    """Return in what a holding follows another one."""
    return next((str([said.get(key) for key in keys]) for keys in _GROUPS if keys[0] in said), "")


def _bound(text: str | None) -> Bound | None:
    try:
        return read_date(text) if text else None
    except DateError:
        return None

"""The cells of a row as an entry has them: texts, lists, ids of ours, and dates."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import zip_longest
from typing import Any

from tempodb.base.errors import DateError
from tempodb.base.spelling import spelt_out
from tempodb.interchange.folders.table_cells import items_of
from tempodb.interchange.importers.foreign_dates import NotTakenError
from tempodb.interchange.importers.foreign_ids import ForeignIds, slug
from tempodb.interchange.importers.placed_text import PlacedText
from tempodb.interchange.importers.tables.csv_tables import TableRow
from tempodb.interchange.importers.tables.table_map import CellMeanings
from tempodb.interchange.importers.tables.templates import Filling, Hole, Template
from tempodb.model.field_types import FieldType
from tempodb.model.kinds import EntityType, Kind
from tempodb.model.schema import SCHEMA
from tempodb.temporal.date_reader import read_date

PERIOD_KEYS = ("from", "to", "through", "observed")
"""The keys that say from when to when."""
DATE_KEYS = ("date", "founded", "dissolved", "born", "died", "published")
"""The keys that say one date."""
SPACES = {EntityType.PARTY: "party", EntityType.OFFICE: "office", EntityType.SOURCE: "source"}
ID_KEYS: Mapping[str, str] = {
    **{part.name: SPACES[part.type] for s in SCHEMA.values() for part in s.key if part.type in SPACES},
    **{
        field.name: "party"
        for schema in SCHEMA.values()
        for field in schema.fields
        if field.type in (FieldType.PARTY, FieldType.PARTIES)
    },
    **{SCHEMA[kind].section: "party" for kind in (Kind.PART_OF, Kind.SUCCEEDS)},
}
"""The keys that name something by its id, and among what ids have to differ."""
_SOURCE, _DETAIL = "source", "detail"
_CUT = {
    "day": 10,
    "11": 10,
    "month": 7,
    "10": 7,
    "year": 4,
    "9": 4,
    "decade": 3,
    "8": 3,
    "century": 2,
    "7": 2,
}
"""How many characters of a date are as precise as a word says, or a number of Wikidata."""
_EITHER_WAY = re.compile("[0-9]{1,2}/[0-9]{1,2}/[0-9]{4}")
_ISO = re.compile("[0-9]{4}(-[0-9]{2}){0,2}")


class CellValues:
    """Fills what entries of a map say with the cells of a row."""

    def __init__(self, meanings: CellMeanings, ids: ForeignIds) -> None:
        self._meanings = meanings
        self._ids = ids
        self._known: dict[Hole, dict[str, str]] = defaultdict(dict)
        self._known_ids: dict[tuple[Hole, str], dict[str, str]] = defaultdict(dict)

    def filled(self, filling: Filling, row: TableRow, key: str = "") -> Any:
        """Return what a row makes of what an entry says under a key, None where nothing is left of it.

        Raises:
            NotTakenError: a date says its precision, and that is none.

        """
        match filling:
            case Template():
                return self._text(filling, row, key)
            case Mapping():
                is_named = key in ID_KEYS
                said = {}
                for inner, each in filling.items():
                    value = self.filled(each, row, key if is_named and inner == "id" else inner)
                    if value is not None and value != []:
                        said[inner] = value
                if key == _SOURCE and isinstance(said.get("id", said.get(_DETAIL)), list):
                    return _cited(said.get("id", []), said.get(_DETAIL, []))
                is_there = "id" in said if is_named and "id" in filling else _is_filled(filling, said)
                return said if is_there else None
        listed = [self.filled(each, row, key) for each in filling]
        found = [value for value in listed if value not in (None, [])]
        return [text for value in found for text in (value if isinstance(value, list) else [value])]

    def cell(self, column: str, row: TableRow) -> PlacedText:
        """Return what a row has in a column."""
        text = row.cells[column]
        if not self._meanings.empty:
            return text
        return text.instead("") if text in self._meanings.empty else text

    def id(self, template: Template, row: TableRow, space: str) -> PlacedText | None:
        """Return the id that a row gives, None where a part of it is missing."""
        for hole in template.holes:
            if not self.cell(hole.column, row):
                return None
        if template.lone is None:
            text = self._joined(template, row)
            return text and text.instead(self._ids.of(space, text))
        cell = self.cell(template.lone.column, row)
        known = self._known_ids[template.lone, space]
        id_ = known.get(cell)
        if id_ is None:
            text = self._meaning(template.lone, cell)
            id_ = known[str(cell)] = self._ids.of(space, text) if text else ""
        return cell.instead(id_) if id_ else None

    def _text(self, template: Template, row: TableRow, key: str) -> PlacedText | list[PlacedText] | None:
        lone = template.lone
        if lone is not None:
            cell = self.cell(lone.column, row)
            if (texts := self._items(lone, key, cell)) is not None:
                parts = (cell.instead(text) for text in texts if text or key == _DETAIL)
                return [self._valued(self._meaning(lone, part), key) for part in parts]
        if key in ID_KEYS:
            return self.id(template, row, ID_KEYS[key])
        if key in (*PERIOD_KEYS, *DATE_KEYS):
            return self._date(template, row)
        return self._joined(template, row)

    def _items(self, hole: Hole, key: str, cell: str) -> Sequence[str] | None:
        """Return the texts in a cell, None if its column does not hold several."""
        lists = self._meanings.lists
        if sign := lists.get(hole.column):
            return [*map(str.strip, cell.split(sign))]
        if None in lists and (key in LISTED_KEYS or key == _DETAIL):
            return items_of(cell) if cell else ()
        return None

    def _valued(self, text: PlacedText, key: str) -> PlacedText:
        if key not in ID_KEYS:
            return text
        return text.instead(self._ids.of(ID_KEYS[key], text))

    def _joined(self, template: Template, row: TableRow) -> PlacedText | None:
        """Return a text with its columns in it, None where none of them has anything."""
        if template.lone:
            return self._meant(template.lone, row) or None
        texts = [part if isinstance(part, str) else self._meant(part, row) for part in template.parts]
        cells = [text for text in texts if isinstance(text, PlacedText)]
        if cells and not any(cells):
            return None
        where = cells[0].place if cells else template.place
        return PlacedText(" ".join("".join(texts).split()), lambda: where)

    def _meant(self, hole: Hole, row: TableRow) -> PlacedText:
        return self._meaning(hole, self.cell(hole.column, row))

    def _meaning(self, hole: Hole, cell: PlacedText) -> PlacedText:
        """Return what a text of a column means."""
        values = self._meanings.values.get(hole.column)
        if values is None and not hole.is_slug:
            return cell
        known = self._known[hole]
        text = known.get(cell)
        if text is None:
            text = str(cell) if values is None else str(values.get(cell, cell))
            if hole.is_slug and text:
                text = re.sub("-+", "-", re.sub(r"[^\w/]|_", "-", slug(text).lower())).strip("-")
            known[str(cell)] = text
        return cell.instead(text)

    def _date(self, template: Template, row: TableRow) -> PlacedText | None:
        text = self._joined(template, row)
        if text is None:
            return None
        holes = template.holes
        column = holes[0].column if holes else ""
        meanings = self._meanings
        said: str = text if template.lone else text.rstrip("-/. ")
        if said in meanings.unknown:
            said = "unknown"
        forms = meanings.dates.get(column, meanings.dates.get(None, ()))
        said = next((iso for form in forms if (iso := form.read(said))), said)
        if (by := meanings.precision.get(column)) and (word := self.cell(by, row)):
            said = _cut(said, word)
        if _EITHER_WAY.fullmatch(said):
            _refuse_either_way(said, text)
        return text.instead(said)

    def has_precision(self, fillings: Iterable[Filling | None]) -> bool:
        """Return whether one of some dates says how precise it is."""
        precision = self._meanings.precision
        return bool(precision) and any(
            isinstance(filling, Template) and any(hole.column in precision for hole in filling.holes)
            for filling in fillings
        )


LISTED_KEYS = frozenset(["aliases", "source", "part_of", "succeeds", "participants", "observed"])
"""The keys that take several texts."""


def _is_filled(filling: Mapping[str, Filling], said: Mapping[str, Any]) -> bool:
    """Return whether something is left of a mapping beside what is constant in it."""
    return any(
        key in said for key, each in filling.items() if not isinstance(each, Template) or each.holes
    ) or all(isinstance(each, Template) and not each.holes for each in filling.values())


def _cited(sources: Sequence[str], details: Sequence[PlacedText]) -> list[Any]:
    """Return sources with the details that stand in the same places of another cell.

    Raises:
        NotTakenError: there are more of them, or fewer.

    """
    if details and len(details) != len(sources):
        message = f"`{_DETAIL}` is of {len(details)} and `{_SOURCE}` of {len(sources)}"
        raise NotTakenError("value", message, "write one for each source, with ; between", details[0])
    both = zip_longest(sources, details)
    return [{"id": id_, _DETAIL: detail} if detail else id_ for id_, detail in both]


def _cut(date: str, word: PlacedText) -> str:
    """Return a date as precise as a word says.

    Raises:
        NotTakenError: it says nothing.

    """
    length = _CUT.get(word.lower())
    if length is None:
        message = f"`{spelt_out(word)}` is no precision of a date"
        raise NotTakenError("precision", message, "write day, month, year, decade or century", word)
    if not _ISO.fullmatch(date):
        return date
    return date[:length].ljust(4, "X")


def _refuse_either_way(date: str, text: PlacedText) -> None:
    """Refuse a date whose form is not stated, if day and month may be meant either way round.

    Raises:
        NotTakenError: they may.

    """
    try:
        read_date(date)
    except DateError as refusal:
        (problem,) = refusal.problems
        hint = "say in a map which form it is, as in dates: d/m/yyyy"
        hint = f"{problem.hint}; or {hint}" if problem.hint else hint
        # No name is bound to it: with one, its frame and it hold each other, and nothing looks for garbage
        # while an import goes on.
        raise NotTakenError("date", problem.message, hint, text) from None

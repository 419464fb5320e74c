"""What a map says: entries of a dataset with columns in them, and how the cells of its table are meant."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from tempodb.interchange.importers.placed_text import PlacedText
from tempodb.interchange.importers.tables.date_forms import DateForm
from tempodb.interchange.importers.tables.templates import Filling, Template, templates_in
from tempodb.markup.tree import Place
from tempodb.model.schema import PARTY_SECTIONS

SECTIONS = (*PARTY_SECTIONS, "offices", "sources", "memberships", "tenures", "events")
"""The sections that a table can hold entries of."""


@dataclass(frozen=True, slots=True)
class CellCondition:
    """What a row has in a column: one of some *texts*, or anything."""

    column: Template
    texts: frozenset[str] | None = None


@dataclass(frozen=True)
class MapEntry:
    """An entry of a section, which is stated for each row *when* all of that holds and nothing of *unless*.

    What has no end ends with the beginning of the *next* one of those that have the same in these columns.
    *within* is a period, as one of a legislature. What is *assumed* is stated of what no other entry defines.
    """

    section: str
    id: Template | None
    said: Mapping[str, Filling]
    place: Place
    when: Sequence[CellCondition] = ()
    unless: Sequence[CellCondition] = ()
    next: Sequence[Template] = ()
    within: Mapping[str, Filling] = field(default_factory=dict)
    assumed: str | None = None

    @property
    def templates(self) -> Sequence[Template]:
        """Every text in it."""
        conditions = (condition.column for condition in (*self.when, *self.unless))
        said = (*templates_in(self.said), *templates_in(self.within))
        return (*((self.id,) if self.id else ()), *said, *conditions, *self.next)

    @cached_property
    def columns(self) -> Sequence[str]:
        """The columns in it."""
        return list(dict.fromkeys(hole.column for template in self.templates for hole in template.holes))

    @property
    def is_of_rows(self) -> bool:
        """Whether rows have a part in it; what they have none in is stated once."""
        return bool(self.columns)


@dataclass(frozen=True, slots=True)
class CellMeanings:
    """How cells are meant: by their column, or whichever it is.

    Texts that are *empty* are nothing, those that are *open* no date, those that are *unknown* an unknown one.
    """

    dates: Mapping[str | None, Sequence[DateForm]] = field(default_factory=dict)
    precision: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    lists: Mapping[str | None, str] = field(default_factory=dict)
    empty: frozenset[str] = frozenset()
    open: frozenset[str] = frozenset()
    unknown: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class TableShape:
    """How a table is written: the sign between its cells, its encoding, and the line that names its columns."""

    delimiter: str | None = None
    encoding: str | None = None
    sheet: str | None = None
    header: int = 1


@dataclass(frozen=True, slots=True)
class TableJoin:
    """Another table, from a *file* beside the map: its row that has in one column what a row has in another."""

    file: str
    here: str
    there: str
    place: Place
    shape: TableShape = TableShape()


@dataclass(frozen=True, slots=True)
class TableMap:
    """A map as a whole: what it says of the dataset, its entries, and how its table is written and meant."""

    entries: Sequence[MapEntry]
    heading: Mapping[str, Any] = field(default_factory=dict)
    dataset: str | None = None
    meanings: CellMeanings = CellMeanings()
    shape: TableShape = TableShape()
    joins: Mapping[str, TableJoin] = field(default_factory=dict)

    @property
    def columns(self) -> Iterator[PlacedText]:
        """The columns that are named anywhere in it, each where it is named."""
        for entry in self.entries:
            for template in entry.templates:
                yield from (PlacedText(hole.column, _at(template.place)) for hole in template.holes)
        meant = self.meanings
        for named in (meant.dates, meant.precision, meant.precision.values(), meant.values, meant.lists):
            yield from (column for column in named if isinstance(column, PlacedText))
        for join in self.joins.values():
            yield PlacedText(join.here, _at(join.place))


def _at(place: Place) -> Callable[[], Place]:
    return lambda: place

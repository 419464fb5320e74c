"""What is wrong with a map as a whole: what one part of it says does not go with another."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from tempodb.base.errors import Problem
from tempodb.interchange.importers.tables.cell_values import LISTED_KEYS
from tempodb.interchange.importers.tables.table_map import TableMap
from tempodb.interchange.importers.tables.templates import Filling, Template
from tempodb.markup.shown_texts import in_backticks
from tempodb.markup.tree import problem_at


def said_at_odds(map_: TableMap) -> Iterator[Problem]:
    """Yield a problem for each column that holds several texts where one is meant."""
    several = {str(column) for column in map_.meanings.lists if column is not None}
    for entry in map_.entries:
        said = {**entry.said, **({} if entry.id is None else {"": entry.id})}
        for template in _single(said):
            if template.lone is not None and template.lone.column in several:
                message = f"{in_backticks(template.lone.column)} holds several texts, and one is meant here"
                hint = "take the column out of `lists`, or name another one here"
                yield problem_at(template.place, "value", message, hint)


def _single(said: Mapping[str, Filling]) -> Iterator[Template]:
    """Yield the texts of what an entry says, but for those of keys that take several."""
    for key, filling in said.items():
        for each in filling if isinstance(filling, tuple) else (filling,):
            if isinstance(each, Mapping):
                yield from _single(each)
            elif isinstance(each, Template) and key not in LISTED_KEYS:
                yield each

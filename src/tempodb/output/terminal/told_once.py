"""What all rows of an answer have alike: told once below them, in the place of a column."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any, NamedTuple

from tempodb.answers.result import Result
from tempodb.output.terminal.layouts import Column, layout_of
from tempodb.tql.printing.questions import PLURAL_OF

TOLD_OF_ALL: Mapping[str, str] = MappingProxyType(
    {
        "status": "{}",
        "capacity": "{}",
        "representing_name": "representing {}",
        "for_name": "for {}",
        "end_reason": "ended: {}",
        "kind": "of kind {}",
        "state": "{}",
        "certainty": "{}",
        "standing": "{}",
    }
)
"""How it is told that all rows say the same, behind `all`."""
TOLD_OF_ONE = frozenset(("status", "capacity", "state", "certainty", "standing"))
"""What is told below a single row too; all else that it says stands in a column."""
NOUNS_OF_STATUS = {"member": "members", **PLURAL_OF}
"""What those are called who have a status, where it is a noun."""


class ToldOnce(NamedTuple):
    """The columns that have something to say, and what is told below them."""

    columns: tuple[Column, ...]
    below: tuple[str, ...]


def told_once(result: Result) -> ToldOnce:
    """Return the columns in which the rows of an answer differ, and in short what they have alike.

    Names are told as they are, of those alone that the layout puts below; what was asked for is a column.
    """
    layout, rows, is_one = layout_of(result), result.rows, len(result) == 1
    columns = [column for column in layout.columns if column.says_something(rows)]
    told = TOLD_OF_ONE if is_one else {*TOLD_OF_ALL, "sources"}
    movable = ({*layout.below} | told) - {*result.asked_for}
    common = {
        column.fields[0]: (column, column.text(rows[0]))
        for column in columns
        if column.fields[0] in movable and _is_common(column, rows)
    }
    names = [text for name, (_, text) in common.items() if name in layout.below]
    words = ", ".join(_told(name, common[name][1], is_one) for name in TOLD_OF_ALL if name in common)
    sources = f"all by {common['sources'][1]}" if "sources" in common else ""
    left = tuple(column for column in columns if column.fields[0] not in common)
    below = (*names, *filter(None, (words, sources)))
    return ToldOnce(left, below) if left else ToldOnce(tuple(columns), ())


def _is_common(column: Column, rows: Sequence[Any]) -> bool:
    first = column.value(rows[0])
    return first is not None and all(column.value(row) == first for row in rows)


def _told(name: str, text: str, is_one: bool) -> str:
    if is_one:
        return TOLD_OF_ALL[name].format(text)
    noun = NOUNS_OF_STATUS.get(text, text) if name == "status" else text
    return f"all {TOLD_OF_ALL[name].format(noun)}"

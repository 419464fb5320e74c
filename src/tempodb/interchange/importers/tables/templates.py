"""Texts of a map, in which `<Column>` stands for what a row has in a column."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple, TypeAlias

from tempodb.markup.shown_texts import in_backticks
from tempodb.markup.tree import Place

_HOLE = re.compile(r"<(?!\s*>)([^<>]+?)(\|slug)?>")
# What ends a column that was not begun is looked for from where a text between brackets begins alone, or
# else a long text would be run through from each of its characters.
_NO_HOLE = re.compile(r"<\s*>|<(?=\S)[^<>]*|(?<![^<>])[^<>]*(?<=[\w)])>")


class Hole(NamedTuple):
    """A column that stands in a text; as a *slug*, small letters and digits with dashes between words."""

    column: str
    is_slug: bool = False


@dataclass(frozen=True)
class Template:
    """A text of a map: what is constant in it, and the columns between."""

    parts: tuple[str | Hole, ...]
    place: Place = field(compare=False)

    @cached_property
    def holes(self) -> Sequence[Hole]:
        """The columns in it."""
        return [part for part in self.parts if isinstance(part, Hole)]

    @cached_property
    def lone(self) -> Hole | None:
        """The column that it is all of, if it is."""
        return self.parts[0] if len(self.parts) == 1 and isinstance(self.parts[0], Hole) else None


Filling: TypeAlias = "Template | tuple[Filling, ...] | Mapping[str, Filling]"
"""What an entry of a map says: texts, and lists and mappings of them."""


def template_of(text: str, place: Place) -> Template:
    """Return the template that a text of a map is.

    >>> template_of("o/<Role|slug>", Place("m.yaml", 1, 1, 0, 5)).parts
    ('o/', Hole(column='Role', is_slug=True))
    """
    parts: list[str | Hole] = []
    at = 0
    for found in _HOLE.finditer(text):
        if found.start() > at:
            parts.append(text[at : found.start()])
        parts.append(Hole(found[1].strip(), found[2] is not None))
        at = found.end()
    if at < len(text):
        parts.append(text[at:])
    return Template(tuple(parts), place)


def no_column_in(text: str) -> tuple[str, str] | None:
    """Return what is wrong with a text that begins a column and does not end it, and what to try; None where nothing is.

    >>> no_column_in("<Role"), no_column_in("<Role|slug> of <>"), no_column_in("less < more")
    (('`<Role` is no column', 'write <Column>'), ('`<>` is no column', 'write <Column>'), None)
    """
    found = _NO_HOLE.search(_HOLE.sub("\n", text))
    return None if found is None else (f"{in_backticks(found[0].strip())} is no column", "write <Column>")


def has_columns(text: str) -> bool:
    """Return whether there are columns in a text."""
    return _HOLE.search(text) is not None


def whole_column(name: str, place: Place) -> Template:
    """Return the template that is a column."""
    return Template((Hole(name),), place)


def templates_in(filling: Filling | None) -> Iterator[Template]:
    """Yield every template of what an entry says."""
    match filling:
        case Template():
            yield filling
        case Mapping():
            for inner in filling.values():
                yield from templates_in(inner)
        case tuple():
            for inner in filling:
                yield from templates_in(inner)

"""Files of Wikidata → what they state: which of the shapes each has shows in what it holds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from tempodb.base.errors import DatasetError, Problem
from tempodb.interchange.importers.conventions import Conventions, EndDay
from tempodb.interchange.importers.foreign_files import begins_with, json_document, json_lines
from tempodb.interchange.importers.foreign_statements import ForeignStatements, StatedSource
from tempodb.interchange.importers.wikidata.entities import StatedItems
from tempodb.interchange.importers.wikidata.items import Item, item_of
from tempodb.markup.tree import Place


def read_wikidata(paths: Sequence[Path], dataset: str, conventions: Conventions) -> StatedSource:
    """Return what files of entities state together.

    Raises:
        DatasetError: one cannot be read, or holds nothing of Wikidata.

    """
    statements = ForeignStatements(dataset, conventions, EndDay.OUTSIDE)
    items: dict[str, Item] = {}
    for path in paths:
        for item in _items(path, statements):
            if item.id in items:
                statements.refuse(
                    item.place, "duplicate", f"the entity `{item.id}` is there twice", "keep one"
                )
            items.setdefault(item.id, item)
    StatedItems(items, statements).state_all()
    return statements.collected()


def _items(path: Path, statements: ForeignStatements) -> Iterator[Item]:
    file = str(path)
    start = begins_with(path).lstrip()
    is_lined = start.startswith(b"[\n") or b"}\n{" in start or b"},\n{" in start[:1] or _is_entity_line(start)
    if is_lined:
        yield from _of_lines(path, statements)
        return
    document = json_document(path)
    found = list(_of_document(document, file))
    if not found:
        message = "nothing in here is an entity of Wikidata"
        hint = "give what Special:EntityData, wbgetentities or a dump has"
        raise DatasetError(Problem("format", message, hint, file=file))
    yield from found


def _is_entity_line(start: bytes) -> bool:
    """Return whether a file begins with an entity that ends with its line, and others follow."""
    line, _, rest = start.partition(b"\n")
    return line.startswith(b"{") and line.rstrip().endswith(b"}") and rest.lstrip().startswith(b"{")


def _of_lines(path: Path, statements: ForeignStatements) -> Iterator[Item]:
    for line in json_lines(path):
        if line.problem is not None:
            statements.refuse_part(line.problem)
            continue
        found = list(_of_document(line.value, str(path), line.number))
        if not found:
            place = Place(str(path), line.number, 0, 0, 0)
            statements.refuse(place, "format", "this line holds no entity of Wikidata", "remove it")
        yield from found


def _of_document(value: Any, file: str, line: int = 0) -> Iterator[Item]:
    """Yield the entities that a value of JSON holds: one, a list of them, or an object of them by their ids."""
    if not isinstance(value, dict | list):
        return
    if isinstance(value, dict) and isinstance(value.get("id"), str):
        found: list[tuple[str, Any]] = [("", value)]
    elif isinstance(value, dict):
        entities = value.get("entities")
        held = entities.items() if isinstance(entities, Mapping) else ()
        found = [(f"/entities/{key}", each) for key, each in held]
    else:
        found = [(f"/{i}", each) for i, each in enumerate(value)]
    for pointer, each in found:
        place = Place(file, line, 0, 0, 0, pointer)
        if isinstance(each, dict) and (item := item_of(each, place)) is not None:
            yield item

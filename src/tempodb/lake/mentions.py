"""The ids that rows mention, and those that rows define."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from tempodb.lake.lake_layout import LakeLayout, LakeTable
from tempodb.lake.row_checks import distinct_texts
from tempodb.model.kinds import CORE_STATUSES, Entity, EntityType
from tempodb.model.schema import DEFINED_BY, SCHEMA, SELF_DEFINED

DEFINING_KINDS = {kind: type_ for type_, kind in DEFINED_BY.items() if type_ not in SELF_DEFINED}
"""What is defined by a kind, where whatever mentions it needs that."""


def mentioned(table: LakeTable, rows: Any) -> Iterator[Entity]:
    """Yield what the rows of a table mention that has to be defined, each once.

    A party under which they lie by party is mentioned there, where it is defined, too, and not by organization.
    """
    assert table.kind is not None
    schema = SCHEMA[table.kind]
    types = {part.name: part.type for part in schema.key}
    by_party = table.layout is LakeLayout.PARTY
    for name in dict.fromkeys(schema.filed):
        type_ = types.get(name, EntityType.PARTY)
        is_here = name == table.bucketed_by if by_party else not _lies_by_party(table, name)
        if is_here:
            yield from _entities(type_, distinct_texts(rows[name])[0])
    if by_party:
        return
    for sources in distinct_texts(rows["sources"])[0]:
        yield from _entities(EntityType.SOURCE, json.loads(sources or "[]"))
    for value in distinct_texts(rows["value"])[0]:
        said = json.loads(value or "{}")
        for field in schema.fields:
            if field.name in said and field.name not in schema.filed:
                yield from (each for each in field.entities(said[field.name]) if _is_to_be_defined(each))


def defined_in_rows(table: LakeTable, rows: Any) -> set[Entity]:
    """Return what the rows of a table define."""
    type_ = None if table.kind is None else DEFINING_KINDS.get(table.kind)
    if type_ is None or table.kind is None:
        return set()
    return {Entity(type_, text) for text in distinct_texts(rows[SCHEMA[table.kind].filed[0]])[0] if text}


def _lies_by_party(table: LakeTable, name: str) -> bool:
    assert table.kind is not None
    filed = SCHEMA[table.kind].filed
    return len(filed) > 1 and name == filed[1] and filed[0] != filed[1]


def _entities(type_: EntityType, ids: Iterable[str | None]) -> Iterator[Entity]:
    for id_ in ids:
        if id_ and _is_to_be_defined(Entity(type_, id_)):
            yield Entity(type_, id_)


def _is_to_be_defined(entity: Entity) -> bool:
    is_core = entity.type is EntityType.STATUS and entity.id in CORE_STATUSES
    return entity.type in DEFINING_KINDS.values() and not is_core

"""Ids of one sort in their order, some at a time: however many there are."""

from __future__ import annotations

from tempodb.model.kinds import EntityType, PartyClass
from tempodb.model.schema import DEFINED_BY
from tempodb.store.engines.port import Snapshot

_KNOWN = """EXISTS (SELECT 1 FROM belief b JOIN interned i ON i.id = b.value WHERE b.scope = e.id AND b.kind = ?
  AND b.recorded_from <= ? AND b.recorded_to > ? AND i.text LIKE ?)"""
IDS_FROM = (
    f"SELECT e.slug FROM entity e WHERE e.type = ? AND e.slug >= ? AND {_KNOWN} ORDER BY e.slug LIMIT ?"
)
IDS_BEFORE = (
    f"SELECT e.slug FROM entity e WHERE e.type = ? AND e.slug < ? AND {_KNOWN} ORDER BY e.slug DESC LIMIT ?"
)


def ids_from(
    snapshot: Snapshot, type_: EntityType, class_: PartyClass | None, start: str, most: int, known_at: int
) -> list[str]:
    """Return ids of a type, of parties of a class, from one on, which need not be there."""
    return _ids(snapshot, IDS_FROM, type_, class_, start, most, known_at)


def ids_before(
    snapshot: Snapshot, type_: EntityType, class_: PartyClass | None, start: str, most: int, known_at: int
) -> list[str]:
    """Return the last ids of a type, of parties of a class, before one, in their order."""
    return _ids(snapshot, IDS_BEFORE, type_, class_, start, most, known_at)[::-1]


def _ids(
    snapshot: Snapshot,
    sql: str,
    type_: EntityType,
    class_: PartyClass | None,
    start: str,
    most: int,
    known_at: int,
) -> list[str]:
    said = "%" if class_ is None else f'%"class":"{class_}"%'
    asked = int(type_), start, int(DEFINED_BY[type_]), known_at, known_at, said, most
    return [slug for (slug,) in snapshot.execute(sql, asked)]

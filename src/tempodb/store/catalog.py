"""Names ↔ ids, from all that was ever recorded; implements `bound.Catalog`."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence

from tempodb.folding import fold
from tempodb.kinds import EntityType, Kind, PartyClass
from tempodb.printable import holds_halves
from tempodb.query.bound import Match
from tempodb.temporal.instants import FOREVER

_CLASS = f"""(SELECT i.text FROM belief b JOIN interned i ON i.id = b.value
  WHERE b.scope = e.id AND b.kind = {int(Kind.PARTY)} ORDER BY b.id DESC LIMIT 1)"""
BY_ID = f"SELECT e.slug, {_CLASS} FROM entity e WHERE e.type = ? AND e.slug = ?"
BY_NAME = (
    f"SELECT e.slug, {_CLASS} FROM label l JOIN entity e ON e.id = l.entity WHERE l.folded = ? AND e.type = ?"
)
NAMES = f"SELECT l.folded, e.slug, {_CLASS} FROM label l JOIN entity e ON e.id = l.entity WHERE e.type = ?"
OFFICES = """SELECT DISTINCT o.slug FROM entity p JOIN belief b ON b.party = p.id AND b.kind = ?
  JOIN entity o ON o.id = b.scope WHERE p.type = ? AND p.slug = ? ORDER BY o.slug"""
FOCI = """SELECT e.slug, i.text FROM entity e JOIN belief b ON b.scope = e.id AND b.kind = ? AND b.recorded_to = ?
  JOIN interned i ON i.id = b.value WHERE e.type = ? ORDER BY e.slug"""


class Catalog:
    """Looks names up through one connection."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def find(self, name: str, type_: EntityType) -> Sequence[Match]:
        """Return what has, or ever had, this id, name or alias; an exact id alone if it is one."""
        if holds_halves(name):
            return ()  # What is no text in UTF-8 cannot even be asked for.
        exact = self._matches(type_, BY_ID, (int(type_), name))
        return exact or self._matches(type_, BY_NAME, (fold(name), int(type_)))

    def names(self, type_: EntityType) -> Iterable[tuple[str, Match]]:
        """Return every folded name of a type with what it means."""
        for folded, slug, definition in self._connection.execute(NAMES, (int(type_),)):
            yield folded, Match(slug, type_, _class(definition))

    def offices_of(self, organization: str) -> Sequence[str]:
        """Return the ids of the offices of an organization or state."""
        parameters = (int(Kind.OFFICE), int(EntityType.PARTY), organization)
        return [slug for (slug,) in self._connection.execute(OFFICES, parameters)]

    def foci(self) -> Sequence[tuple[str, str]]:
        """Return each dataset that names a focus, with the id of that organization."""
        rows = self._connection.execute(FOCI, (int(Kind.DATASET), FOREVER, int(EntityType.DATASET)))
        return [(slug, json.loads(text)["focus"]) for slug, text in rows if "focus" in json.loads(text)]

    def _matches(self, type_: EntityType, sql: str, parameters: tuple[object, ...]) -> list[Match]:
        rows = self._connection.execute(sql, parameters)
        return [Match(slug, type_, _class(definition)) for slug, definition in rows]


def _class(definition: str | None) -> PartyClass | None:
    return (
        None
        if definition is None or "class" not in (value := json.loads(definition))
        else PartyClass(value["class"])
    )

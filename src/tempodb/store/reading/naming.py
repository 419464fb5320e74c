"""The names that are shown whatever day is asked about: the only one, or one for ever beside those in languages."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from tempodb.execution.beliefs import OnlyName
from tempodb.model.kinds import Entity, EntityType, Kind
from tempodb.model.schema import SCHEMA
from tempodb.store.engines.port import Snapshot
from tempodb.store.reading.meanings import AT_ONCE, Meanings
from tempodb.temporal.bounds import ALWAYS, NEVER
from tempodb.temporal.instants import FOREVER

if TYPE_CHECKING:
    from tempodb.execution.allowance import Allowance

ONLY_NAMES = f"""SELECT b.scope, i.text, b.recorded_from, b.recorded_to,
  b.f2 = {ALWAYS} AND b.t1 = {NEVER} AND b.disputed = 0 AND b.recorded_to = {FOREVER}
  FROM belief b JOIN interned i ON i.id = b.value WHERE b.kind = ? AND b.scope IN ({{0}}) AND b.{{1}} = 0
  UNION ALL SELECT scope, NULL, min(recorded_from), 0, 0
  FROM belief WHERE kind = ? AND scope IN ({{0}}) AND {{1}} > 0 GROUP BY scope"""
"""Names without a language, and whether each is for ever; then since when there are others, of what has some."""
LANGUAGE_COLUMN = {
    kind: ("scope", "party", "other")[SCHEMA[kind].filed.index("language")]
    for kind in (Kind.NAME, Kind.TITLE)
}


class Naming:
    """The only names in one state of the database, each read once."""

    def __init__(self, snapshot: Snapshot, meanings: Meanings) -> None:
        self._snapshot = snapshot
        self._meanings = meanings
        self._names: dict[Kind, dict[str, OnlyName | None]] = {}

    def names(
        self, kind: Kind, type_: EntityType, ids: Iterable[str], allowance: Allowance
    ) -> Mapping[str, OnlyName | None]:
        """Return the only names of some ids, and of others; None for what has none, or may be called otherwise."""
        known = self._names.setdefault(kind, {})
        unread = [id_ for id_ in ids if id_ not in known]
        for start in range(0, len(unread), AT_ONCE):
            some = unread[start : start + AT_ONCE]
            known.update(dict.fromkeys(some))
            numbered = {self._meanings.number(Entity(type_, id_)): id_ for id_ in some}
            known.update(self._read(kind, numbered, allowance))
        return known

    def _read(
        self, kind: Kind, numbered: Mapping[int | None, str], allowance: Allowance
    ) -> dict[str, OnlyName | None]:
        numbers = [number for number in numbered if number is not None]
        text = ONLY_NAMES.format(", ".join("?" * len(numbers)), LANGUAGE_COLUMN[kind])
        found: dict[str, OnlyName | None] = {}
        lasting = set()
        rows = self._snapshot.execute(text, (int(kind), *numbers) * 2)
        for number, value, since, until, is_for_ever in allowance.each(rows):
            id_ = numbered[number]
            if value is None:
                only = found.get(id_)
                if only is None or id_ not in lasting or only[1] > since:
                    found[id_] = None
                continue
            found[id_] = None if id_ in found else (json.loads(value)["name"], since, until)
            if is_for_ever:
                lasting.add(id_)
        return found

"""The names of what never had another one, which are shown whatever day is asked about."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from tempodb.execution.beliefs import OnlyName
from tempodb.model.kinds import Entity, EntityType, Kind
from tempodb.store.engines.port import Snapshot
from tempodb.store.reading.meanings import AT_ONCE, Meanings

if TYPE_CHECKING:
    from tempodb.execution.allowance import Allowance

ONLY_NAMES = """SELECT b.scope, i.text, b.recorded_from, b.recorded_to
  FROM belief b JOIN interned i ON i.id = b.value WHERE b.kind = ? AND b.scope IN ({})"""


class Naming:
    """The only names in one state of the database, each read once."""

    def __init__(self, snapshot: Snapshot, meanings: Meanings) -> None:
        self._snapshot = snapshot
        self._meanings = meanings
        self._names: dict[Kind, dict[str, OnlyName | None]] = {}

    def names(
        self, kind: Kind, type_: EntityType, ids: Iterable[str], allowance: Allowance
    ) -> Mapping[str, OnlyName | None]:
        """Return the only names of some ids, and of others; None for what has none or several."""
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
        text = ONLY_NAMES.format(", ".join("?" * len(numbers)))
        found: dict[str, OnlyName | None] = {}
        for number, value, *recorded in allowance.each(self._snapshot.execute(text, (int(kind), *numbers))):
            id_ = numbered[number]
            found[id_] = None if id_ in found else (json.loads(value)["name"], *recorded)
        return found

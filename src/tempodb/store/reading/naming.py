"""The names that are shown whatever day is asked about: the only one, or one for ever beside those in languages."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from tempodb.execution.beliefs import OnlyName
from tempodb.model.kinds import Entity, EntityType, Kind
from tempodb.store.engines.port import Snapshot
from tempodb.store.reading.meanings import AT_ONCE, Meanings
from tempodb.temporal.bounds import ALWAYS, NEVER
from tempodb.temporal.instants import FOREVER

if TYPE_CHECKING:
    from tempodb.execution.allowance import Allowance

ONLY_NAMES = f"""SELECT b.scope, i.text, b.recorded_from, b.recorded_to,
  b.f2 = {ALWAYS} AND b.t1 = {NEVER} AND b.disputed = 0 AND b.recorded_to = {FOREVER},
  (SELECT min(l.recorded_from) FROM belief l WHERE l.scope = b.scope AND l.kind = b.kind
    AND (l.other > 0 OR l.party NOT IN (0, l.scope)))
  FROM belief b JOIN interned i ON i.id = b.value
  WHERE b.kind = ? AND b.scope IN ({{}}) AND b.other = 0 AND b.party IN (0, b.scope)"""
"""Names without a language, whether each is for ever, and since when there is one in a language, which is filed beside."""


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
        text = ONLY_NAMES.format(", ".join("?" * len(numbers)))
        found: dict[str, OnlyName | None] = {}
        rows = self._snapshot.execute(text, (int(kind), *numbers))
        for number, value, since, until, is_for_ever, others in allowance.each(rows):
            is_only = others is None or (is_for_ever and since <= others)
            id_ = numbered[number]
            found[id_] = (json.loads(value)["name"], since, until) if is_only and id_ not in found else None
        return found

"""What the numbers in rows stand for, each read once; and the facts that rows tell."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Any, TypeAlias

from tempodb.execution.shelves import ShelvedRow
from tempodb.model.kinds import Entity, EntityType, Kind
from tempodb.model.schema import SCHEMA
from tempodb.store.beliefs.row_periods import read_bound
from tempodb.store.engines.port import Snapshot
from tempodb.store.schema.layout import BeliefRow
from tempodb.temporal.facts import Fact, Standing
from tempodb.temporal.periods import Period, tighten

AT_ONCE = 500
"""How many numbers one statement asks for."""

Stored: TypeAlias = ShelvedRow | BeliefRow

_bound = lru_cache(maxsize=50_000)(read_bound)
_PLACES = {kind: entry.places for kind, entry in SCHEMA.items()}


class Meanings:
    """Knows what numbers stand for in one state of the database."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._slugs: dict[int, str] = {0: ""}
        self._numbers: dict[Entity, int] = {}
        self._texts: dict[int, str] = {}
        self._sources: dict[int, frozenset[str]] = {}

    def number(self, entity: Entity) -> int | None:
        """Return the number of an entity, None where the log does not mention it."""
        if entity not in self._numbers:
            found = self._snapshot.execute(
                "SELECT id FROM entity WHERE type = ? AND slug = ?", (int(entity.type), entity.id)
            ).fetchone()
            if found is None:
                return None
            self._numbers[entity] = found[0]
            self._slugs[found[0]] = entity.id
        return self._numbers[entity]

    def learn(self, rows: Sequence[Stored]) -> None:
        """Read what the numbers in *rows* stand for, those not read before."""
        entities = {number for row in rows for number in (row.scope, row.party, row.other)}
        for number, type_, slug in self._read("id, type, slug FROM entity", entities, self._slugs):
            self._slugs[number] = slug
            self._numbers[Entity(EntityType(type_), slug)] = number
        texts = {number for row in rows for number in (row.value, row.sources)}
        self._texts.update(self._read("id, text FROM interned", texts, self._texts))

    def facts(self, kind: Kind, rows: Sequence[Stored]) -> Iterator[Fact]:
        """Yield the fact that each row tells."""
        self.learn(rows)
        return (self.fact(kind, row) for row in rows)

    def fact(self, kind: Kind, row: Stored) -> Fact:
        """Return the fact that a row tells, whose numbers were learnt."""
        extent = tighten(row.f1, row.f2, row.t1, row.t2)
        if extent is None:
            raise ValueError(f"belief {row.id} can hold on no day")
        slugs = self._slugs
        filed = slugs[row.scope], slugs[row.party], slugs[row.other]
        return Fact(
            tuple([filed[place] for place in _PLACES[kind]]),
            self._texts[row.value],
            Period(_bound(row.f1, row.f2, row.from_text), _bound(row.t1, row.t2, row.to_text)),
            extent,
            Standing.DISPUTED if row.disputed else Standing.ACCEPTED,
            self._sources_of(row.sources),
            frozenset((row.claim,)),
        )

    def _sources_of(self, number: int) -> frozenset[str]:
        if number not in self._sources:
            self._sources[number] = frozenset(json.loads(self._texts[number]))
        return self._sources[number]

    def _read(self, columns: str, numbers: Iterable[int], known: Collection[int]) -> Iterable[Any]:
        # To take the keys that are known from a set would look at each of them.
        wanted = sorted(number for number in numbers if number not in known)
        for start in range(0, len(wanted), AT_ONCE):
            chunk = wanted[start : start + AT_ONCE]
            # Few texts are prepared where only so many places are asked for.
            chunk += chunk[-1:] * ((1 << (len(chunk) - 1).bit_length()) - len(chunk))
            places = ", ".join("?" * len(chunk))
            yield from self._snapshot.execute(f"SELECT {columns} WHERE id IN ({places})", chunk)

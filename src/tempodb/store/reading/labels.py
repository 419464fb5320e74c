"""Every name that is believed at present, as people wrote it, for whoever completes names."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from tempodb.base.folding import fold
from tempodb.model.kinds import EntityType, Kind, PartyClass
from tempodb.model.labels import Label
from tempodb.store.engines.port import Snapshot
from tempodb.temporal.instants import FOREVER

NAMING = (Kind.STATUS, Kind.SOURCE, Kind.PARTY, Kind.OFFICE, Kind.NAME, Kind.TITLE, Kind.DATASET)
"""The kinds of claims that say what something is called."""
BELIEVED = f"""SELECT e.type, e.slug, b.kind, i.text, b.f1, b.t2 FROM belief b
  JOIN entity e ON e.id = b.scope JOIN interned i ON i.id = b.value
  WHERE b.recorded_to = {FOREVER} AND b.disputed = 0 AND b.kind IN ({", ".join(str(int(kind)) for kind in NAMING)})
  ORDER BY e.type, e.slug, b.id"""

LabelledId = tuple[EntityType, str]


def labels(snapshot: Snapshot) -> list[Label]:
    """Return every name with what it names; an id that reads like one of its names is left out."""
    classes: dict[LabelledId, PartyClass] = {}
    periods: dict[LabelledId, dict[str, list[tuple[int, int]]]] = {}
    for type_, slug, kind, text, first, end in snapshot.execute(BELIEVED):
        entity, said = (EntityType(type_), slug), json.loads(text)
        if "class" in said:
            classes[entity] = PartyClass(said["class"])
        names = periods.setdefault(entity, {})
        dated = [] if Kind(kind).defines else [(first, end)]
        for name in _names(Kind(kind), said):
            names.setdefault(name, []).extend(dated)
    return [
        Label(name, entity[1], entity[0], classes.get(entity), tuple(dated))
        for entity, names in periods.items()
        for name, dated in _with_id(entity[1], names).items()
    ]


def _names(kind: Kind, said: Mapping[str, Any]) -> Iterator[str]:
    match kind:
        case Kind.NAME | Kind.TITLE:
            yield said["name"]
            if said.get("short"):
                yield said["short"]
        case Kind.PARTY | Kind.OFFICE:
            yield from said.get("aliases", ())
        case Kind.SOURCE:
            yield said["title"]
        case _:
            pass


def _with_id(
    id_: str, names: Mapping[str, Sequence[tuple[int, int]]]
) -> Mapping[str, Sequence[tuple[int, int]]]:
    return names if fold(id_) in map(fold, names) else {**names, id_: ()}

"""Every name that is believed at present, as people wrote it, for whoever completes names."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from tempodb.base.folding import fold
from tempodb.model.kinds import EntityType, Kind, PartyClass
from tempodb.model.labels import Label, periods_said
from tempodb.model.schema import SCHEMA
from tempodb.store.engines.port import Snapshot
from tempodb.temporal.instants import FOREVER

NAMING = (
    Kind.STATUS,
    Kind.SOURCE,
    Kind.PARTY,
    Kind.OFFICE,
    Kind.NAME,
    Kind.TITLE,
    Kind.SAME_AS,
    Kind.DATASET,
)
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
        # A source is known by its title, which is no name.
        called = [said["title"]] if kind == Kind.SOURCE else SCHEMA[Kind(kind)].names(said)
        of_aliases = periods_said(slug, said)
        for name in called:
            used = ((period.from_.earliest, period.to.latest) for period in of_aliases.get(name, ()))
            names.setdefault(name, []).extend([*dated, *used])
    return [
        Label(name, entity[1], entity[0], classes.get(entity), tuple(dated))
        for entity, names in periods.items()
        for name, dated in _with_id(entity[1], names).items()
    ]


def _with_id(
    id_: str, names: Mapping[str, Sequence[tuple[int, int]]]
) -> Mapping[str, Sequence[tuple[int, int]]]:
    return names if fold(id_) in map(fold, names) else {**names, id_: ()}

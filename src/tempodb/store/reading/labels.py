"""Every name that is believed at present, as people wrote it, for whoever completes names."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

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
_NAMING = f"b.recorded_to = {FOREVER} AND b.disputed = 0 AND b.kind IN ({', '.join(str(int(kind)) for kind in NAMING)})"
BELIEVED = f"""SELECT e.type, e.slug, b.kind, i.text, b.f1, b.t2 FROM belief b
  JOIN entity e ON e.id = b.scope JOIN interned i ON i.id = b.value WHERE {_NAMING} ORDER BY e.type, e.slug, b.id"""
NAMES_BEGINNING = f"""SELECT e.type, e.slug, b.kind, i.text, b.f1, b.t2 FROM (SELECT DISTINCT entity FROM
  (SELECT entity FROM label WHERE folded >= ? AND folded < ? ORDER BY folded, entity LIMIT ?) n) l
  CROSS JOIN entity e CROSS JOIN belief b CROSS JOIN interned i
  WHERE e.id = l.entity AND b.scope = e.id AND i.id = b.value AND {_NAMING} ORDER BY e.type, e.slug, b.id"""
HOW_MANY = "SELECT count(*) FROM entity WHERE type = ?"
_LAST = "\U0010ffff"

LabelledId = tuple[EntityType, str]


def labels(snapshot: Snapshot) -> list[Label]:
    """Return every name with what it names; an id that reads like one of its names is left out."""
    return _labels(snapshot.execute(BELIEVED))


def labels_beginning(snapshot: Snapshot, text: str, most: int) -> list[Label]:
    """Return the names that begin with *text*, of so many of the things that have one; quick among millions."""
    start = fold(text)
    found = _labels(snapshot.execute(NAMES_BEGINNING, (start, start + _LAST, most)))
    return sorted(
        (label for label in found if fold(label.name).startswith(start)),
        key=lambda label: (fold(label.name), label.id),
    )


def how_many(snapshot: Snapshot, type_: EntityType) -> int:
    """Return how many ids of a type there ever were."""
    ((count,),) = snapshot.execute(HOW_MANY, (int(type_),))
    return int(count)


def _labels(rows: Iterable[Sequence[Any]]) -> list[Label]:
    classes: dict[LabelledId, PartyClass] = {}
    periods: dict[LabelledId, dict[str, list[tuple[int, int]]]] = {}
    for type_, slug, kind, text, first, end in rows:
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

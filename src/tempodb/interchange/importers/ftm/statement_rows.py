"""Statements of FollowTheMoney, one value of one property of an entity each → the entities that they make up."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from tempodb.interchange.importers.foreign_statements import ForeignStatements
from tempodb.interchange.importers.ftm.things import Thing
from tempodb.markup.tree import Place

_NEEDED = ("entity_id", "prop", "schema", "value")
_USED = frozenset([*_NEEDED, "canonical_id", "prop_type", "dataset", "external", "id", "target"])
_ITSELF = "id"
"""The property by which an entity says that it is there."""
_GENERAL = ("Thing", "Interval", "Interest", "Value", "LegalEntity", "Organization")
"""Schemata that others are more special than, the more general ones first."""


def is_statement(value: Any) -> bool:
    """Return whether a row, or a value of JSON, is a statement.

    >>> is_statement({"entity_id": "a", "prop": "name", "schema": "Person", "value": "A"}), is_statement({"id": "a"})
    (True, False)
    """
    return isinstance(value, dict) and all(key in value for key in _NEEDED)


@dataclass
class _Stated:
    """What was said of one entity."""

    place: Place
    schemata: dict[str, None] = field(default_factory=dict)
    datasets: dict[str, None] = field(default_factory=dict)
    values: dict[str, dict[str, None]] = field(default_factory=dict)


class StatementRows:
    """Puts together what statements say of each entity; what is wrong, or is not told here, goes to *statements*."""

    def __init__(self, statements: ForeignStatements) -> None:
        self._out = statements
        self._stated: dict[str, _Stated] = {}
        self._canonical: dict[str, str] = {}

    def add(self, row: Mapping[str, Any], place: Place) -> None:
        """Add a statement."""
        said = {key: text for key, value in row.items() if isinstance(value, str) and (text := value.strip())}
        if str(row.get("external")).strip().lower() in ("true", "t", "1", "yes"):
            self._out.leave_out("statements that are external: candidates for what may be said", place)
            return
        if any(key not in said for key in _NEEDED):
            self._out.refuse(
                place, "missing", "this statement lacks its entity_id, prop, schema or value", "remove it"
            )
            return
        for key in sorted(said.keys() - _USED):
            self._out.leave_out(f"`{key}` of statements", place)
        id_ = said.get("canonical_id", said["entity_id"])
        self._canonical[said["entity_id"]] = id_
        stated = self._stated.setdefault(id_, _Stated(place))
        stated.schemata[said["schema"]] = None
        if "dataset" in said:
            stated.datasets[said["dataset"]] = None
        if said["prop"] != _ITSELF:
            stated.values.setdefault(said["prop"], {})[said["value"]] = None

    def things(self) -> Iterator[Thing]:
        """Yield the entities, each under the id that all its statements have in common."""
        for id_, stated in self._stated.items():
            properties = {
                name: list(dict.fromkeys(self._canonical.get(value, value) for value in values))
                for name, values in stated.values.items()
            }
            yield Thing(
                id_, _most_special(stated.schemata), stated.place, None, properties, list(stated.datasets)
            )


def _most_special(schemata: Mapping[str, None]) -> str:
    left = list(schemata)
    for general in _GENERAL:
        if len(left) > 1 and general in left:
            left.remove(general)
    return left[0]

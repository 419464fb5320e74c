"""Ids of which a file says that they are others: what its entries mean by them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tempodb.interchange.dataset import models
from tempodb.model.field_types import FieldType
from tempodb.model.kinds import EntityType, Kind
from tempodb.model.schema import PARTY_SECTIONS, SCHEMA


def others_of(file: models.DatasetFile) -> dict[str, str]:
    """Return the ids that are others, each with the one that it is."""
    return {
        id_: party.same_as
        for section in PARTY_SECTIONS
        for id_, party in getattr(file, section).items()
        if party.same_as is not None
    }


def with_meant_ids(
    same: Mapping[str, str], kind: Kind, key: tuple[str, ...], fields: Mapping[str, Any]
) -> tuple[tuple[str, ...], dict[str, Any]]:
    """Return a key, and what is said, with the ids that are meant in the place of others (MEANING.md, M56).

    >>> with_meant_ids({"x": "y"}, Kind.EVENT, ("e",), {"participants": ["x", "y"]})
    (('e',), {'participants': ['y']})
    """
    said = dict(fields)
    for field in SCHEMA[kind].fields:
        value = said.get(field.name)
        if value and field.type is FieldType.PARTY:
            said[field.name] = same.get(value, value)
        elif value and field.type is FieldType.PARTIES:
            said[field.name] = list(dict.fromkeys(same.get(id_, id_) for id_ in value))
        elif value and field.type is FieldType.COVERAGE:
            said[field.name] = {same.get(id_, id_): text for id_, text in value.items()}
    parts = zip(SCHEMA[kind].key, key, strict=True)
    return tuple(same.get(id_, id_) if part.type is EntityType.PARTY else id_ for part, id_ in parts), said


def aliases_of(id_: str, party: models.Party) -> list[Any]:
    """Return the aliases that an id, and the names of its entry, are of the one that is meant."""
    shorts = (getattr(name, "short", None) for name in party.names)
    own = [id_, party.name, party.short, *map(_alias, party.names), *shorts, *party.aliases]
    return [each for i, each in enumerate(own) if each is not None and each not in own[:i]]


def _alias(name: models.Name) -> Any:
    """Return a name with its language and dates as an alias, or as a text if it has none."""
    from_, to = (None if end is None else end.text for end in name.when().stated())
    said = {"name": getattr(name, "name", None), "language": getattr(name, "language", None), "from": from_}
    alias = {key: text for key, text in {**said, "to": to}.items() if text is not None}
    return alias if len(alias) > 1 else alias["name"]

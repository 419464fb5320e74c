"""Ids that are meant in the place of those of which a dataset says that they are others."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from tempodb.model.canonical_json import canonical
from tempodb.model.claims import Claim
from tempodb.model.field_types import FieldType
from tempodb.model.kinds import EntityType, Kind
from tempodb.model.schema import SCHEMA


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


def meant_claim(claim: Claim, same: Mapping[str, str]) -> Claim:
    """Return a claim about the parties that are meant.

    What defines an id is about that id, whatever else it is.

    >>> meant_claim(Claim(Kind.MEMBERSHIP, ("x", "o", ""), "{}"), {"x": "y"}).key
    ('y', 'o', '')
    """
    if claim.kind is Kind.PARTY or not any(entity.id in same for entity in claim.mentions()):
        return claim
    key, said = with_meant_ids(same, claim.kind, claim.key, claim.fields)
    return replace(claim, key=key, value=canonical(said))

"""Under what a claim's beliefs are filed, and under which names what it is about can be found."""

from __future__ import annotations

from typing import NamedTuple

from tempodb.base.folding import fold
from tempodb.model.claims import Claim
from tempodb.model.kinds import KEY_TYPES, Entity, EntityType, Kind
from tempodb.model.labels import names_said


class Filed(NamedTuple):
    """Under what a claim's beliefs are filed."""

    scope: Entity
    party: Entity | None = None
    other: Entity | None = None


def filed(claim: Claim) -> Filed:
    """Return where the beliefs of *claim* lie: by organization or office, and by party."""
    match claim.kind:
        case Kind.OFFICE:
            return Filed(claim.subject, Entity(EntityType.PARTY, claim.fields["organization"]))
        case Kind.EVENT if "body" in claim.fields:
            return Filed(claim.subject, Entity(EntityType.PARTY, claim.fields["body"]))
        case kind:
            return filed_key(kind, claim.key)


def filed_key(kind: Kind, key: tuple[str, ...]) -> Filed:
    """Return where the beliefs of a key lie, as far as its kind and the key alone say.

    >>> filed_key(Kind.MEMBERSHIP, ("uzbekistan", "csto")).scope.id
    'csto'
    """
    entities = [Entity(*part) for part in zip(KEY_TYPES[kind], key, strict=True)]
    match kind:
        case Kind.MEMBERSHIP | Kind.PART_OF | Kind.SUCCEEDS:
            return Filed(entities[1], entities[0])
        case Kind.TENURE:
            return Filed(entities[1], entities[0], entities[2] if key[2] else None)
        case Kind.PARTY | Kind.NAME | Kind.EXISTENCE:
            return Filed(entities[0], entities[0])
        case _:
            return Filed(entities[0])


def labels(claim: Claim) -> list[tuple[str, Entity]]:
    """Return the folded names under which what the claim is about can be found."""
    return [(fold(name), claim.subject) for name in names_said(claim.kind, claim.key[0], claim.fields)]

"""Under what a claim's beliefs are filed, and under which names what it is about can be found."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from tempodb.base.folding import fold
from tempodb.model.claims import Claim
from tempodb.model.kinds import Entity, Kind
from tempodb.model.labels import names_said
from tempodb.model.schema import SCHEMA

KEYS_KEPT = 10_000
"""Of how many keys it is remembered where their beliefs lie: a load asks for each several times."""


class BeliefKey(NamedTuple):
    """Under what a claim's beliefs are filed."""

    scope: Entity
    party: Entity | None = None
    other: Entity | None = None


FILED_BY_FIELDS = frozenset(
    kind for kind, schema in SCHEMA.items() if any(field.name in schema.filed for field in schema.fields)
)
"""The kinds of claims of which what is said tells where their beliefs lie."""


def belief_key(claim: Claim) -> BeliefKey:
    """Return where the beliefs of *claim* lie: by organization or office, and by party."""
    if claim.kind in FILED_BY_FIELDS:
        return _belief_key(claim.kind, claim.key, claim.fields)
    return belief_key_of(claim.kind, claim.key)


@lru_cache(maxsize=KEYS_KEPT)
def belief_key_of(kind: Kind, key: tuple[str, ...]) -> BeliefKey:
    """Return where the beliefs of a key lie, as far as its kind and the key alone say.

    >>> belief_key_of(Kind.MEMBERSHIP, ("uzbekistan", "csto", "")).scope.id
    'csto'
    """
    return _belief_key(kind, key, {})


def _belief_key(kind: Kind, key: tuple[str, ...], said: Mapping[str, Any]) -> BeliefKey:
    scope, *parties = SCHEMA[kind].filed_under(key, said)
    assert scope is not None
    return BeliefKey(scope, *parties)


def folded_names(claim: Claim) -> list[tuple[str, Entity]]:
    """Return the folded names under which what the claim is about can be found."""
    return [(fold(name), claim.subject) for name in names_said(claim.kind, claim.key[0], claim.fields)]

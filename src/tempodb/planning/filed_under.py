"""What the facts of a plan are looked up by, as far as it is known when the plan is made."""

from __future__ import annotations

from enum import StrEnum

from tempodb.base.node import Node
from tempodb.model.kinds import EntityType
from tempodb.tql.ast import Extension


class Side(StrEnum):
    """By which of its two entities a fact is looked up: what it is filed under, or its party."""

    SCOPE = "scope"
    PARTY = "party"


class Ids(Node):
    """Ids that are known when the plan is made."""

    type: EntityType
    ids: tuple[str, ...]


class Closure(Node):
    """An organization, with all that it succeeded or all its bodies, however many steps away."""

    organization: str
    extensions: frozenset[Extension]

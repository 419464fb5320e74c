"""What a later load need not look up: the definitions of ids that are named already, by claims that nothing cut.

Whoever recorded those held them against the definitions of what they name, and no definition is given up as
long as anybody names it. So what names the same, where one of the same classes is wanted, names what is defined.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from collections.abc import Set as AbstractSet

from tempodb.model.claims import Claim
from tempodb.model.commands import Subject
from tempodb.model.kind_schema import Wanted
from tempodb.model.kinds import Entity
from tempodb.store.rules.consistency import ONCE_DEFINED


def named_before(live: Iterable[Claim], changing: Collection[Subject]) -> set[Wanted]:
    """Return what *live* claims name, but for what the *changing* keys define."""
    named = {wanted for claim in live for wanted in claim.wanted()}
    return {wanted for wanted in named if definition(wanted[0]) not in changing}


def left_open(claims: Iterable[Claim], settled: AbstractSet[Wanted]) -> set[Entity]:
    """Return what claims name that is not settled: it may be undefined, or of a wrong class.

    >>> from tempodb.model.kinds import Kind
    >>> before, later = (
    ...     Claim(Kind.MEMBERSHIP, (party, "csto", ""), '{"status":"member"}') for party in ("uz", "kg")
    ... )
    >>> [entity.id for entity in left_open([later], named_before([before], set()))]
    ['kg']
    """
    named = {wanted for claim in claims for wanted in claim.wanted()} - settled
    of_any_class = {entity for entity, _ in settled}
    return {entity for entity, classes in named if classes or entity not in of_any_class}


def definition(entity: Entity) -> Subject | None:
    """Return the key by which an id is defined, None for one that needs no definition."""
    kind = ONCE_DEFINED.get(entity.type)
    return None if kind is None else (kind, (entity.id,))

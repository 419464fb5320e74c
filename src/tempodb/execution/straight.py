"""Which plans go straight: their rows come from one shelf, and their conditions from one shelf each."""

# Annotations are no texts here, as `from __future__ import annotations` would make them: of a NamedTuple
# each is compiled again, which costs a start as much as the class.

from collections.abc import Callable
from typing import NamedTuple

from tempodb.model.kinds import Entity, Kind
from tempodb.planning.plan import (
    ApplySeats,
    Coalesce,
    CoalesceParties,
    FilterEvidence,
    FilterField,
    FilterKey,
    Ids,
    Narrow,
    Plan,
    Scan,
    Side,
    While,
)


class Straight(NamedTuple):
    """How the rows of a plan are found: the timelines of a shelf, of one key or with some words, while others hold.

    What of a timeline has which value, and is about what, is the same before it is coalesced and after.
    """

    kind: Kind
    side: Side
    of: Entity
    disputed: bool
    is_seated: bool = False
    key: tuple[int, str] | None = None
    field: tuple[str, frozenset[str]] | None = None
    while_: "tuple[Straight, ...]" = ()


def straight(plan: Plan) -> Straight | None:
    """Return how the rows of *plan* are found straight, None if it is none of those plans."""
    if isinstance(plan, While):
        rows = straight(plan.inner)
        held = straight(plan.condition.inner) if isinstance(plan.condition, CoalesceParties) else None
        return rows and held and rows._replace(while_=(*rows.while_, held))
    if isinstance(plan, Coalesce):
        return _filtered(plan.inner, _told)
    return _filtered(plan, _seated)


def _filtered(plan: Plan, way_of: Callable[[Plan], Straight | None]) -> Straight | None:
    """Return the way of what stands within filters, if it has one, with these."""
    if isinstance(plan, FilterKey):
        rows = _filtered(plan.inner, way_of)
        return rows and rows._replace(key=(plan.position, plan.id))
    if isinstance(plan, FilterField):
        rows = _filtered(plan.inner, way_of)
        return rows and rows._replace(field=(plan.field, plan.words))
    return way_of(plan)


def _seated(plan: Plan) -> Straight | None:
    if not isinstance(plan, ApplySeats) or not isinstance(plan.inner, Coalesce):
        return None
    rows = _told(plan.inner.inner)
    return rows and rows._replace(is_seated=True)


def _told(plan: Plan) -> Straight | None:
    if not isinstance(plan, Narrow) or not isinstance(evidence := plan.inner, FilterEvidence):
        return None
    scan = evidence.inner
    is_attested = evidence.published_by is not None or evidence.according_to is not None
    if is_attested or not isinstance(scan, Scan) or not isinstance(scan.of, Ids) or len(scan.of.ids) != 1:
        return None
    return Straight(scan.kind, scan.side, Entity(scan.of.type, scan.of.ids[0]), evidence.disputed)

"""Which plans go straight: their rows come from one shelf, and their conditions from one shelf each."""

# Annotations are no texts here, as `from __future__ import annotations` would make them: of a NamedTuple
# each is compiled again, which costs a start as much as the class.

from typing import NamedTuple, TypedDict

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


class _Filters(TypedDict, total=False):
    key: tuple[int, str]
    field: tuple[str, frozenset[str]]


def straight(plan: Plan) -> Straight | None:
    """Return how the rows of *plan* are found straight, None if it is none of those plans."""
    if isinstance(plan, While):
        rows = straight(plan.inner)
        held = straight(plan.condition.inner) if isinstance(plan.condition, CoalesceParties) else None
        return rows and held and rows._replace(while_=(*rows.while_, held))
    if isinstance(plan, Coalesce):
        return _timelines(plan.inner)
    filters, seated = _filtered(plan)
    if isinstance(seated, ApplySeats) and isinstance(seated.inner, Coalesce):
        rows = _timelines(seated.inner.inner)
        return rows and rows._replace(is_seated=True, **filters)
    return None


def _timelines(plan: Plan) -> Straight | None:
    """Return where the timelines of *plan* are found."""
    filters, told = _filtered(plan)
    if not isinstance(told, Narrow) or not isinstance(evidence := told.inner, FilterEvidence):
        return None
    scan = evidence.inner
    is_attested = evidence.published_by is not None or evidence.according_to is not None
    if is_attested or not isinstance(scan, Scan) or not isinstance(scan.of, Ids) or len(scan.of.ids) != 1:
        return None
    (id_,) = scan.of.ids
    return Straight(scan.kind, scan.side, Entity(scan.of.type, id_), evidence.disputed, **filters)


def _filtered(plan: Plan) -> tuple[_Filters, Plan]:
    """Return what is left of *plan* without the filters around it, and these."""
    filters: _Filters = {}
    while isinstance(plan, FilterKey | FilterField):
        if isinstance(plan, FilterKey):
            filters["key"] = plan.position, plan.id
        else:
            filters["field"] = plan.field, plan.words
        plan = plan.inner
    return filters, plan

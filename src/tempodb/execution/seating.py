"""Which tenures take a seat of their office, and how many seats it has."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from tempodb.execution.allowance import STEPS_OF_A_CLAIM
from tempodb.execution.beliefs import fields
from tempodb.execution.view import View
from tempodb.model.kinds import SEATLESS, Entity, EntityType, Kind
from tempodb.planning.plan import Side
from tempodb.temporal.facts import Fact, Standing
from tempodb.temporal.seat_plans import SeatPlan, seats_said
from tempodb.temporal.seats import seat

ONE_SEAT = seats_said(1)


def apply_seats(found: Sequence[Fact], view: View) -> list[Fact]:
    """Return the facts, tenures with what is possible narrowed on days when all seats are certainly taken."""
    offices: dict[object, list[Fact]] = defaultdict(list)
    others: list[Fact] = []
    for fact in found:
        (offices[fact.key[1]] if takes_seat(fact) else others).append(fact)
    seats = seats_of([str(office) for office in offices], view)
    seated: list[Fact] = []
    for office, holders in view.each(offices.items()):
        view.allowance.begin(len(holders) * STEPS_OF_A_CLAIM)
        plan = seats[str(office)]
        seated += holders if plan.is_unlimited else seat(holders, plan)
    return seated + others


def takes_seat(tenure: Fact) -> bool:
    """Return whether a tenure takes one of its office's seats."""
    return tenure.standing is Standing.ACCEPTED and not is_seatless(tenure)


def is_seatless(tenure: Fact) -> bool:
    """Return whether a tenure is of a capacity that is not that of a holder in office."""
    return fields(str(tenure.value))["capacity"] in SEATLESS


def seats_in(office: str, view: View) -> SeatPlan:
    """Return how many seats an office has, looked up once where the same is believed."""
    definitions = view.beliefs.shelf(
        Kind.OFFICE, Side.SCOPE, Entity(EntityType.OFFICE, office), view.allowance
    )
    if definitions is None:
        return ONE_SEAT
    return definitions.once("seats", view.known_at, lambda: seats_of([office], view)[office])


def seats_of(offices: Iterable[str], view: View) -> dict[str, SeatPlan]:
    """Return how many seats each office has, as believed at an instant; 1 where nothing is said."""
    seats = dict.fromkeys(offices, ONE_SEAT)
    entities = [Entity(EntityType.OFFICE, office) for office in seats]
    for definition in view.scan(Kind.OFFICE, Side.SCOPE, entities):
        seats[str(definition.key[0])] = seats_said(fields(str(definition.value)).get("seats", 1))
    return seats

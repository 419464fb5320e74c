"""More substantive holders of an office than it has seats, after a write."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

from tempodb.model.kinds import SUBSTANTIVE
from tempodb.temporal.bounds import day_text
from tempodb.temporal.facts import Fact, Standing
from tempodb.temporal.periods import Period, Window
from tempodb.temporal.seat_plans import SeatPlan
from tempodb.temporal.seats import all_taken
from tempodb.temporal.timelines import coalesce_parties


def crowding(held: Iterable[Fact], seats: SeatPlan, holder: str, stated: Sequence[Period]) -> str | None:
    """Return since when *holder* is one too many, on the days that were *stated* of them; None if never."""
    substantive = [
        fact
        for fact in held
        if fact.standing is Standing.ACCEPTED and json.loads(str(fact.value))["capacity"] == SUBSTANTIVE
    ]
    for taken in all_taken(coalesce_parties(substantive), seats.and_one()):
        if holder in taken.holders and any(_meets(period, taken.days) for period in stated):
            others = ", ".join(sorted(f"`{other}`" for other in taken.holders if other != holder))
            office = substantive[0].key[1]
            number = seats.on(taken.days.start)
            many = "1 seat" if number == 1 else f"{number} seats"
            return f"`{office}` has {many}, and on {day_text(taken.days.start)} is held by {others} too"
    return None


def _meets(period: Period, days: Window) -> bool:
    return period.from_.earliest < days.end and days.start < period.to.latest

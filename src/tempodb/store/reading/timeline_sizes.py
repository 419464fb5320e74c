"""How much is believed of a party, and between which days it changes, without looking at what that is."""

from __future__ import annotations

from tempodb.model.kinds import EntityType, Kind
from tempodb.model.provenance import TimelineSize
from tempodb.store.engines.port import Snapshot
from tempodb.temporal.bounds import FIRST_DAY, NEVER

_VISIBLE = "b.recorded_from <= ? AND b.recorded_to > ?"
_FIRST = f"CASE WHEN b.f1 > {FIRST_DAY} THEN b.f1 WHEN b.t1 > {FIRST_DAY} AND b.t1 < {NEVER} THEN b.t1 END"
_LAST = f"CASE WHEN b.t2 < {NEVER} THEN b.t2 WHEN b.f1 > {FIRST_DAY} THEN b.f1 END"
_DAYS = f"SELECT {_FIRST} AS first_day, {_LAST} AS last_day FROM belief b WHERE"
_OFFICES = f"SELECT o.scope FROM belief o WHERE o.party = ? AND o.kind IN ({int(Kind.OFFICE)}, {int(Kind.OFFICE_OF)})"
RESTING_ON = (
    f"{_DAYS} b.scope = ? AND {_VISIBLE}",
    f"{_DAYS} b.party = ? AND {_VISIBLE}",
    f"{_DAYS} b.kind = {int(Kind.TENURE)} AND b.scope IN ({_OFFICES}) AND {_VISIBLE}",
)
"""What is filed under a party, as its members are; what is about it; and who held its offices."""
SIZE = f"SELECT count(*), min(d.first_day), max(d.last_day) FROM ({' UNION ALL '.join(RESTING_ON)}) AS d"
NUMBER = "SELECT id FROM entity WHERE type = ? AND slug = ?"


def size_of_timeline(snapshot: Snapshot, id_: str, known_at: int) -> TimelineSize:
    """Return how many beliefs a timeline of a party rests on, at most, and between which days all lie on which it changes."""
    number = snapshot.execute(NUMBER, (int(EntityType.PARTY), id_)).fetchone()
    if number is None:
        return TimelineSize(0, None, None)
    ((count, first, last),) = snapshot.execute(SIZE, (number[0], known_at, known_at) * len(RESTING_ON))
    return TimelineSize(int(count), first, last)

"""The entities of a database: what they are called, and under which home of a lake each is looked for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tempodb.lake.lake_layout import bucket_of
from tempodb.model.kinds import EntityType, Kind
from tempodb.store.engines.port import Snapshot

ENTITIES = "SELECT id, type, slug FROM entity ORDER BY id"
BELONGING = f"""SELECT scope, party, recorded_from FROM belief
  WHERE +kind IN ({int(Kind.OFFICE)}, {int(Kind.OFFICE_OF)}, {int(Kind.EVENT)}) ORDER BY scope, recorded_from, id"""


@dataclass(frozen=True, slots=True)
class Homes:
    """The entities by their numbers: of each its type, its id and its home.

    An office is at home with the organization that it first belonged to, an event with its first body,
    and all else with itself. So the home of a thing stays what it is, whatever is recorded later.
    """

    types: Sequence[EntityType | None]
    ids: Sequence[str]
    homes: Sequence[str]

    def by_home(self, buckets: int) -> list[list[int]]:
        """Return the numbers of the entities whose homes lie in each of some buckets."""
        return self._parted(self.homes, buckets)

    def by_party(self, buckets: int) -> list[list[int]]:
        """Return the numbers of the parties that lie in each of some buckets."""
        found = self._parted(self.ids, buckets)
        return [[number for number in some if self.types[number] is EntityType.PARTY] for some in found]

    def _parted(self, texts: Sequence[str], buckets: int) -> list[list[int]]:
        parted: list[list[int]] = [[] for _ in range(buckets)]
        for number, type_ in enumerate(self.types):
            if type_ is not None:
                parted[bucket_of(texts[number], buckets)].append(number)
        return parted

    def buckets_of_homes(self, numbers: Iterable[int], buckets: int) -> set[int]:
        """Return the buckets in which the homes of some entities lie."""
        return {bucket_of(self.homes[number], buckets) for number in numbers if number}

    def buckets_of_ids(self, numbers: Iterable[int], buckets: int) -> set[int]:
        """Return the buckets in which the ids of some entities lie."""
        return {bucket_of(self.ids[number], buckets) for number in numbers if number}


def read_homes(snapshot: Snapshot) -> Homes:
    """Return all entities of a database."""
    rows = snapshot.execute(ENTITIES).fetchall()
    length = rows[-1][0] + 1 if rows else 1
    types: list[EntityType | None] = [None] * length
    ids = [""] * length
    for number, type_, slug in rows:
        types[number], ids[number] = EntityType(type_), slug
    homes = list(ids)
    first: dict[int, int] = {}
    settled: set[int] = set()
    for scope, party, recorded in snapshot.execute(BELONGING):
        if recorded == first.setdefault(scope, recorded) and party and scope not in settled:
            homes[scope] = ids[party]
            settled.add(scope)
    return Homes(types, ids, homes)

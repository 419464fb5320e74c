"""About what the questions of one run are: organizations, parties, days and instants, the same for the same world."""

from __future__ import annotations

from random import Random

from benchmarks.dataset_files import WorldFiles
from benchmarks.timelines import ONGOING, TODAY
from benchmarks.world import FOREVER, LAST_LOAD, MEMBERSHIP, TENURE, Belief

Parameters = dict[str, int]
"""What a question is about: numbers of things, days as ordinals, instants in microseconds."""

PARLIAMENT = 1
BEFORE, AFTER = 726_468, 730_120
"""1990-01-01 and 2000-01-01."""
LONG_AGO = 620_000
"""A day in 1698: before anything that is recorded."""


class Questions:
    """Chooses what to ask about, among what there is."""

    def __init__(self, files: WorldFiles, many: int) -> None:
        self._beliefs = files.samples()
        self._instants = files.world.instants()
        self._many = many

    def members(self) -> list[Parameters]:
        """Return organizations as of a day, as known at an instant."""
        return [
            {"organization": belief.organization, **when}
            for belief, when in self._dated("members", MEMBERSHIP)
        ]

    def organizations(self) -> list[Parameters]:
        """Return parties, likewise."""
        return [{"party": belief.party, **when} for belief, when in self._dated("organizations", MEMBERSHIP)]

    def holders(self) -> list[Parameters]:
        """Return offices, likewise."""
        return [
            {"organization": belief.organization, "office": belief.office, **when}
            for belief, when in self._dated("holders", TENURE)
        ]

    def tenures(self) -> list[Parameters]:
        """Return offices that somebody is believed to have held."""
        return [
            {"organization": belief.organization, "office": belief.office, "party": belief.party}
            for belief, _ in self._dated("tenures", TENURE)
            if belief.recorded_to == FOREVER
        ]

    def parliament(self) -> list[Parameters]:
        """Return a parliament, on days of two centuries."""
        random = Random("parliament")
        return [
            {"organization": PARLIAMENT, "day": day, "known": random.choice(self._instants)}
            for day in range(670_000, TODAY, (TODAY - 670_000) // max(1, self._many // 4))
        ]

    def long_ago(self) -> list[Parameters]:
        """Return organizations on a day before all that is recorded."""
        return [{**asked, "day": LONG_AGO} for asked in self.members()]

    def snapshot(self) -> list[Parameters]:
        """Return everything, on a day, as known at an instant."""
        return [{"day": BEFORE, "known": self._instants[len(self._instants) // 2]}]

    def everything(self) -> list[Parameters]:
        """Return what is believed now, of two days."""
        return [{"before": BEFORE, "after": AFTER}]

    def beliefs(self) -> list[Parameters]:
        """Return what was believed of one day at two instants."""
        return [{"day": AFTER, "was": self._instants[len(self._instants) // 4], "known": LAST_LOAD}]

    def one_parliament(self) -> list[Parameters]:
        """Return a parliament, for all time."""
        return [{"organization": PARLIAMENT}]

    def corrections(self) -> list[Parameters]:
        """Return memberships that go on, each to be ended on a day."""
        random = Random("corrections")
        found: dict[tuple[int, int], Parameters] = {}
        for belief in self._beliefs:
            lasts = belief.t1 == ONGOING and belief.recorded_to == FOREVER
            if lasts and belief.kind == MEMBERSHIP and belief.f1 == belief.f2 < TODAY - 800:
                key = belief.organization, belief.party
                found[key] = {
                    "organization": belief.organization,
                    "party": belief.party,
                    "day": random.randint(belief.f2 + 400, TODAY),
                }
        return list(found.values())[: self._many]

    def _dated(self, work: str, kind: int) -> list[tuple[Belief, Parameters]]:
        random = Random(work)
        found = [belief for belief in self._beliefs if belief.kind == kind]
        chosen = random.sample(found, min(self._many, len(found)))
        return [(belief, self._time(random, belief)) for belief in chosen]

    def _time(self, random: Random, belief: Belief) -> Parameters:
        first, last = max(belief.f1, TODAY - 29_000), min(belief.t2, TODAY)
        day = random.randint(min(first, last - 1), last - 1)
        return {"day": day, "known": random.choice(self._instants)}

"""A random world of offices that move with each date a day, and what of its tenures lies where."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from random import Random
from typing import NamedTuple

from oracle.random_world import DAYS, text

PERSONS = [f"p{i}" for i in range(6)]
OFFICES = [f"f{i}" for i in range(6)]
ORGANIZATIONS = ["o0", "o1", "o2"]
CAPACITIES = ("substantive", "acting")
ALWAYS, NEVER = DAYS.start - 10**5, DAYS.stop + 10**5
"""Stand for a beginning and an end that are left out."""


class Spell(NamedTuple):
    """What was so from one day up to another."""

    value: str
    start: int
    end: int

    def within(self, start: int, end: int) -> Iterator[Spell]:
        """Yield what of it lies from one day up to another."""
        cut = Spell(self.value, max(self.start, start), min(self.end, end))
        if cut.start < cut.end:
            yield cut

    def meets(self, window: range) -> bool:
        return self.start < window.stop and window.start < self.end


class Days(NamedTuple):
    """When each office belonged to which organization, and who held it when; none touches one that is alike."""

    homes: dict[str, list[Spell]]
    tenures: dict[tuple[str, str], list[Spell]]

    def in_(self, place: str, is_whole: bool = False) -> Iterator[tuple[str, str, Spell]]:
        """Yield what lies within an organization of the tenures, or of them without capacities."""
        for (holder, office), told in self.tenures.items():
            for home, tenure in product(self.homes[office], without_values(told) if is_whole else told):
                if home.value == place:
                    yield from ((holder, office, cut) for cut in tenure.within(home.start, home.end))


def without_values(told: list[Spell]) -> list[Spell]:
    """Return the unbroken runs of spells that follow each other."""
    runs: list[Spell] = []
    for spell in told:
        start = runs.pop().start if runs and runs[-1].end == spell.start else spell.start
        runs.append(Spell("", start, spell.end))
    return runs


def moving_days(random: Random) -> Days:
    """Return a world in which offices return to where they were, and some are given back and forth."""
    homes = {office: spells(random, tuple(ORGANIZATIONS), is_open=True) for office in OFFICES}
    held = random.sample(list(product(PERSONS, OFFICES)), 24)
    return Days(homes, {key: spells(random, CAPACITIES, is_open=False) for key in held})


def spells(random: Random, values: tuple[str, ...], is_open: bool) -> list[Spell]:
    """Return up to four spells, most of which follow on each other."""
    count = random.choice([1, 2, 3, 4])
    days = sorted(random.sample(DAYS, 2 * count))
    told: list[Spell] = []
    for i in range(count):
        start = told[-1].end if told and random.random() < 0.7 else days[2 * i]
        unlike = [value for value in values if not told or told[-1].end < start or value != told[-1].value]
        told.append(Spell(random.choice(unlike), start, days[2 * i + 1]))
    if is_open and random.random() < 0.6:
        told[0] = told[0]._replace(start=ALWAYS)
    if is_open and random.random() < 0.6:
        told[-1] = told[-1]._replace(end=NEVER)
    return told


def dataset(world: Days) -> str:
    lines = ["tempodb: 1", "dataset: world", "persons:"]
    lines += [f"  {id_}: {{name: {id_}}}" for id_ in PERSONS]
    lines += ["organizations:", *(f"  {id_}: {{name: {id_}}}" for id_ in ORGANIZATIONS), "offices:"]
    for office, homes in world.homes.items():
        lines.append(f"  {office}:\n    title: {office}\n    seats: many\n    organization:")
        lines += [f"      - {{organization: {home.value}{_dates(home)}}}" for home in homes]
    lines.append("tenures:")
    for (holder, office), told in world.tenures.items():
        for spell in told:
            said = f"holder: {holder}, office: {office}, capacity: {spell.value}{_dates(spell)}"
            lines.append(f"  - {{{said}}}")
    return "\n".join(lines) + "\n"


def _dates(spell: Spell) -> str:
    dates = {"from": date(spell.start), "to": date(spell.end)}
    return "".join(f", {name}: {day}" for name, day in dates.items() if day)


def date(day: int) -> str | None:
    return None if day in (ALWAYS, NEVER) else text(day)

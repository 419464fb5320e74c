"""A made-up world: organizations small and large, parliaments, offices, corrections; the same for the same seed.

>>> [len(part.facts()) for part in World(3000).parts()]
[2322]
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from random import Random
from typing import NamedTuple

from benchmarks.timelines import CAPACITIES, STATUSES, TODAY, Spell, corrected, spells, terms

ORGANIZATION, STATE, PERSON = range(3)
MEMBERSHIP, TENURE = range(2)
FOREVER = 2**63 - 1
REVISIONS = 3
PART = 60_000
"""How many beliefs one dataset has: what is loaded and corrected by itself."""
PARLIAMENT = 100_000
"""How many beliefs of a world have one parliament among them."""


def instant(year: int) -> int:
    """Return the first instant of a year, in microseconds."""
    return int(datetime(year, 1, 1, tzinfo=UTC).timestamp()) * 1_000_000


FIRST_LOAD, LAST_LOAD = instant(2015), instant(2025)


class Key(NamedTuple):
    """Who is said to be what in which body: a member of an organization, or a holder of one of its offices."""

    kind: int
    organization: int
    office: int
    party: int


class Belief(NamedTuple):
    """What was believed from one recorded instant to another: a row of every peer. Its days are tightened."""

    id: int
    kind: int
    organization: int
    office: int
    party: int
    value: int
    f1: int
    f2: int
    t1: int
    t2: int
    recorded_from: int
    recorded_to: int
    source: int


Fact = tuple[Key, Spell]


def party(class_: int, number: int) -> int:
    """Return the number by which a party is known to peers."""
    return number * 3 + class_


def party_id(number: int) -> str:
    """Return the id by which a party is known to tempodb.

    >>> party_id(party(PERSON, 12))
    'p12'
    """
    return f"{('o', 'st', 'p')[number % 3]}{number // 3}"


def organization_id(number: int) -> str:
    """Return the id of an organization."""
    return f"o{number}"


def office_id(organization: int, office: int) -> str:
    """Return the id of an office, which names its organization."""
    return f"o{organization}/office{office}"


class World:
    """A world of about *size* beliefs, of which three quarters are believed in the end."""

    def __init__(self, size: int, seed: int = 1, vague: float = 0.15) -> None:
        self.size, self.seed, self.vague = size, seed, vague
        self.part_count = max(1, round(size / PART))
        self.persons, self.states = max(50, size * 15 // 100), max(20, size * 2 // 100)
        self.sources = 300
        self.parliaments = max(1, size // PARLIAMENT)
        self.seats = min(130, max(3, size * 130 // PARLIAMENT))

    def parts(self) -> Iterator[Part]:
        """Yield the datasets, each as it was first stated."""
        for number in range(self.part_count):
            yield Part(self, number)

    def recorded(self, part: int, revision: int) -> int:
        """Return when a revision of a dataset is recorded: the definitions come first, then part after part."""
        if revision == 0:
            return FIRST_LOAD + 1 + part
        step = (LAST_LOAD - FIRST_LOAD) // (self.part_count * REVISIONS + 1)
        return FIRST_LOAD + step * ((revision - 1) * self.part_count + part + 1)

    def instants(self) -> list[int]:
        """Return the instants of all transactions after the definitions."""
        return sorted(self.recorded(p, r) for p in range(self.part_count) for r in range(REVISIONS + 1))


class Part:
    """One dataset: what it says, revision by revision, and what was believed of it."""

    def __init__(self, world: World, number: int) -> None:
        self.world, self.number, self.revision = world, number, 0
        self.random = Random(f"{world.seed} {world.size} {number}")
        self._said: dict[Key, tuple[Spell, ...]] = {}
        self._since: dict[Fact, int] = {}
        self._closed: list[tuple[Fact, int, int]] = []
        self._next_organization = number * 1_000_000
        self._next_spare = 0
        target = world.size * 3 // 4 // world.part_count
        self._told = 0
        for index in range(world.parliaments):
            if index * world.part_count // world.parliaments == number:
                self._parliament(index)
        while self._told < target:
            self._organization(target)
        self._since = dict.fromkeys(self.facts(), world.recorded(number, 0))

    def facts(self) -> list[Fact]:
        """Return all that the dataset says now, in the order of its file."""
        return [(key, spell) for key, said in self._said.items() for spell in said]

    def beliefs(self) -> list[Belief]:
        """Return what was ever believed of it."""
        ended = [(fact, since, until) for fact, since, until in self._closed]
        lasting = [(fact, since, FOREVER) for fact, since in self._since.items()]
        first = self.number * 10_000_000 + 1
        return [
            Belief(number, *key, spell.value, *spell.tightened(), since, until, spell.source)
            for number, ((key, spell), since, until) in enumerate(ended + lasting, first)
        ]

    def revise(self, share: float = 0.13) -> int:
        """Correct a share of what is said, and return when that is recorded."""
        self.revision += 1
        recorded = self.world.recorded(self.number, self.revision)
        keys = list(self._said)
        for key in self.random.sample(keys, int(len(keys) * share)):
            before = self._said[key]
            values = len(CAPACITIES) if key.kind == TENURE else len(STATUSES)
            after = corrected(self.random, before, values, self.world.sources)
            if after:
                self._said[key] = after
            else:
                del self._said[key]
            for spell in set(before) - set(after):
                self._closed.append(((key, spell), self._since.pop((key, spell)), recorded))
            for spell in after:
                self._since.setdefault((key, spell), recorded)
        return recorded

    def _say(self, key: Key, said: tuple[Spell, ...]) -> None:
        if said and key not in self._said:
            self._said[key] = said
            self._told += len(said)

    def _organization(self, target: int) -> None:
        """Found an organization: half have at most 14 parties, one of a hundred has 270, none more than 600."""
        random, world = self.random, self.world
        number = self._next_organization = self._next_organization + 1
        members = min(600, int(8.3 * random.paretovariate(1.33)), max(4, target // 5))
        for _ in range(members):
            said = spells(random, len(STATUSES), world.sources, world.vague)
            member = self._member()
            if member != party(ORGANIZATION, number):
                self._say(Key(MEMBERSHIP, number, 0, member), said)
        for office in range(1, 2 + members * 12 // 100):
            length, first = random.randint(600, 2_500), TODAY - random.randint(2_000, 12_000)
            holders: dict[int, int] = {}
            for holder, term in terms(random, world.sources, world.vague, first, length):
                if holder not in holders:
                    holders[holder] = party(PERSON, random.randrange(world.persons))
                self._hold(Key(TENURE, number, office, holders[holder]), term)

    def _parliament(self, index: int) -> None:
        """Found a parliament, whose seats are held for terms of four years since 1815."""
        number = self._next_organization = self._next_organization + 1
        person = self.world.persons + index * 20_000
        for _ in range(self.world.seats):
            last = 0
            for holder, term in terms(self.random, self.world.sources, self.world.vague / 3, 662_700, 1_461):
                key = Key(MEMBERSHIP, number, 0, party(PERSON, person + holder))
                self._hold(key, term)
                last = holder
            person += last + 1

    def _hold(self, key: Key, term: Spell) -> None:
        """Add a term to what is said of a holder, if it is the first or meets the one before."""
        before = self._said.get(key, ())
        if not before or before[-1].end == term.begin:
            self._said[key] = (*before, term)
            self._told += 1

    def _member(self) -> int:
        random, world = self.random, self.world
        chance = random.random()
        if chance < 0.55:
            return party(PERSON, random.randrange(world.persons))
        if chance < 0.95:
            return party(STATE, int(world.states * random.random() ** 1.3))
        return party(ORGANIZATION, self.number * 1_000_000 + 1 + random.randrange(9))

"""A random world of timelines with imprecise dates, and what it means, worked out day by day.

Every timeline starts from what truly happened, so that it never contradicts itself; each boundary is
then written down as imprecisely as a source might. The answers come from enumerating every assignment
of candidate days; nothing here uses a formula of the engine.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cache, cached_property
from itertools import pairwise, product
from random import Random

from tempodb.temporal.bounds import ONGOING, SINCE_ALWAYS, UNKNOWN, Bound
from tempodb.temporal.date_reader import read_date

FIRST = date(2001, 1, 1).toordinal()
DAYS = range(FIRST, FIRST + 59)
"""January and February 2001: the days on which things happen, and that questions ask about."""
MARGIN = 3
LONG_BEFORE = (date(1900, 1, 1).toordinal(), date(1900, 1, 2).toordinal())
LONG_AFTER = (date(2012, 5, 31).toordinal(), date(2100, 1, 1).toordinal(), date(2100, 1, 2).toordinal())
"""Days that stand for all those far from the calendar."""
NEVER = date(2200, 1, 1).toordinal()
"""Stands for an end that never comes."""
STATUSES = ("member", "observer", "suspended")


def text(day: int) -> str:
    return date.fromordinal(day).isoformat()


@dataclass(frozen=True)
class Stated:
    """One fact of a timeline: its value and both ends as written; None for an end left out, "" for a beginning.

    MEANING.md, M3, M11.
    """

    value: str
    from_: str
    to: str | None

    @property
    def bounds(self) -> tuple[Bound, Bound]:
        from_ = UNKNOWN if self.from_ == "unknown" else read_date(self.from_) if self.from_ else SINCE_ALWAYS
        to = ONGOING if self.to is None else UNKNOWN if self.to == "unknown" else read_date(self.to)
        return from_, to


Timeline = tuple[Stated, ...]


@dataclass
class World:
    """Timelines by key: memberships by (state, organization), tenures by (person, office)."""

    memberships: dict[tuple[str, str], Timeline] = field(default_factory=dict)
    tenures: dict[tuple[str, str], Timeline] = field(default_factory=dict)


STATES = [f"s{i}" for i in range(10)]
ORGANIZATIONS = [f"o{i}" for i in range(8)]
PERSONS = [f"p{i}" for i in range(10)]
OFFICES = {f"o{i % 8}/f{i}": 1 + i % 2 for i in range(8)}
"""Offices, each with its number of seats."""


def random_world(random: Random) -> World:
    """Return a world of 80 memberships and 40 tenures."""
    world = World()
    for key in product(STATES, ORGANIZATIONS):
        world.memberships[key] = timeline(random, STATUSES)
    for person, office in random.sample(list(product(PERSONS, OFFICES)), 40):
        world.tenures[person, office] = timeline(random, ("substantive", "acting"))
    return world


def precise_world(random: Random) -> World:
    """Return a world of as many facts whose every date is one day, or open."""
    world = random_world(random)
    return World(
        {key: precise_timeline(random, STATUSES) for key in world.memberships},
        {key: precise_timeline(random, ("substantive", "acting")) for key in world.tenures},
    )


def precise_timeline(random: Random, values: tuple[str, ...]) -> Timeline:
    """Return up to three facts one after the other; the last of them may go on."""
    count = random.choice([1, 2, 3])
    days = sorted(random.sample(DAYS, 2 * count))
    starts = [days[0], *(random.choice(days[2 * i - 1 : 2 * i + 1]) for i in range(1, count))]
    ends: list[str | None] = [text(day) for day in days[1::2]]
    if random.random() < 0.3:
        ends[-1] = None
    return tuple(
        Stated(random.choice(values), text(start), end) for start, end in zip(starts, ends, strict=True)
    )


def short_world(random: Random) -> World:
    """Return a world in which many statuses began and ended within one month, of which no day is known."""
    world = random_world(random)
    return World({key: short_timeline(random) for key in world.memberships}, world.tenures)


def short_timeline(random: Random) -> Timeline:
    """Return up to three facts, of which one may begin and end within the days on which the one before ended."""
    month = random.choice(["2001-02", "[2001-02-03..2001-02-09]"])
    first = random.choice(["2001-01-10", "2001-01", "[2001-01-05..2001-01-20]", "[..2001-01-20]"])
    last = random.choice([None, "2001-03", "2001-03-02", "[2001-03-02..]"])
    between = random.choice([0, 1, 1])
    ends = [first, *[month] * (1 + between), last]
    shown = [random.choice(STATUSES)]
    while len(shown) < between + 2:
        shown.append(random.choice([value for value in STATUSES if value != shown[-1]]))
    facts = tuple(Stated(value, str(ends[i]), ends[i + 1]) for i, value in enumerate(shown))
    return facts[random.choice([0, 0, 1]) : len(facts) - random.choice([0, 0, 1])] or facts


def short_versions(random: Random) -> tuple[World, World]:
    """Return two versions of a world of short facts, which have nothing to do with each other."""
    return short_world(random), short_world(random)


def precise_versions(random: Random) -> tuple[World, World]:
    """Return two versions of a precise world, which have nothing to do with each other."""
    return precise_world(random), precise_world(random)


def changed_versions(random: Random) -> tuple[World, World]:
    """Return two versions of a world, a third of which is different."""
    first = random_world(random)
    return first, changed(random, first)


def changed(random: Random, world: World) -> World:
    """Return the world as the next version of its dataset states it: a third of it is different."""

    def again(
        timelines: dict[tuple[str, str], Timeline], values: tuple[str, ...]
    ) -> dict[tuple[str, str], Timeline]:
        return {
            key: timeline(random, values) if random.random() < 0.33 else old for key, old in timelines.items()
        }

    return World(again(world.memberships, STATUSES), again(world.tenures, ("substantive", "acting")))


def timeline(random: Random, values: tuple[str, ...]) -> Timeline:
    """Return up to three facts one after the other, some sharing a boundary, some with a gap between."""
    if random.random() < 0.15:
        return observations(random, values)
    count = random.choice([1, 1, 2, 3])
    days = sorted(random.sample(DAYS, 2 * count))
    facts: list[Stated] = []
    for i in range(count):
        start, end = days[2 * i], days[2 * i + 1]
        from_ = facts[-1].to if facts and random.random() < 0.6 else None
        if from_ is None:
            from_ = written(random, start, facts)
        if i == 0 and random.random() < 0.2:
            from_ = random.choice(["unknown", f"[..{text(start)}]"])
        to: str | None = written(random, end, [])
        if i == count - 1 and random.random() < 0.4:
            to = random.choice([None, "unknown", f"[{text(end)}..]"])
        facts.append(Stated(random.choice(values), from_, to))
    # Neighbours of one value that share no boundary are two rows; that they may touch is no matter here.
    return tuple(facts)


def observations(random: Random, values: tuple[str, ...]) -> Timeline:
    """Return one or two holdings that were each seen on one day."""
    days = sorted(random.sample(DAYS, random.choice([1, 2])))
    shown = random.sample(values, len(days)) if len(days) <= len(values) else values
    return tuple(
        Stated(value, f"[..{text(day)}]", f"[{text(day + 1)}..]")
        for value, day in zip(shown, days, strict=True)
    )


def written(random: Random, day: int, before: list[Stated]) -> str:
    """Return *day* as a source may give it: exactly, as a month, or as a range around it.

    What follows another fact is written so that it cannot be thought to come before its end.
    """
    kind = random.choice(["day", "day", "range", "range", "month"])
    if kind == "day" or before:
        return text(day)
    if kind == "month":
        return text(day)[:7]
    return f"[{text(day - random.randrange(4))}..{text(day + random.randrange(4))}]"


def timeline_with_meetings(random: Random, count: int, meeting: float, value: Callable[[], str]) -> Timeline:
    """Return so many facts one after the other, of which a share begins at the very end of the one before."""
    days = sorted(random.sample(DAYS, 2 * count))
    facts: list[Stated] = []
    for i in range(count):
        meets = facts and random.random() < meeting
        from_ = facts[-1].to if meets else written(random, days[2 * i], facts)
        is_last = i == count - 1 and random.random() < 0.3
        to = None if is_last else written(random, days[2 * i + 1], [])
        assert from_ is not None
        facts.append(Stated(value(), from_, to))
    return tuple(facts)


# ── meaning ──────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class Row:
    """A coalesced piece: what is shown, and every interval of days that it may have been."""

    value: str
    from_: str | None
    to: str | None
    worlds: frozenset[tuple[int, int]]

    @cached_property
    def certain(self) -> set[int]:
        return set.intersection(*(in_calendar(world) for world in self.worlds))

    @cached_property
    def possible(self) -> set[int]:
        return set.union(*(in_calendar(world) for world in self.worlds))


def in_calendar(world: tuple[int, int]) -> set[int]:
    return set(range(max(world[0], DAYS.start), min(world[1], DAYS.stop)))


def candidates(bound: Bound) -> list[int]:
    """Return the candidate days near the calendar; days beyond it are all alike to its questions."""
    near = range(DAYS.start - MARGIN, DAYS.stop + MARGIN + 32)
    if bound.earliest > NEVER:
        return [NEVER]
    if bound == SINCE_ALWAYS:
        return [bound.earliest]
    beyond = [NEVER] if bound.latest > NEVER else []
    calendar = (*LONG_BEFORE, *near, *LONG_AFTER)
    return [day for day in calendar if bound.earliest <= day <= bound.latest] + beyond


@cache
def rows(timeline: Timeline) -> list[Row]:
    """Return the coalesced rows of one timeline with all their worlds (MEANING.md, M16)."""
    told = [fact for fact in timeline if not is_told_better(fact, timeline)]
    chains = [[told[0]]]
    for before, after in pairwise(told):
        if after.value == before.value and after.from_ == before.to:
            chains[-1].append(after)
        else:
            chains.append([after])
    return [row for chain in chains for row in [_row(chain, timeline)] if row.worlds]


@cache
def is_told_better(fact: Stated, timeline: Timeline) -> bool:
    """Return whether a fact without a certain day allows both ends of another of its value, and more."""
    place = timeline.index(fact)
    around = (*timeline[max(place - 1, 0) : place], *timeline[place + 1 : place + 2])
    if any(near.value == fact.value and (near.to == fact.from_ or fact.to == near.from_) for near in around):
        return False
    worlds = worlds_of([fact], timeline)
    if not worlds or set.intersection(*(in_calendar(world) for world in worlds)):
        return False
    vague = _both_ends(worlds)
    others = [
        _both_ends(worlds_of([other], timeline))
        for other in timeline
        if other is not fact and other.value == fact.value
    ]
    return any(other != vague and all(a <= b for a, b in zip(other, vague, strict=True)) for other in others)


def _both_ends(worlds: set[tuple[int, int]]) -> tuple[set[int], set[int]]:
    return {start for start, _ in worlds}, {end for _, end in worlds}


def _row(chain: list[Stated], timeline: Timeline) -> Row:
    worlds = worlds_of(chain, timeline)
    for other in timeline:
        if other.value != chain[0].value:
            worlds = _parted(worlds, chain, other)
    start, end = chain[0].bounds[0], chain[-1].bounds[1]
    return Row(chain[0].value, start.stated(), end.stated(), frozenset(worlds))


def worlds_of(chain: list[Stated], timeline: Timeline) -> set[tuple[int, int]]:
    """Return when a chain of facts may have begun and ended, as one event each with what it meets."""
    first = timeline.index(chain[0])
    last = timeline.index(chain[-1])
    while first and _meet(timeline[first - 1], timeline[first]):
        first -= 1
    while last + 1 < len(timeline) and _meet(timeline[last], timeline[last + 1]):
        last += 1
    run = timeline[first : last + 1]
    choices = [candidates(bound) for bound in (run[0].bounds[0], *(fact.bounds[1] for fact in run))]
    start, end = run.index(chain[0]), run.index(chain[-1]) + 1
    return {
        (began, ended)
        for began, ended in _increasing(choices[start : end + 1])
        if any(_increasing([[-1], *choices[:start], [began]]))
        and any(_increasing([[ended], *choices[end + 1 :], [NEVER + 1]]))
    }


@cache
def _meet(before: Stated, after: Stated) -> bool:
    """Return whether the one ends as the other begins, which cannot be the other way round."""
    spans = [[(f, t) for f, t in product(*map(candidates, fact.bounds)) if f < t] for fact in (before, after)]
    begun, over = max(f for f, _ in spans[0]), min(t for _, t in spans[1])
    return before.to == after.from_ and over > begun


def _increasing(choices: list[list[int]]) -> Iterator[tuple[int, ...]]:
    """Yield every strictly increasing choice of a day each; of those between, only that there is one."""
    first, *between, last = choices
    for start, end in product(first, last):
        reached = start
        for choice in between:
            later = [day for day in choice if day > reached]
            if not later:
                break
            reached = min(later)
        else:
            if reached < end:
                yield start, end


def _parted(worlds: set[tuple[int, int]], chain: list[Stated], other: Stated) -> set[tuple[int, int]]:
    """Drop worlds that an open end would allow but for a neighbour that can only come after, or before.

    MEANING.md, M15.
    """
    theirs = [(f, t) for f, t in product(*map(candidates, other.bounds)) if f < t]
    if not worlds or not theirs:
        return worlds
    latest, earliest = max(f for f, _ in theirs), min(t for _, t in theirs)
    precede = any(t <= latest for _, t in worlds)
    follow = any(earliest <= f for f, _ in worlds)
    if precede == follow:
        return worlds
    if precede and chain[-1].bounds[1].is_one_sided:
        return {(f, t) for f, t in worlds if t <= latest}
    if follow and chain[0].bounds[0].is_one_sided:
        return {(f, t) for f, t in worlds if f >= earliest}
    return worlds


def judged(row: Row, window: range, throughout: bool) -> str | None:
    """Return how surely *row* held on some day, or on every day, of *window* (MEANING.md, M7, M8)."""
    enough = all if throughout else any
    outcomes = {enough(day in range(*world) for day in window) for world in row.worlds}
    return {frozenset([True]): "certain", frozenset([True, False]): "possible"}.get(frozenset(outcomes))

"""What is said of one member or holder in one body: spells one after the other, some of them vaguely dated."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from random import Random
from typing import NamedTuple

FIRST_DAY, ONGOING = 1, date.max.toordinal() + 1
TODAY = date(2025, 1, 1).toordinal()
STATUSES = ("member", "observer", "associate", "suspended", "candidate", "partner")
CAPACITIES = ("substantive", "acting", "interim")


class End(NamedTuple):
    """One end of a spell: any day from *earliest* through *latest*, and how a file says so."""

    earliest: int
    latest: int
    text: str


class Spell(NamedTuple):
    """How long something was so, with what status or capacity, and from which source."""

    value: int
    begin: End
    end: End
    source: int

    def tightened(self) -> tuple[int, int, int, int]:
        """Return first and last day of the begin, and of the end, so that the one precedes the other."""
        (f1, f2, _), (t1, t2, _) = self.begin, self.end
        return f1, min(f2, t2 - 1), max(t1, f1 + 1), t2


STILL = End(ONGOING, ONGOING, "")
UNKNOWN_BEGIN = End(FIRST_DAY, ONGOING - 2, "unknown")


@lru_cache(100_000)
def precise(day: int) -> End:
    """Return the end that is known to the day."""
    return End(day, day, date.fromordinal(day).isoformat())


def dated(random: Random, day: int, vague: float) -> End:
    """Return an end at a day: to the day, or, for a share of them, to its month, its year or a range."""
    chance = random.random()
    if chance >= vague:
        return precise(day)
    at = date.fromordinal(day)
    if chance < vague * 0.45:
        first = at.replace(day=1)
        after = date(at.year + at.month // 12, at.month % 12 + 1, 1)
        return End(first.toordinal(), after.toordinal() - 1, f"{at.year:04}-{at.month:02}")
    if chance < vague * 0.85:
        return End(date(at.year, 1, 1).toordinal(), date(at.year, 12, 31).toordinal(), f"{at.year:04}")
    last = day + random.randint(3, 26)
    return End(day, last, f"[{at.isoformat()}..{date.fromordinal(last).isoformat()}]")


def spells(random: Random, values: int, sources: int, vague: float) -> tuple[Spell, ...]:
    """Return what is said of one party: mostly one spell, up to four; six of ten meet the one before.

    Ends that do not meet lie so far apart that no vagueness of theirs can make them overlap.
    """
    count = random.choices((1, 2, 3, 4), (62, 21, 11, 6))[0]
    day = random.randint(TODAY - 28_000, TODAY - 900)
    begin = dated(random, day, vague)
    if count == 1 and random.random() < vague / 10:
        begin = UNKNOWN_BEGIN
    said = []
    for _ in range(count):
        day += random.randint(800, 4_500)
        value = 0 if random.random() < 0.7 else random.randrange(values)
        if day > TODAY - 400:
            said.append(Spell(value, begin, STILL, random.randrange(sources)))
            break
        end = dated(random, day, vague)
        said.append(Spell(value, begin, end, random.randrange(sources)))
        if random.random() < 0.6:
            begin = end
        else:
            day += random.randint(800, 2_500)
            if day > TODAY - 400:
                break
            begin = dated(random, day, vague)
    return tuple(said)


def terms(random: Random, sources: int, vague: float, first: int, length: int) -> Iterator[tuple[int, Spell]]:
    """Yield who held a seat one after the other, from *first* to today: the number of the person, and a term.

    Six of ten are held again by the same person, which makes two spells that meet.
    """
    person, day = 0, first + random.randint(0, length)
    begin = precise(day)
    while day < TODAY - 400:
        day += length + random.randint(-300, 300)
        end = STILL if day > TODAY - 400 else dated(random, day, vague)
        yield person, Spell(0, begin, end, random.randrange(sources))
        if random.random() < 0.4:
            person += 1
        begin = end


def corrected(random: Random, said: tuple[Spell, ...], values: int, sources: int) -> tuple[Spell, ...]:
    """Return what is said of a party after a correction of its last spell."""
    *before, last = said
    chance = random.random()
    if chance < 0.12:
        return tuple(before)
    source = random.randrange(sources)
    if chance < 0.25 and values > 1:
        return (*before, last._replace(value=(last.value + 1 + random.randrange(values - 1)) % values))
    if last.end is STILL:
        latest_begin = max(last.begin.latest if last.begin is not UNKNOWN_BEGIN else 0, TODAY - 4_000)
        return (
            *before,
            last._replace(end=precise(random.randint(latest_begin + 30, TODAY + 30)), source=source),
        )
    day = last.end.latest + random.randint(1, 300)
    return (*before, last._replace(end=precise(day), source=source))

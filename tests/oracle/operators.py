"""What each operator of a query means, worked out from the worlds of rows and the days of the calendar.

A `Row` knows every world that its dates allow. What is so in all of them is certain, what is so in some is
possible. Nothing here compares the four ends of a period, as the engine does.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import cache
from itertools import combinations, pairwise, product
from math import ceil, floor
from statistics import mean, median
from typing import NamedTuple

from oracle.random_world import (
    DAYS,
    NEVER,
    Row,
    Stated,
    Timeline,
    _parted,
    in_calendar,
    is_told_better,
    rows,
    text,
    worlds_of,
)
from tempodb.temporal.bounds import Bound

Verdict = str | None


def verdict(outcomes: Iterable[bool]) -> Verdict:
    """Return what is so in every world, in some, or in none."""
    seen = set(outcomes)
    return ("possible" if False in seen else "certain") if True in seen else None


def best(verdicts: Iterable[Verdict]) -> Verdict:
    """Return the surest: a party answers as surely as the surest of what is known of it."""
    found = set(verdicts)
    return next((word for word in ("certain", "possible") if word in found), None)


def weakest(*verdicts: Verdict) -> Verdict:
    """Return what several conditions come to, each judged by itself."""
    if None in verdicts:
        return None
    return "possible" if "possible" in verdicts else "certain"


# ── what is asked of a row ───────────────────────────────────────────────────────────────────────


@cache
def on_some_day(row: Row, window: range) -> Verdict:
    """Return how surely *row* has a day in *window* (MEANING.md, M7)."""
    return verdict(max(start, window.start) < min(end, window.stop) for start, end in row.worlds)


def happened(days: Iterable[int], relation: str, window: range) -> Verdict:
    """Return how surely what happened on one of *days* lies so to *window*; NEVER is no day.

    MEANING.md, M28.
    """
    lies: Callable[[int], bool] = {
        "in": lambda day: day in window,
        "before": lambda day: day < window.start,
        "after": lambda day: window.stop <= day < NEVER,
    }[relation]
    return verdict(lies(day) for day in set(days))


def came_back(run: Row, runs: Iterable[Row]) -> Verdict:
    """Return how surely another of *runs* was over before a run began, each in all its worlds.

    MEANING.md, M58.
    """
    return best(
        verdict(end < start for _, end in other.worlds for start, _ in run.worlds)
        for other in runs
        if other is not run
    )


def foremost(mine: Row, others: Iterable[tuple[Row, Verdict]], by: str, number: int, today: int) -> Verdict:
    """Return how surely fewer than *number* others come before a term, whatever world each of them is in.

    MEANING.md, M59. Beside each other term stands how surely it takes part; what has not begun does not.
    """
    return placed(
        _values_of(mine, by, today), [(_values_of(other, by, today), part) for other, part in others], number
    )


def placed(
    mine: Iterable[int | None], others: Sequence[tuple[frozenset[int | None], Verdict]], number: int
) -> Verdict:
    """Return how surely fewer than *number* others have a lesser value, each of them known by what it may be.

    None is the value of what has no place.
    """
    outcomes = set()
    for value in mine:
        if value is None:
            outcomes.add(False)
            continue
        fewest = sum(
            part == "certain" and all(each is not None and each < value for each in values)
            for values, part in others
        )
        most = sum(any(each is not None and each < value for each in values) for values, _ in others)
        outcomes |= {fewest < number, most < number}
    return verdict(outcomes)


@cache
def _values_of(term: Row, by: str, today: int) -> frozenset[int | None]:
    """Return by what a term may be ranked, the least coming first."""
    if by in ("first", "last"):
        return frozenset(start if by == "first" else -start for start, _ in term.worlds)
    held = [
        None if start > today else min(end, today + 1) - start if start <= today else 0
        for start, end in term.worlds
    ]
    return frozenset(days if days is None or by == "shortest serving" else -days for days in held)


def comes_next(day: Iterable[int], other: Iterable[int], days: Iterable[Iterable[int]]) -> Verdict:
    """Return how surely a day is the first of several that comes after another one, each of them known by its candidates.

    MEANING.md, M60.
    """
    candidates = [frozenset(each) for each in days]
    outcomes = set()
    for after, since in product(frozenset(day), frozenset(other)):
        between = range(since + 1, after)
        if after <= since or any(all(each in between for each in may) for may in candidates):
            outcomes.add(False)
        else:
            outcomes.add(True)
            outcomes.add(not any(each in between for may in candidates for each in may))
    return verdict(outcomes)


def measured(terms: Sequence[tuple[Row, Verdict]], measure: str, today: int) -> tuple[int, int] | None:
    """Return the least and the most days by a measure, of whichever may take part; None where nobody does.

    MEANING.md, M61.
    """
    lasted = [
        (min(values), max(values), part == "certain" and len(values) == len(told))
        for term, part in terms
        for told in [[_values_of_world(world, today) for world in term.worlds]]
        if (values := [value for value in told if value is not None])
    ]
    return whichever(lasted, measure)


def whichever(lasted: Sequence[tuple[int, int, bool]], measure: str) -> tuple[int, int] | None:
    """Return the least and the most by a measure of values within bounds, of which some certainly take part; rounded.

    None where nobody does.
    """
    measures: dict[str, Callable[[list[int]], float]] = {"average": mean, "median": median, "total": sum}
    put = measures[measure]
    sure = [each for each in lasted if each[2]]
    open_ = [each for each in lasted if not each[2]]
    found: list[tuple[float, float]] = [
        (put([each[0] for each in chosen]), put([each[1] for each in chosen]))
        for number in range(len(open_) + 1)
        for others in combinations(open_, number)
        if (chosen := [*sure, *others])
    ]
    if measure == "total" and not sure:
        found.append((0, 0))
    return (floor(min(least for least, _ in found)), ceil(max(most for _, most in found))) if lasted else None


def _values_of_world(world: tuple[int, int], today: int) -> int | None:
    start, end = world
    return None if start > today else min(end, today + 1) - start


@cache
def age(birth: int, day: int) -> int:
    """Return how many birthdays somebody had by a day (MEANING.md, M70)."""
    years = (day - birth) // 366
    while later_by(birth, years + 1, "year") <= day:
        years += 1
    return years


def alone(row: Row) -> Row:
    """Return a row with the worlds that its dates have as they are stated, whatever else is said."""
    (same,) = rows((Stated(row.value, row.from_ or "", row.to),))
    return same


def days_held(row: Row, today: int) -> tuple[int, int]:
    """Return the fewest and the most days through *today* on which a row held, in the worlds in which it had begun."""
    begun = {min(end, today + 1) - start for start, end in row.worlds if start <= today}
    fewest = 0 if any(start > today for start, _ in row.worlds) else min(begun, default=0)
    return fewest, max(begun, default=0)


def lasted(row: Row, is_more: bool, number: int, unit: str, today: int) -> Verdict:
    """Return how surely *row* lasted more, or less, than some units; days after *today* do not count.

    MEANING.md, M29.
    """
    outcomes = set()
    for start, end in row.worlds:
        reached, until = later_by(start, number, unit), min(end, today + 1)
        outcomes.add(start <= today and (reached < until if is_more else reached > until))
    return verdict(outcomes)


@cache
def later_by(day: int, number: int, unit: str) -> int:
    """Return the day some units later, the last of its month where there is no such day."""
    if unit in ("day", "week"):
        return day + number * {"day": 1, "week": 7}[unit]
    start = date.fromordinal(day)
    months = start.month - 1 + number * {"month": 1, "year": 12}[unit]
    first = date(start.year + months // 12, months % 12 + 1, 1)
    last = (first.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
    return min(first + timedelta(days=start.day - 1), last).toordinal()


# ── pieces of several values ─────────────────────────────────────────────────────────────────────


@cache
def wholes(timeline: Timeline, values: frozenset[str]) -> list[tuple[Row, tuple[Stated, ...]]]:
    """Return the facts of some values joined where they share a boundary, and what each is joined from.

    MEANING.md, M19.
    """
    told = [fact for fact in timeline if not is_told_better(fact, timeline)]
    asked = [fact for fact in told if fact.value in values]
    chains = [[fact] for fact in asked[:1]]
    for before, after in pairwise(asked):
        # What began and ended between them, on days that are not known, parts them.
        is_next = told.index(after) == told.index(before) + 1
        if after.from_ == before.to and is_next:
            chains[-1].append(after)
        else:
            chains.append([after])
    return [(row, tuple(chain)) for chain in chains for row in [_whole(chain, timeline)] if row.worlds]


def _whole(chain: list[Stated], timeline: Timeline) -> Row:
    worlds = worlds_of(chain, timeline)
    for other in timeline:
        if other not in chain and other.value != chain[0].value:
            worlds = _parted(worlds, chain, other)
    start, end = chain[0].bounds[0], chain[-1].bounds[1]
    return Row("", start.stated(), end.stated(), frozenset(worlds))


def run_of(row: Row, timeline: Timeline) -> Row:
    """Return the unbroken run of any status that *row* is part of (MEANING.md, M28)."""
    return next(
        whole
        for whole, pieces in wholes(timeline, frozenset(fact.value for fact in timeline))
        if (row.from_, row.to) in _stretches(pieces)
    )


def is_part(row: Row, pieces: Sequence[Stated]) -> bool:
    """Return whether a row is made of some of the *pieces* of a whole."""
    return (row.from_, row.to) in _stretches(pieces)


def _stretches(pieces: Sequence[Stated]) -> set[tuple[str | None, str | None]]:
    return {
        (first.bounds[0].stated(), last.bounds[1].stated())
        for i, first in enumerate(pieces)
        for last in pieces[i:]
    }


# ── seats ────────────────────────────────────────────────────────────────────────────────────────


def terms(held: Mapping[str, Timeline], seats: int) -> Iterator[tuple[str, Row, set[int]]]:
    """Yield each unbroken term in an office, whatever the capacity, with the days on which it is still possible."""
    for holder, full in full_days(held, seats).items():
        for term, _ in wholes(held[holder], _values(held[holder])):
            yield holder, term, _days_clear_of(full, term)


def seated(held: Mapping[str, Timeline], seats: int) -> Iterator[tuple[str, Row, set[int]]]:
    """Yield each holder's row of an office, with the days on which it is still possible (MEANING.md, M25)."""
    for holder, full in full_days(held, seats).items():
        for term, pieces in wholes(held[holder], _values(held[holder])):
            still = _days_clear_of(full, term)
            for row in rows(held[holder]):
                if (row.from_, row.to) in _stretches(pieces):
                    yield holder, row, _days_clear_of(full, row) & still


def full_days(held: Mapping[str, Timeline], seats: int) -> dict[str, set[int]]:
    """Return the days on which others than each holder certainly have all seats (MEANING.md, M25)."""
    certain = {
        holder: set().union(*(term.certain for term, _ in wholes(told, _values(told))))
        for holder, told in held.items()
    }
    return {
        holder: {
            day
            for day in DAYS
            if day not in certain[holder] and sum(day in days for days in certain.values()) >= seats
        }
        for holder in held
    }


def seated_worlds(term: Row, full: set[int]) -> set[tuple[int, int]]:
    """Return the worlds of a term in which its holder sits on no day when others certainly have all seats."""
    return {world for world in term.worlds if not full & in_calendar(world)}


def between(days: Iterable[int]) -> set[int]:
    """Return some days, and those of the calendar between them: what is left of an end by its first and its last."""
    left = set(days)
    return left | {day for day in DAYS if min(left) < day < max(left)}


def _values(timeline: Timeline) -> frozenset[str]:
    return frozenset(fact.value for fact in timeline)


def _days_clear_of(full: set[int], row: Row) -> set[int]:
    """Return the days of those worlds in which it holds on none of the *full* days."""
    return set().union(*(days for world in row.worlds if not full & (days := in_calendar(world))))


# ── several rows at once ─────────────────────────────────────────────────────────────────────────


class Together(NamedTuple):
    """What holds while several rows do: the days for certain, those perhaps, and the ends' candidates.

    MEANING.md, M27.
    """

    certain: frozenset[int]
    possible: frozenset[int]
    starts: tuple[int, int]
    ends: tuple[int, int]

    @classmethod
    def of(cls, row: Row, possible: Iterable[int] | None = None) -> Together:
        start, end = Stated(row.value, row.from_ or "", row.to).bounds
        days = row.possible if possible is None else possible
        return cls(frozenset(row.certain), frozenset(days), _span(start), _span(end))

    def while_(self, other: Together) -> Together:
        """Return the days of both: the later of each two beginnings, the earlier of each two ends."""
        starts, ends = zip(self.starts, other.starts, strict=True), zip(self.ends, other.ends, strict=True)
        first, last = map(max, starts)
        soonest, latest = map(min, ends)
        both = (self.certain & other.certain, self.possible & other.possible)
        return Together(*both, (first, last), (soonest, latest))

    def judged(self, window: range, throughout: bool = False) -> Verdict:
        enough = all if throughout else any
        if enough(day in self.certain for day in window):
            return "certain"
        return "possible" if enough(day in self.possible for day in window) else None


def _span(bound: Bound) -> tuple[int, int]:
    return bound.earliest, bound.latest


def kleene(kind: str, left: Verdict, right: Verdict) -> Verdict:
    """Return how surely a party is in a union, intersection or difference, by asking every pair of worlds.

    MEANING.md, M31.
    """
    may_be = {"certain": [True], "possible": [True, False], None: [False]}
    put: Callable[[bool, bool], bool] = {
        "union": lambda a, b: a or b,
        "intersect": lambda a, b: a and b,
        "except": lambda a, b: a and not b,
    }[kind]
    return verdict(put(a, b) for a in may_be[left] for b in may_be[right])


def buckets(granule: str, window: range) -> Iterator[tuple[str, range]]:
    """Yield each granule with a day in *window* and all its days, found by asking what granule each day is in.

    MEANING.md, M32.
    """
    named: dict[str, None] = dict.fromkeys(_granule(day, granule) for day in window)
    for name in named:
        inside = next(day for day in window if _granule(day, granule) == name)
        first = last = inside
        while _granule(first - 1, granule) == name:
            first -= 1
        while _granule(last + 1, granule) == name:
            last += 1
        yield name, range(first, last + 1)


@cache
def _granule(day: int, granule: str) -> str:
    iso = text(day)
    quarter = f"{iso[:4]}-Q{(int(iso[5:7]) + 2) // 3}"
    return {"day": iso, "month": iso[:7], "quarter": quarter, "year": iso[:4], "decade": iso[:3] + "X"}[
        granule
    ]


# ── along time ───────────────────────────────────────────────────────────────────────────────────


class Change(NamedTuple):
    """Something that happened to a member on one of some days."""

    word: str
    date: str | None
    days: frozenset[int]
    status: str


def changes(timeline: Timeline, pieces_of: Callable[[Timeline], list[Row]]) -> Iterator[Change]:
    """Yield the joining, the leaving and the changes of status of one member (MEANING.md, M34)."""
    any_status = frozenset(fact.value for fact in timeline)
    for _, chain in wholes(timeline, any_status):
        mine = [row for row in pieces_of(timeline) if (row.from_, row.to) in _stretches(chain)]
        mine.sort(key=lambda row: _place(row, chain))
        before = None
        for row in mine:
            if row.value == "suspended":
                word = "suspended"
            elif before == "suspended":
                word = "resumed"
            else:
                word = "joined" if before is None else f"became {row.value}"
            yield Change(word, row.from_, frozenset(start for start, _ in row.worlds), row.value)
            before = row.value
        last = mine[-1]
        if last.to is not None:
            yield Change("left", last.to, frozenset(end for _, end in last.worlds), last.value)


def _place(row: Row, chain: Sequence[Stated]) -> int:
    """Return where in a chain of facts a row begins."""
    said = [(piece.value, piece.bounds[0].stated()) for piece in chain]
    return said.index((row.value, row.from_))


def vacant(terms: Iterable[tuple[str, Row, set[int]]], day: int) -> Verdict:
    """Return how surely nobody holds an office on *day*, of whose terms it is known when they still may be.

    MEANING.md, M26.
    """
    known = list(terms)
    if any(day in term.certain for _, term, _ in known):
        return None
    return "possible" if any(day in still for _, _, still in known) else "certain"


def days_between(first: str | None, last: str | None) -> set[int]:
    """Return the days of the calendar from one day up to another, each open where it is None."""
    start = DAYS.start if first is None else date.fromisoformat(first).toordinal()
    end = DAYS.stop if last is None else date.fromisoformat(last).toordinal()
    return {day for day in DAYS if start <= day < end}

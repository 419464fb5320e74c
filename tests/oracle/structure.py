"""A random structure of organizations: what is part of what, who succeeded whom, and under which names.

As in `oracle.random_world`, all is worked out by enumerating worlds and days.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import product
from random import Random

from oracle.operators import Change, Together, on_some_day, wholes
from oracle.random_world import (
    DAYS,
    STATES,
    STATUSES,
    Row,
    Stated,
    Timeline,
    candidates,
    precise_timeline,
    rows,
    text,
    timeline,
    written,
)
from tempodb.temporal.bounds import ONGOING, SINCE_ALWAYS, Bound
from tempodb.temporal.date_reader import read_date

TOP = "union"
BODIES = ("b0", "b1", "b2", "b3")
PARTS_OF_BODIES = ("c0", "c1", "c2", "c3", "c4")
PREDECESSORS = ("league", "entente")
ORGANIZATIONS = (TOP, *BODIES, *PARTS_OF_BODIES, *PREDECESSORS)
UNDATED: Timeline = ()
"""Stands for a fact without dates, which lasts as long as the party that it is about."""


@dataclass
class Structure:
    """What a dataset says of some organizations; parts are keyed by child and parent, meetings have a body and a date."""

    lives: dict[str, tuple[str | None, str | None]] = field(default_factory=dict)
    names: dict[str, Timeline] = field(default_factory=dict)
    parts: dict[tuple[str, str], Timeline] = field(default_factory=dict)
    succeeded: dict[str, str] = field(default_factory=dict)
    memberships: dict[tuple[str, str], Timeline] = field(default_factory=dict)
    meetings: list[tuple[str, str]] = field(default_factory=list)


def random_structure(random: Random, is_precise: bool) -> Structure:
    """Return organizations that are parts of others two deep, sometimes by several ways."""

    def told(values: Sequence[str]) -> Timeline:
        return (precise_timeline if is_precise else timeline)(random, tuple(values))

    def day(first: int, last: int) -> str | None:
        when = random.choice(DAYS[first:last])
        return random.choice([None, text(when) if is_precise else written(random, when, [])])

    def part() -> Timeline:
        dated = (Stated("true", fact.from_, fact.to) for fact in told(STATUSES))
        return UNDATED if random.random() < 0.3 else tuple(dated)

    found = Structure()
    for organization in ORGANIZATIONS:
        found.lives[organization] = (day(0, 20), day(35, len(DAYS)))
        names = [f"{organization} {n}" for n in ("one", "two", "three")]
        found.names[organization] = UNDATED if random.random() < 0.3 else told(names)
    found.parts = {(body, TOP): part() for body in BODIES if random.random() < 0.8}
    for small in PARTS_OF_BODIES:
        for parent in random.sample((*BODIES, TOP), random.choice([1, 1, 2, 3])):
            found.parts[small, parent] = part()
    older = (TOP, *PREDECESSORS)
    found.succeeded = {
        new: old for new, old in zip(older, PREDECESSORS, strict=False) if random.random() < 0.8
    }
    found.memberships = {
        joined: told(STATUSES) for joined in product(STATES, ORGANIZATIONS) if random.random() < 0.4
    }
    found.meetings = [(random.choice(ORGANIZATIONS), text(random.choice(DAYS))) for _ in range(20)]
    return found


def dataset(structure: Structure) -> str:
    """Return the structure as a dataset file."""
    lines = ["tempodb: 1", "dataset: world", "states:"]
    lines += [f"  {state}: {{name: {state}}}" for state in STATES]
    lines += ["organizations:"]
    for organization in ORGANIZATIONS:
        lines.append(f"  {organization}:")
        founded, dissolved = structure.lives[organization]
        lines += [f'    founded: "{founded}"'] if founded else []
        lines += [f'    dissolved: "{dissolved}"'] if dissolved else []
        borne = [f"name: {fact.value}{_dates(fact)}" for fact in structure.names[organization]]
        lines += [
            "    names:",
            *(f"      - {{{name}}}" for name in borne or [f"name: {organization} always"]),
        ]
        parts = {parent: told for (child, parent), told in structure.parts.items() if child == organization}
        lines += ["    part_of:"] if parts else []
        for parent, told in parts.items():
            lines += [f"      - {{of: {parent}{_dates(fact)}}}" for fact in told or [None]]
        if organization in structure.succeeded:
            lines.append(f"    succeeds: {structure.succeeded[organization]}")
    lines += ["memberships:"]
    for (member, of), told in structure.memberships.items():
        lines += [f"  - {{member: {member}, of: {of}, status: {f.value}{_dates(f)}}}" for f in told]
    lines += ["events:"]
    for number, (body, day) in enumerate(structure.meetings):
        lines.append(f"  - {{id: meeting-{number}, kind: meeting, body: {body}, date: {day}}}")
    return "\n".join(lines) + "\n"


def _dates(fact: Stated | None) -> str:
    if fact is None:
        return ""
    end = "" if fact.to is None else f', to: "{fact.to}"'
    return f', from: "{fact.from_}"{end}'


# ── meaning ──────────────────────────────────────────────────────────────────────────────────────


def life(structure: Structure, organization: str, value: str = "") -> Row:
    """Return what lasts from founding to dissolution, or always (MEANING.md, M4, M20)."""
    founded, dissolved = structure.lives[organization]
    start, end = (
        read_date(founded) if founded else SINCE_ALWAYS,
        read_date(dissolved) if dissolved else ONGOING,
    )
    worlds = frozenset((f, t) for f in _days(start) for t in _days(end) if f < t)
    return Row(value, start.stated(), end.stated(), worlds)


def _days(bound: Bound) -> list[int]:
    """Return the days that a bound may be; one before every day has but itself."""
    return candidates(bound) or [bound.earliest]


def names(structure: Structure, party: str) -> list[Row]:
    """Return the names that a party bore."""
    told = structure.names[party]
    return rows(told) if told else [life(structure, party, f"{party} always")]


def parts(structure: Structure, organization: str) -> Iterator[tuple[str, Row]]:
    """Yield what is part of an organization, and when."""
    for (child, parent), told in structure.parts.items():
        if parent == organization:
            yield from ((child, row) for row in (rows(told) if told else [life(structure, child)]))


def ways(structure: Structure, organization: str) -> Iterator[tuple[str, Together]]:
    """Yield every body of an organization, however many steps away, and when it was so by one way.

    MEANING.md, M30.
    """
    for child, row in parts(structure, organization):
        yield child, together(row)
        for grandchild, other in ways(structure, child):
            yield grandchild, other.while_(together(row))


def together(row: Row) -> Together:
    """Return a row as what may be put together with others."""
    start, end = spans(row.from_, row.to)
    return Together(frozenset(row.certain), frozenset(row.possible), start, end)


def spans(from_: str | None, to: str | None) -> tuple[tuple[int, int], tuple[int, int]]:
    """Return the candidates of both ends as written, each open where it is None."""
    end = Stated("", "unknown", to).bounds[1]
    start = SINCE_ALWAYS if from_ is None else Stated("", from_, None).bounds[0]
    return (start.earliest, start.latest), (end.earliest, end.latest)


def predecessors(structure: Structure, organization: str) -> Iterator[str]:
    """Yield what an organization succeeded, and what that succeeded (MEANING.md, M30)."""
    while organization in structure.succeeded:
        organization = structure.succeeded[organization]
        yield organization


Judgement = tuple[str, str, tuple[tuple[int, int], tuple[int, int]], str]
"""A member, the organization, the candidates of both ends, and the certainty."""


def members(
    structure: Structure, organization: str, values: frozenset[str], window: range, joined: bool = False
) -> Iterator[Judgement]:
    """Yield the rows of an organization's own members: one a fact, or, *joined*, one a run of pieces."""
    for (member, where), told in structure.memberships.items():
        if where == organization:
            for row in _rows(told, values, joined):
                if certainty := on_some_day(row, window):
                    yield member, where, spans(row.from_, row.to), certainty


def members_of_bodies(
    structure: Structure, organization: str, values: frozenset[str], window: range, joined: bool = False
) -> Iterator[Judgement]:
    """Yield the members of an organization's bodies, for as long as they were its bodies."""
    for body, when in ways(structure, organization):
        for (member, where), told in structure.memberships.items():
            if where == body:
                for row in _rows(told, values, joined):
                    both = together(row).while_(when)
                    if certainty := both.judged(window):
                        yield member, where, (both.starts, both.ends), certainty


def _rows(told: Timeline, values: frozenset[str], joined: bool) -> list[Row]:
    if joined:
        return [whole for whole, _ in wholes(told, values)]
    return [row for row in rows(told) if row.value in values]


def changes(structure: Structure, organization: str) -> Iterator[tuple[str, Change]]:
    """Yield what became of an organization's names, its bodies and itself, and whom each is about."""
    for name in sorted(names(structure, organization), key=lambda row: min(row.worlds))[1:]:
        yield organization, _began("renamed", name)
    for body, row in parts(structure, organization):
        yield body, _began("body added", row)
        yield body, _ended("body removed", row)
    yield organization, _began("founded", life(structure, organization))
    yield organization, _ended("dissolved", life(structure, organization))


def _began(word: str, row: Row) -> Change:
    return Change(word, row.from_, frozenset(start for start, _ in row.worlds), row.value)


def _ended(word: str, row: Row) -> Change:
    return Change(word, row.to, frozenset(end for _, end in row.worlds), row.value)

"""All that was ever believed of one kind, as columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np

from tempodb.execution.columns.arrays import Flags, Ints, Places, ends_of_runs, repeats
from tempodb.execution.columns.distinct import Distinct, Recent
from tempodb.temporal.bounds import FIRST_DAY, NEVER, Bound, edtf
from tempodb.temporal.facts import Fact, Standing
from tempodb.temporal.periods import Period, tighten

NOBODY = ""
STATES_KEPT = 4
"""Of how many instants what was made is kept."""


class StatedEnd(NamedTuple):
    """The candidates of one end, and how it was written where they alone do not say that."""

    earliest: int
    latest: int
    text: str | None

    @classmethod
    def of(cls, bound: Bound) -> StatedEnd:
        """Return what stands in columns for a bound."""
        is_plain = bound.text == edtf(bound.earliest, bound.latest)
        return cls(bound.earliest, bound.latest, None if is_plain else bound.text)

    @property
    def is_open(self) -> bool:
        """Whether this is an end that no date bounds."""
        return Bound(self.earliest, self.latest, "").is_open

    @property
    def bound(self) -> Bound:
        """The bound that was stated."""
        text = edtf(self.earliest, self.latest) if self.text is None else self.text
        return Bound(self.earliest, self.latest, text)


def shown_ends(ends: Sequence[StatedEnd]) -> Distinct[str | None]:
    """Return how each of some ends is shown: None for an open one."""
    return Distinct(end.bound.stated() for end in ends)


def shown_sources(source_sets: Sequence[frozenset[str]]) -> Distinct[tuple[str, ...]]:
    """Return how each of some sets of sources is shown: in order."""
    return Distinct(tuple(sorted(sources)) for sources in source_sets)


@dataclass(frozen=True, slots=True, eq=False)
class BeliefColumns:
    """Rectangles valid × recorded of one kind, in the order of their keys, beginnings and ids.

    `key` is a place in `keys`, `scope` and `party`, `value` one in `values`, `sources` one in
    `source_sets` (`unions` keeps that of several), `from_` and `to` are places in `ends`. `scope`, `party` and
    `other` hold the numbers of the entities that a key is made of, and `ids` what those are called. On a
    row that is `loose` no timeline of several rows is plain. `of_party` is for each key the first one of its
    party and place, whomever it represents there; keys are *shared* of which there are several so. Whether
    any party `represents` somebody is told beside.
    """

    key: Ints
    f1: Ints
    f2: Ints
    t1: Ints
    t2: Ints
    from_: Ints
    to: Ints
    value: Ints
    sources: Ints
    disputed: Flags
    recorded_from: Ints
    recorded_to: Ints
    claim: Ints
    id: Ints
    scope: Ints
    party: Ints
    other: Ints
    values: Distinct[str]
    source_sets: Distinct[frozenset[str]]
    ends: Distinct[StatedEnd]
    ids: Distinct[str]
    places: tuple[int, ...]
    loose: Flags = field(init=False)
    of_party: Ints = field(init=False)
    is_shared: Flags = field(init=False)
    represents: bool = field(init=False)
    instants: Ints = field(init=False)
    recent: Recent = field(init=False)
    unions: dict[tuple[int, ...], int] = field(init=False)

    def __post_init__(self) -> None:
        is_vague = _is_one_sided(self.f1, self.f2) | _is_one_sided(self.t1, self.t2) | (self.f2 >= self.t1)
        object.__setattr__(self, "loose", is_vague | self.disputed)
        same = repeats(self.scope) & repeats(self.party)
        first, last = ends_of_runs(same)
        object.__setattr__(self, "of_party", np.repeat(first, last - first + 1))
        object.__setattr__(self, "is_shared", np.repeat(last > first, last - first + 1))
        # Nobody, where there is one, is the first of all ids.
        is_somebody = self.ids.values[:1] != [NOBODY] or bool(self.other.any())
        object.__setattr__(self, "represents", len(self.other) > 0 and is_somebody)
        instants = np.unique(np.concatenate([self.recorded_from, self.recorded_to]))
        object.__setattr__(self, "instants", instants)
        object.__setattr__(self, "recent", Recent(STATES_KEPT))
        object.__setattr__(self, "unions", {})

    def state(self, known_at: int) -> int:
        """Return a number that is the same for instants at which the same is believed."""
        return int(np.searchsorted(self.instants, known_at, "right"))

    def visible(self, known_at: int) -> Flags:
        """Return which rows are believed at an instant."""
        visible: Flags = (self.recorded_from <= known_at) & (self.recorded_to > known_at)
        return visible

    def key_of(self, place: int) -> tuple[str, ...]:
        """Return the ids of the key at a place."""
        filed = self.scope[place], self.party[place], self.other[place]
        return tuple([self.ids.values[filed[i]] for i in self.places])

    def facts(self, rows: Places) -> list[Fact]:
        """Return rows as the facts that they are."""
        columns = (self.key, self.value, self.from_, self.to, self.disputed, self.sources, self.claim)
        keys = {place: self.key_of(place) for place in set(self.key[rows].tolist())}
        values, sources, ends = self.values.values, self.source_sets.values, self.ends.values
        facts = []
        for key, value, from_, to, disputed, told_by, claim in zip(
            *(column[rows].tolist() for column in columns), strict=True
        ):
            begin, end = ends[from_], ends[to]
            extent = tighten(*begin[:2], *end[:2])
            if extent is None:
                raise ValueError(f"a belief of claim {claim} can hold on no day")
            standing = Standing.DISPUTED if disputed else Standing.ACCEPTED
            period = Period(begin.bound, end.bound)
            facts.append(
                Fact(
                    keys[key], values[value], period, extent, standing, sources[told_by], frozenset((claim,))
                )
            )
        return facts


def _is_one_sided(earliest: Ints, latest: Ints) -> Flags:
    """Return where an end may be `[..D]`, `[D..]` or unknown, whatever its text."""
    found: Flags = (earliest == FIRST_DAY) & (latest > FIRST_DAY) | (latest >= NEVER) & (earliest < NEVER)
    return found

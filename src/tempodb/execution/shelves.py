"""All that was ever recorded of one kind under one entity: rows of integers, and facts of those that are asked for.

What is believed at an instant, and what can hold on some days, is found by comparing integers. A fact is
made of a row once, and a timeline of facts once for all instants at which the same rows are believed.
"""

# Annotations are no texts here, as `from __future__ import annotations` would make them: of a NamedTuple
# each is compiled again, which costs a start as much as the class.

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from itertools import chain
from typing import NamedTuple, TypeAlias

from tempodb.execution.allowance import STEPS_OF_A_CLAIM, Allowance
from tempodb.temporal.bounds import NEVER
from tempodb.temporal.epochs import Epochs
from tempodb.temporal.facts import Fact
from tempodb.temporal.merging import rejoined
from tempodb.temporal.periods import Window

FEW = 400
"""So many rows are looked at one by one."""
BLOCK = 1_000
"""By how many days rows are piled up, where there are more."""
LONG = 8
"""What can hold on days of more blocks lies apart."""
EVER = Window(-1, NEVER + 1)


class ShelvedRow(NamedTuple):
    """A belief as stored, a rectangle valid × recorded; ids and texts are numbers that the store knows."""

    f1: int
    t2: int
    recorded_from: int
    recorded_to: int
    scope: int
    party: int
    other: int
    f2: int
    t1: int
    from_text: str | None
    to_text: str | None
    value: int
    sources: int
    disputed: int
    claim: int
    id: int


class _Key:
    """The rows of one timeline, and what those come to that are accepted, and those that are disputed with them."""

    __slots__ = ("rows", "told")

    def __init__(self) -> None:
        self.rows: list[ShelvedRow] = []
        self.told: dict[bool, Epochs[Sequence[Fact]]] = {}


_Placed: TypeAlias = tuple[int, int, int, int, int, _Key]
"""From when to when a row may hold, from when to when it is believed, whether it is disputed, and its key."""


class _Piles:
    """Many rows, piled up by the blocks of days on which they can hold."""

    def __init__(self, rows: Sequence[_Placed]) -> None:
        self._rows = rows
        self._long: list[_Placed] = []
        self._piles: dict[int, list[_Placed]] = {}
        for row in rows:
            blocks = range(row[0] // BLOCK, (row[1] - 1) // BLOCK + 1)
            if len(blocks) > LONG:
                self._long.append(row)
            else:
                for block in blocks:
                    self._piles.setdefault(block, []).append(row)

    def near(self, days: Window) -> Iterable[_Placed]:
        """Return rows among which are all that can hold on some of the days."""
        first, last = days.start // BLOCK, (days.end - 1) // BLOCK
        if not 0 <= last - first < LONG:
            return self._rows
        return chain(self._long, *(self._piles.get(block, ()) for block in range(first, last + 1)))


class BeliefShelf:
    """The rows of one kind under one entity, in their order; *tell* makes the fact of a row."""

    def __init__(self, rows: Sequence[ShelvedRow], tell: Callable[[ShelvedRow], Fact]) -> None:
        self._rows = rows
        self._tell = tell
        self._facts: dict[int, Fact] = {}
        self._placed: list[_Placed] = []
        self._piles: _Piles | None = None
        self._once: dict[Hashable, Epochs[Sequence[Fact]]] = {}

    def __len__(self) -> int:
        return len(self._rows)

    def believed(self, known_at: int) -> list[Fact]:
        """Return the facts that are believed at an instant, each as it was told."""
        return [self._fact(row) for row in self._rows if row.recorded_from <= known_at < row.recorded_to]

    def timelines(
        self, known_at: int, days: Window | None, disputed: bool, allowance: Allowance
    ) -> Iterator[Sequence[Fact]]:
        """Yield what is believed of each key that can hold on some of the *days*, coalesced and narrowed.

        What comes of a key lies on days on which one of its rows can hold, so that no other key can show.
        Of one that can, all rows are needed: they bound each other, and are joined.
        """
        start, end = days or EVER
        shown = dict.fromkeys(
            key
            for f1, t2, recorded_from, recorded_to, is_disputed, key in self._near(days)
            if f1 < end and t2 > start and recorded_from <= known_at < recorded_to
            if disputed or not is_disputed
        )
        for key in allowance.each(list(shown)):
            epochs = key.told.get(disputed)
            told = None if epochs is None else epochs.at(known_at)
            yield self._timeline(key, known_at, disputed, allowance) if told is None else told

    def once(self, what: Hashable, known_at: int, work: Callable[[], Sequence[Fact]]) -> Sequence[Fact]:
        """Return *what* comes of the rows by some *work*, which is done once where the same is believed."""
        epochs = self._once.setdefault(what, Epochs())
        found = epochs.at(known_at)
        return epochs.keep(known_at, _changes(self._rows), work()) if found is None else found

    def _near(self, days: Window | None) -> Iterable[_Placed]:
        """Return the rows among which are all that can hold on some of the days, each with its key."""
        if not self._placed:
            keys: dict[tuple[int, int, int], _Key] = defaultdict(_Key)
            for row in self._rows:
                key = keys[row.scope, row.party, row.other]
                key.rows.append(row)
                self._placed.append((row.f1, row.t2, row.recorded_from, row.recorded_to, row.disputed, key))
        if days is None or len(self._placed) <= FEW:
            return self._placed
        if self._piles is None:
            self._piles = _Piles(self._placed)
        return self._piles.near(days)

    def _timeline(self, key: _Key, known_at: int, disputed: bool, allowance: Allowance) -> Sequence[Fact]:
        told = [
            row
            for row in key.rows
            if row.recorded_from <= known_at < row.recorded_to and (disputed or not row.disputed)
        ]
        allowance.begin(len(told) * STEPS_OF_A_CLAIM)
        return key.told.setdefault(disputed, Epochs()).keep(
            known_at, _changes(key.rows), _come_to([self._fact(row) for row in told])
        )

    def _fact(self, row: ShelvedRow) -> Fact:
        fact = self._facts.get(row.id)
        if fact is None:
            fact = self._facts[row.id] = self._tell(row)
        return fact


def _changes(rows: Sequence[ShelvedRow]) -> set[int]:
    """Return the instants at which other rows are believed than before."""
    return {instant for row in rows for instant in (row.recorded_from, row.recorded_to)}


def _come_to(told: list[Fact]) -> Sequence[Fact]:
    """Return what the facts of one key come to (MEANING.md, M15 to M18)."""
    if len(told) == 1:
        return told
    # The prompt is up before anything is asked.
    from tempodb.temporal.exact_timelines import joined_if_exact
    from tempodb.temporal.timelines import coalesce, narrow

    facts = rejoined(told)
    exact = joined_if_exact(facts)
    return coalesce(narrow(coalesce(facts))) if exact is None else exact

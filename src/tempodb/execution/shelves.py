"""All that was ever recorded of one kind under one entity: rows of integers, and facts of those that are asked for.

What is believed at an instant, and what can hold on some days, is found by comparing integers. A fact is
made of a row once, and a timeline of facts once for all instants at which the same rows are believed.
"""

# Annotations are no texts here, as `from __future__ import annotations` would make them: of a NamedTuple
# each is compiled again, which costs a start as much as the class.

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator, Sequence
from functools import cached_property
from typing import Any, NamedTuple, TypeAlias, TypeVar

from tempodb.execution.allowance import STEPS_OF_A_CLAIM, Allowance
from tempodb.execution.pages import EVER, Page, page_of
from tempodb.temporal.epochs import Epochs
from tempodb.temporal.facts import Fact
from tempodb.temporal.merging import rejoined
from tempodb.temporal.periods import Window

T = TypeVar("T")

FEW = 400
"""So many rows are looked at together, whatever days are asked about."""
BLOCKS = (1_024, 8_192)
"""Of more rows, those are that can hold on so many days, the least that have all that are asked about."""
MOST_OF_A_SHELF = 500
"""How much of what comes of a shelf is kept before all of it is forgotten."""


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
        self.told: dict[bool, Epochs[Page]] = {}


_Placed: TypeAlias = tuple[int, int, int, _Key]
"""From when to when a row is believed, whether it is disputed, and its key."""


class BeliefShelf:
    """The rows of one kind under one entity, in their order; *tell* makes the fact of a row."""

    def __init__(self, rows: Sequence[ShelvedRow], tell: Callable[[ShelvedRow], Fact]) -> None:
        self._rows = rows
        self._tell = tell
        self._facts: dict[int, Fact] = {}
        self._near: dict[Window | None, list[_Placed]] = {}
        self._kept: dict[Hashable, Any] = {}

    def __len__(self) -> int:
        return len(self._rows)

    def believed(self, known_at: int) -> Sequence[Fact]:
        """Return the facts that are believed at an instant, each as it was told."""
        return self.once(
            "believed",
            known_at,
            lambda: rejoined(
                self._fact(row) for row in self._rows if row.recorded_from <= known_at < row.recorded_to
            ),
        )

    def block(self, days: Window | None) -> Window | None:
        """Return the days that are looked at together when some days are asked about; None for all time."""
        if days is not None and len(self._rows) > FEW:
            for length in BLOCKS:
                start = days.start - days.start % length
                if days.end <= start + length:
                    return Window(start, start + length)
        return None

    def timelines(
        self, known_at: int, block: Window | None, disputed: bool, allowance: Allowance
    ) -> Iterator[Page]:
        """Yield what is believed of each key that can hold on some days of a block, coalesced and narrowed.

        What comes of a key lies on days on which one of its rows can hold, so that no other key can show.
        Of one that can, all rows are needed: they bound each other, and are joined.
        """
        shown = dict.fromkeys(
            key
            for recorded_from, recorded_to, is_disputed, key in self._of(block)
            if recorded_from <= known_at < recorded_to and (disputed or not is_disputed)
        )
        for key in allowance.each(list(shown)):
            epochs = key.told.get(disputed)
            told = None if epochs is None else epochs.at(known_at)
            yield self._timeline(key, known_at, disputed, allowance) if told is None else told

    def once(self, what: Hashable, known_at: int, work: Callable[[], T]) -> T:
        """Return *what* comes of the rows by some *work*, which is done once where the same is believed."""
        place = what, bisect_right(self._instants, known_at)
        if place not in self._kept:
            if len(self._kept) >= MOST_OF_A_SHELF:
                self._kept.clear()
            self._kept[place] = work()
        found: T = self._kept[place]
        return found

    @cached_property
    def _instants(self) -> list[int]:
        return sorted(_changes(self._rows))

    @cached_property
    def _placed(self) -> list[tuple[int, int, _Placed]]:
        keys: dict[tuple[int, int, int], _Key] = defaultdict(_Key)
        placed = []
        for row in self._rows:
            key = keys[row.scope, row.party, row.other]
            key.rows.append(row)
            placed.append((row.f1, row.t2, (row.recorded_from, row.recorded_to, row.disputed, key)))
        return placed

    def _of(self, block: Window | None) -> list[_Placed]:
        """Return the rows that can hold on some days of a block, each with its key."""
        if block not in self._near:
            start, end = block or EVER
            self._near[block] = [row for f1, t2, row in self._placed if f1 < end and t2 > start]
        return self._near[block]

    def _timeline(self, key: _Key, known_at: int, disputed: bool, allowance: Allowance) -> Page:
        told = [
            row
            for row in key.rows
            if row.recorded_from <= known_at < row.recorded_to and (disputed or not row.disputed)
        ]
        allowance.begin(len(told) * STEPS_OF_A_CLAIM)
        return key.told.setdefault(disputed, Epochs()).keep(
            known_at, _changes(key.rows), page_of(_come_to([self._fact(row) for row in told]))
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

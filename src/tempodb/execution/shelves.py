"""All that was ever recorded of one kind under one entity: rows of integers, and facts of those that are asked for.

What is believed at an instant, and what can hold on some days, is found by comparing integers. A fact is
made of a row once, and a timeline of facts once for all instants at which the same rows are believed.
"""

# Annotations are no texts here, as `from __future__ import annotations` would make them: of a NamedTuple
# each is compiled again, which costs a start as much as the class.

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from functools import cached_property
from typing import Any, NamedTuple, TypeAlias, TypeVar

from tempodb.execution.allowance import STEPS_OF_A_CLAIM, Allowance
from tempodb.execution.pages import Page, page_of
from tempodb.temporal.epochs import Epochs
from tempodb.temporal.facts import Fact
from tempodb.temporal.instants import FOREVER
from tempodb.temporal.merging import rejoined
from tempodb.temporal.periods import Window

T = TypeVar("T")

BLOCKS = (128, 1_024)
"""Few days are looked at with those around them, so many together, the least that have all that are asked about."""
MOST_OF_A_SHELF = 500
"""How much of what comes of a shelf is kept before all of it is forgotten."""


def block_of(days: Window | None) -> Window | None:
    """Return the days that are looked at together when some days are asked about; None for all time.

    >>> block_of(Window(130, 131)), block_of(Window(127, 129))
    (Window(start=128, end=256), Window(start=0, end=1024))
    """
    if days is not None:
        for length in BLOCKS:
            start = days.start - days.start % length
            if days.end <= start + length:
                return Window(start, start + length)
    return days


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


_Key: TypeAlias = tuple[int, int, int]
"""Whose timeline it is: where a row is filed, whom it is about, and what else."""
KEY_OF_ROW = slice(4, 7)
UntoldRow: TypeAlias = tuple[Any, ...]
"""A `ShelvedRow` as the driver gives it."""


class BeliefShelf:
    """The rows of one kind under one entity, in their order; *tell* makes the facts of some.

    Most rows show nothing on the days that are asked about, so that they stay as the driver gives them.
    """

    def __init__(
        self, rows: Sequence[UntoldRow], tell: Callable[[Sequence[ShelvedRow]], Iterable[Fact]]
    ) -> None:
        self._rows = rows
        self._tell = tell
        self._facts: dict[int, Fact] = {}
        self._near: dict[Window | None, Sequence[UntoldRow]] = {}
        self._timelines: dict[tuple[_Key, bool], Epochs[Page]] = defaultdict(Epochs)
        self._kept: dict[Hashable, Any] = {}

    def __len__(self) -> int:
        return len(self._rows)

    def believed(self, known_at: int) -> Sequence[Fact]:
        """Return the facts that are believed at an instant, each as it was told."""
        return self.once("believed", known_at, lambda: rejoined(self._told(_believed(self._rows, known_at))))

    def timelines(
        self, known_at: int, block: Window | None, disputed: bool, allowance: Allowance
    ) -> Iterator[Page]:
        """Yield what is believed of each key that can hold on some days of a block, coalesced and narrowed.

        What comes of a key lies on days on which one of its rows can hold, so that no other key can show.
        Of one that can, all rows are needed: they bound each other, and are joined.
        """
        shown = dict.fromkeys(row[KEY_OF_ROW] for row in _believed(self._of(block), known_at, disputed))
        unknown: dict[_Key, list[UntoldRow]] = {}
        for key in shown:
            if (known := self._timelines[key, disputed].at(known_at)) is not None:
                yield known
            else:
                unknown[key] = _believed(self._by_key[key], known_at, disputed)
        # What their numbers stand for is read at once.
        self._told([row for rows in unknown.values() for row in rows])
        for key in allowance.each(list(unknown)):
            allowance.begin(len(unknown[key]) * STEPS_OF_A_CLAIM)
            yield self._timelines[key, disputed].keep(
                known_at, _changes(self._by_key[key]), page_of(_come_to(self._told(unknown[key])))
            )

    def once(self, what: Hashable, known_at: int, work: Callable[[], T]) -> T:
        """Return *what* comes of the rows by some *work*, which is done once where the same is believed."""
        place = what, bisect_right(self._instants, known_at)
        if place not in self._kept:
            if len(self._kept) >= MOST_OF_A_SHELF:
                self._kept.clear()
            self._kept[place] = work()
        found: T = self._kept[place]
        return found

    def epoch(self, known_at: int) -> tuple[int, int]:
        """Return from when on, and up to when, the same is believed as at an instant."""
        instants, place = self._instants, bisect_right(self._instants, known_at)
        since = instants[place - 1] if place else -FOREVER
        return since, instants[place] if place < len(instants) else FOREVER + 1

    @cached_property
    def _instants(self) -> list[int]:
        return sorted(_changes(self._rows))

    @cached_property
    def _by_key(self) -> dict[_Key, list[UntoldRow]]:
        by_key: dict[_Key, list[UntoldRow]] = defaultdict(list)
        for row in self._rows:
            by_key[row[KEY_OF_ROW]].append(row)
        return by_key

    def _of(self, block: Window | None) -> Sequence[UntoldRow]:
        """Return the rows that can hold on some days of a block."""
        if block is None:
            return self._rows
        if block not in self._near:
            if len(self._near) >= MOST_OF_A_SHELF:
                self._near.clear()
            start, end = block
            self._near[block] = [row for row in self._rows if row[0] < end and row[1] > start]
        return self._near[block]

    def _told(self, rows: Sequence[UntoldRow]) -> list[Fact]:
        facts = self._facts
        if untold := [ShelvedRow._make(row) for row in rows if row[-1] not in facts]:
            facts.update(zip([row.id for row in untold], self._tell(untold), strict=True))
        return [facts[row[-1]] for row in rows]


def _believed(rows: Iterable[UntoldRow], known_at: int, disputed: bool = True) -> list[UntoldRow]:
    """Return the rows that are believed at an instant, without disputed ones if they are not wanted."""
    return [row for row in rows if row[2] <= known_at < row[3] and (disputed or not row[13])]


def _changes(rows: Iterable[UntoldRow]) -> set[int]:
    """Return the instants at which other rows are believed than before."""
    return {instant for row in rows for instant in row[2:4]}


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

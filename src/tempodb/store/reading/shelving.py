"""Reads all that was ever recorded of one kind under one entity, and keeps what was last asked for."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, TypeAlias

from tempodb.execution.shelves import BeliefShelf, ShelvedRow
from tempodb.model.kinds import Kind
from tempodb.planning.plan import Side
from tempodb.store.engines.port import Snapshot
from tempodb.store.reading.meanings import AT_ONCE, Meanings

if TYPE_CHECKING:
    from tempodb.execution.allowance import Allowance

LONGEST_SHELF = 20_000
"""How many rows one shelf has at most."""
ROWS_KEPT = 200_000
"""How many rows are kept at most, which take about a kilobyte each, with what comes of them."""
_SELECT = f"SELECT {', '.join('b.' + column for column in ShelvedRow._fields)} FROM belief b"
Name: TypeAlias = tuple[Kind, Side, int]
"""Which shelf it is."""


class Shelving:
    """The shelves of one state of the database, by kind and by the number of what they are of."""

    def __init__(self, snapshot: Snapshot, meanings: Meanings) -> None:
        self._snapshot = snapshot
        self._meanings = meanings
        self._shelves: OrderedDict[Name, BeliefShelf | None] = OrderedDict()
        self._count = 0

    def shelf(self, kind: Kind, side: Side, number: int, allowance: Allowance) -> BeliefShelf | None:
        """Return the shelf of a number, None where it would be too long."""
        name = kind, side, number
        if name not in self._shelves:
            return self.shelves(kind, side, [number], allowance)[0]
        self._shelves.move_to_end(name)
        return self._shelves[name]

    def shelves(
        self, kind: Kind, side: Side, numbers: Sequence[int], allowance: Allowance
    ) -> list[BeliefShelf | None]:
        """Return the shelf of each number, None where it would be too long."""
        if len(numbers) == 1 and (kind, side, numbers[0]) in self._shelves:
            return [self.shelf(kind, side, numbers[0], allowance)]
        names = [(kind, side, number) for number in numbers]
        unread = [name[2] for name in names if name not in self._shelves]
        read = {
            name: shelf
            for start in range(0, len(unread), AT_ONCE)
            for name, shelf in self._read(kind, side, unread[start : start + AT_ONCE], allowance)
        }
        found = [read[name] if name in read else self._shelves[name] for name in names]
        self._keep(allowance.each(names), found)
        return found

    def _read(
        self, kind: Kind, side: Side, numbers: Sequence[int], allowance: Allowance
    ) -> Iterator[tuple[Name, BeliefShelf | None]]:
        found = self._snapshot.execute(select(side, len(numbers)), (int(kind), *numbers))
        by_number: dict[int, list[tuple[Any, ...]]] = {number: [] for number in numbers}
        place = ShelvedRow._fields.index(side.value)
        for row in allowance.each(found):
            of_one = by_number[row[place]]
            if len(of_one) <= LONGEST_SHELF:
                of_one.append(row)
        if len(numbers) > 1:
            short = (rows for rows in by_number.values() if len(rows) <= LONGEST_SHELF)
            self._meanings.learn([ShelvedRow._make(row) for rows in short for row in rows])
        tell = partial(self._meanings.facts, kind)
        for number, rows in allowance.each(by_number.items()):
            yield (kind, side, number), BeliefShelf(rows, tell) if len(rows) <= LONGEST_SHELF else None

    def _keep(self, names: Iterable[Name], shelves: Iterable[BeliefShelf | None]) -> None:
        """Keep some shelves, and of all those that were asked for last."""
        for name, shelf in zip(names, shelves, strict=True):
            if name not in self._shelves:
                self._count += _size(shelf)
                self._shelves[name] = shelf
            else:
                self._shelves.move_to_end(name)
        while self._count > ROWS_KEPT:
            self._count -= _size(self._shelves.popitem(last=False)[1])


def select(side: Side, count: int) -> str:
    """Return the text that reads so many shelves of one kind."""
    wanted = "= ?" if count == 1 else f"IN ({', '.join('?' * count)})"
    return f"{_SELECT} WHERE b.kind = ? AND b.{side.value} {wanted}"


def _size(shelf: BeliefShelf | None) -> int:
    return 1 if shelf is None else len(shelf) + 1

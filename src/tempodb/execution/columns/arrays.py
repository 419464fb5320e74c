"""The types of columns, and what holds between neighbours in them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, TypeAlias, TypeVar

import numpy as np
from numpy.typing import NDArray

Ints: TypeAlias = NDArray[np.signedinteger[Any]]
"""A column of whole numbers."""
Flags: TypeAlias = NDArray[np.bool_]
"""A column that says of each place whether something holds there."""
Places: TypeAlias = NDArray[np.intp]
"""Places in other columns."""
IntsOrFlags = TypeVar("IntsOrFlags", Ints, Flags)
DAY_BITS = 22
"""Every day of the calendar, and the open ends, fit into so many bits."""
SIGNED_BITS = 63
"""So many bits has a number of a column beside its sign."""
ROWS_IN_CACHE = 1 << 16
"""What is made of so many rows at once stays in the cache of a processor."""


def repeats(column: Ints) -> Flags:
    """Return of each place whether the one before it has the same.

    >>> repeats(np.array([3, 3, 4])).tolist()
    [False, True, False]
    """
    return against_before(column, column, np.equal)


def against_before(column: Ints, before: Ints, compare: np.ufunc) -> Flags:
    """Return how each place of a column compares with the place before it of another; the first does not.

    >>> against_before(np.array([1, 5, 5]), np.array([4, 6, 0]), np.greater_equal).tolist()
    [False, True, False]
    """
    found = np.zeros(len(column), np.bool_)
    compare(column[1:], before[:-1], out=found[1:])
    return found


def ends_of_runs(follows: Flags) -> tuple[Places, Places]:
    """Return the first and the last places of stretches, of which *follows* says where one goes on.

    >>> [ends.tolist() for ends in ends_of_runs(np.array([False, True, False]))]
    [[0, 2], [1, 2]]
    """
    first = np.flatnonzero(~follows)
    return first, np.append(first[1:], len(follows))[: len(first)] - 1


def in_runs(follows: Flags) -> Flags:
    """Return of each place whether its stretch has more places, of which *follows* says where one goes on.

    >>> in_runs(np.array([False, True, False])).tolist()
    [True, True, False]
    """
    found = follows.copy()
    found[:-1] |= follows[1:]
    return found


def in_blocks(number: int) -> Iterator[slice]:
    """Yield so many rows block by block, each of which stays in the cache.

    >>> [block.stop - block.start for block in in_blocks(70_000)]
    [65536, 4464]
    """
    for start in range(0, number, ROWS_IN_CACHE):
        yield slice(start, min(start + ROWS_IN_CACHE, number))


def gathered(column: IntsOrFlags, at: Ints) -> IntsOrFlags:
    """Return what stands at some places, as `take` would, which makes wide numbers of all of 32 bits at once.

    >>> gathered(np.array([5, 6]), np.array([1, 1, 0], np.int32)).tolist()
    [6, 6, 5]
    """
    found = np.empty(len(at), column.dtype)
    for block in in_blocks(len(at)):
        found[block] = column.take(at[block])
    return found


def ordered_by(*columns: Ints) -> Places:
    """Return the places of rows in the order of columns of numbers from 0 on, the first of which counts most.

    The numbers have 32 bits, and as many as there is room for are one with the place of their row: whole
    numbers are sorted in a fraction of the time that it takes to sort places by them.

    >>> ordered_by(np.array([1, 0, 1]), np.array([70_000, 5, 3])).tolist()
    [1, 2, 0]
    """
    order: Places | None = None
    room = SIGNED_BITS - len(columns[0]).bit_length()
    packed, used = list[tuple[Ints, int]](), 0
    for column in reversed(columns):
        bits = int(column.max(initial=0)).bit_length()
        if used + bits > room:
            order, packed, used = _sorted_places(packed, order), [], 0
        packed.insert(0, (column, bits))
        used += bits
    return _sorted_places(packed, order)


def _sorted_places(columns: Sequence[tuple[Ints, int]], order: Places | None) -> Places:
    """Return rows, which may stand in an *order*, in that of columns of so many bits, packed with their places."""
    number = len(columns[0][0])
    packed = np.zeros(number, np.int64)
    for column, bits in columns:
        packed <<= bits
        packed |= column
    if order is not None:
        packed = packed.take(order)
    packed <<= number.bit_length()
    packed |= np.arange(number, dtype=np.min_scalar_type(number))
    packed.sort()
    packed &= (1 << number.bit_length()) - 1
    return packed if order is None else order.take(packed)


def dense(column: Ints) -> Ints:
    """Return where each number comes among the distinct ones.

    >>> dense(np.array([30, 10, 30])).tolist()
    [1, 0, 1]
    """
    order = np.argsort(column)
    places = np.empty(len(column), np.int32)
    places[order] = np.cumsum(~repeats(column[order])) - 1
    return places


def each_placed(column: Ints) -> tuple[Ints, Ints]:
    """Return the distinct ones of numbers from 0 on, in order, and where each number of the column is among them.

    As `numpy.unique` does, which sorts; here a table of all numbers up to the greatest is made.

    >>> [found.tolist() for found in each_placed(np.array([30, 10, 30]))]
    [[10, 30], [1, 0, 1]]
    """
    is_there = np.zeros(int(column.max(initial=-1)) + 1, np.bool_)
    is_there[column] = True
    distinct = np.flatnonzero(is_there)
    place = np.empty(len(is_there), np.int32)
    place[distinct] = np.arange(len(distinct))
    return distinct, place[column]

"""Several columns of small numbers as one, which is sorted and compared at once."""

from __future__ import annotations

from math import prod
from typing import Any

import numpy as np

from tempodb.execution.columns.arrays import Flags, Ints, repeats

BEYOND = 1 << 63
"""The first number that has no room in a column: where such are, they are numbers of Python."""


class Packing:
    """Puts columns together, each of numbers below its size, into one that has their order.

    >>> packing = Packing(10, 4)
    >>> packing.packed(np.array([2, 1]), np.array([3, 0])).tolist()
    [11, 4]
    >>> [column.tolist() for column in packing.unpacked(np.array([11, 4]))]
    [[2, 1], [3, 0]]
    """

    def __init__(self, *sizes: int) -> None:
        self._sizes = sizes
        self.size = prod(sizes)
        self._type: Any = np.int64 if self.size < BEYOND else np.object_

    def packed(self, *columns: Ints | Flags) -> Ints:
        """Return columns as one."""
        number: Ints = columns[0].astype(self._type)
        for column, size in zip(columns[1:], self._sizes[1:], strict=True):
            number = number * size + column
        return number

    def unpacked(self, numbers: Ints) -> list[Ints]:
        """Return the columns that were put together."""
        columns: list[Ints] = []
        for size in reversed(self._sizes[1:]):
            columns.append((numbers % size).astype(np.intp))
            numbers = numbers // size
        return [numbers.astype(np.intp), *reversed(columns)]


def each_once(numbers: Ints) -> Ints:
    """Return the distinct ones of some numbers, in order.

    >>> each_once(np.array([3, 1, 3])).tolist()
    [1, 3]
    """
    # As `numpy.unique` does, which is made for whatever there is and takes several times as long.
    ordered = np.sort(numbers)
    return ordered[~repeats(ordered)]

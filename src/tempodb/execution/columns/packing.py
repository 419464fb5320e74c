"""Several columns of small numbers as one, which is sorted and compared at once."""

from __future__ import annotations

from typing import Any

import numpy as np

from tempodb.execution.columns.arrays import SIGNED_BITS, Flags, Ints


class Packing:
    """Puts columns together, each of numbers below its size, into one that has their order.

    >>> packing = Packing(10, 4)
    >>> packing.packed(np.array([2, 1]), np.array([3, 0])).tolist()
    [11, 4]
    >>> [column.tolist() for column in packing.unpacked(np.array([11, 4]))]
    [[2, 1], [3, 0]]
    """

    def __init__(self, *sizes: int) -> None:
        self._bits = [max(size - 1, 0).bit_length() for size in sizes]
        self.size = 1 << sum(self._bits)
        # What has no room in a column are numbers of Python.
        self.type: Any = np.int64 if sum(self._bits) <= SIGNED_BITS else np.object_

    def packed(self, *columns: Ints | Flags) -> Ints:
        """Return columns as one."""
        number: Ints = columns[0].astype(self.type)
        for column, bits in zip(columns[1:], self._bits[1:], strict=True):
            number <<= bits
            number |= column
        return number

    def unpacked(self, numbers: Ints) -> list[Ints]:
        """Return the columns that were put together."""
        columns: list[Ints] = []
        for bits in reversed(self._bits[1:]):
            columns.append((numbers & (1 << bits) - 1).astype(np.intp))
            numbers = numbers >> bits
        return [numbers.astype(np.intp), *reversed(columns)]

"""Texts that come again and again: each is made once, and what somebody finds of it is kept by its number."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray


class SomeTexts(Sequence["str | None"]):
    """Some of the texts that are *known*, by their *numbers* among these; the first that is known is None.

    >>> list(SomeTexts([None, "a", "b"], np.array([0, 2])))
    [None, 'b']
    """

    __slots__ = ("known", "numbers")

    def __init__(self, known: Sequence[str | None], numbers: NDArray[np.int64]) -> None:
        self.known = known
        self.numbers = numbers

    def __len__(self) -> int:
        return len(self.numbers)

    def __getitem__(self, at: Any) -> Any:
        found = self.numbers[at]
        return SomeTexts(self.known, found) if isinstance(at, slice) else self.known[found]

    def __iter__(self) -> Iterator[str | None]:
        return map(self.known.__getitem__, self.numbers.tolist())


class FoundOfTexts:
    """A number, 0 or more, that something finds of each text, and finds once."""

    def __init__(self) -> None:
        self._known: Sequence[str | None] = ()
        self._found = np.zeros(0, np.int64)

    def of(
        self, texts: SomeTexts, find: Callable[[Sequence[str | None]], NDArray[np.int64]]
    ) -> NDArray[np.int64]:
        """Return what is found of some texts; *find* is asked for those of which nothing was found yet.

        >>> found, texts = FoundOfTexts(), [None, "a", "bc"]
        >>> found.of(SomeTexts(texts, np.array([2, 1])), lambda new: np.array(list(map(len, new)))).tolist()
        [2, 1]
        """
        if texts.known is not self._known:
            self._known, self._found = texts.known, np.zeros(0, np.int64)
        self._found = with_room(self._found, len(texts.known))
        # What nobody found is 0, so what is found is kept as one more.
        found = self._found[texts.numbers] - 1
        new = np.flatnonzero(found < 0)
        if len(new):
            found[new] = find(list(SomeTexts(texts.known, texts.numbers[new])))
            self._found[texts.numbers[new]] = found[new] + 1
        return found


def with_room(column: NDArray[Any], size: int) -> NDArray[Any]:
    """Return a column that has room for so many numbers, 0 where there was none: itself, or a longer one.

    >>> with_room(np.array([1]), 2).tolist(), len(with_room(np.array([1, 2, 3]), 2))
    ([1, 0], 3)
    """
    if len(column) >= size:
        return column
    longer = np.zeros(max(size, 2 * len(column)), column.dtype)
    longer[: len(column)] = column
    return longer

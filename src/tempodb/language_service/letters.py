"""Names that have the letters that were typed, in their order: `kofanan` is in `Kofi Annan`."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate

FEWEST_LETTERS = 3
"""Fewer are in too many names."""
LOOSEST = 2
"""How many times as long as what was typed a stretch of a name may be that has its letters."""


class Letters:
    """Folded names, searched in one pass over their text."""

    def __init__(self, names: Sequence[str]) -> None:
        self._names = names
        self._text = "\n".join(names)
        self._starts = array("Q", accumulate((len(name) + 1 for name in names), initial=0))

    def having(self, typed: str) -> Iterator[int]:
        """Yield the numbers of the names in which the letters of *typed* follow each other from a word's first on.

        Those come first in which they stand closest, then the shorter ones.

        >>> list(Letters(["kofi annan", "kofi atta annan", "annan kofi"]).having("kof anan"))
        [0]
        """
        letters = "".join(typed.split())
        if len(letters) < FEWEST_LETTERS:
            return
        first, *others = map(re.escape, letters)
        # What is skipped is not looked at again: the first of each letter will do.
        rest = "".join(rf"[^\n{letter}]*+{letter}" for letter in others)
        best: dict[int, int] = {}
        for found in re.finditer(rf"(?<![\w'])(?=({first}{rest}))", self._text):
            length = found.end(1) - found.start(1)
            if length <= LOOSEST * len(letters):
                number = bisect_right(self._starts, found.start()) - 1
                best[number] = min(length, best.get(number, length))
        yield from sorted(best, key=lambda at: (best[at], len(self._names[at]), self._names[at]))

"""What a filter keeps of much, by places: which keys and values."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from tempodb.execution.columns.arrays import Flags, Ints
from tempodb.execution.columns.timelines import Pieces
from tempodb.execution.columns.windowing import Judged


@dataclass(frozen=True, eq=False)
class KeptClaims:
    """Those that are *kept* of what was found, told by keys and values; *refuse* refuses to make too many facts of them."""

    found: Judged
    kept: Flags
    refuse: Callable[[int], None]

    def of(self, pieces: Pieces) -> Flags | None:
        """Return which of other pieces have a key and value that are kept; None where these have other places."""
        if pieces.columns is not self.found.pieces.columns:
            return None
        kept = self.found.at[self.kept]
        return np.isin(_packed(pieces), _packed(self.found.pieces)[kept])

    def __contains__(self, told: Hashable) -> bool:
        """Return whether a key and value are kept."""
        return told in self._told

    @cached_property
    def _told(self) -> frozenset[Hashable]:
        kept = self.found.at[self.kept]
        self.refuse(len(kept))
        return frozenset((fact.key, fact.value) for fact in self.found.pieces.facts(kept))


def _packed(pieces: Pieces) -> Ints:
    """Return a number for each key and value."""
    packed: Ints = pieces.spans.key.astype(np.int64) << 32 | pieces.spans.value
    return packed

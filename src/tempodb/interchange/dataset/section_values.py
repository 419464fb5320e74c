"""The entries of a section of a clean file: what each says, and what supports it, by numbers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from tempodb.interchange.dataset.entry_values import ByNumber
from tempodb.model.claim_words import IntColumn

NOT_SAID = -1


class Support(NamedTuple):
    """What supports each of many claims, by numbers: its standing and its sources, which may be unsaid."""

    standing: IntColumn | int
    sources: IntColumn | int

    def filled(self, otherwise: Support) -> Support:
        """Return the same, and *otherwise* where it is unsaid."""
        return Support(
            *(np.where(own == NOT_SAID, other, own) for own, other in zip(self, otherwise, strict=True))
        )


UNSUPPORTED = Support(0, 0)
"""What supports a definition, which needs none."""


@dataclass(frozen=True, slots=True)
class Section:
    """The entries of a section, or of the lists within its entries: what each says, by key, and its support."""

    said: Mapping[str, ByNumber]
    support: Support
    note: IntColumn
    """The numbers of the notes."""

    def __len__(self) -> int:
        return len(self.note)

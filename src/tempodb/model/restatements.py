"""What datasets say otherwise than when they were loaded last."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from tempodb.model.claims import Claim, Dataset


class LastText(NamedTuple):
    """The text that a dataset was loaded from last, or before, as it is kept.

    It is that of one of the last *loads*, the last one first: the fingerprint of each, and how many claims
    its text makes.
    """

    packed: bytes
    loads: Sequence[tuple[str, int]]


class KnownText(NamedTuple):
    """A file whose text is known again by its fingerprint, so that it is not read."""

    fingerprint: str


@dataclass(frozen=True, slots=True)
class Restatement:
    """A dataset whose *claims* are those alone that it may make anew, and those that it *dropped*, unless they are among them.

    All its other claims, *total* with these, are those of the text that has the fingerprint *before*, which was
    loaded last or before.
    """

    dataset: Dataset
    dropped: Sequence[Claim] = ()
    total: int = 0
    before: str = ""

    @property
    def fingerprint(self) -> str:
        """By what the text of the file is known again."""
        return self.dataset.fingerprint

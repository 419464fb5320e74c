"""What datasets say otherwise than when they were loaded last."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from tempodb.model.claims import Claim, Dataset


class LastText(NamedTuple):
    """The text that a dataset was loaded from last: its fingerprint, how many claims it makes, and itself as it is kept."""

    fingerprint: str
    claims: int
    packed: bytes


@dataclass(frozen=True, slots=True)
class Restatement:
    """A dataset whose *claims* are those alone that it may make anew, and those that it *dropped*, unless they are among them.

    All its other claims, *total* with these, are those of the text that has the fingerprint *before*.
    """

    dataset: Dataset
    dropped: Sequence[Claim] = ()
    total: int = 0
    before: str = ""

"""What is said of each piece: its value, and whom its party represents."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from tempodb.execution.columns.arrays import Ints
from tempodb.execution.columns.belief_columns import NOBODY, BeliefColumns
from tempodb.execution.columns.distinct import Distinct


class Saying(NamedTuple):
    """What is said of a piece: its value, and the id of whom its party represents."""

    value: str
    representing: str


class Telling(NamedTuple):
    """Of each of some pieces the place of what is said of it."""

    of: Ints
    said: Distinct[Saying]


def telling(columns: BeliefColumns, value: Ints, key: Ints) -> Telling:
    """Return what is said of pieces by the places of their values and keys."""
    if not columns.represents:
        return Telling(value, columns.values.made(_of_nobody))
    many = len(columns.values.values)
    distinct, of = np.unique(columns.other[key].astype(np.int64) * many + value, return_inverse=True)
    said = (
        Saying(columns.values.values[place % many], columns.ids.values[place // many])
        for place in distinct.tolist()
    )
    return Telling(of.reshape(-1), Distinct(said))


def _of_nobody(values: Sequence[str]) -> Distinct[Saying]:
    return Distinct(Saying(value, NOBODY) for value in values)

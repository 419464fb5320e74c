"""Timelines that are not plain: their pieces by the functions of `temporal`, which rows use."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence

import numpy as np

from tempodb.execution.columns.arrays import Places
from tempodb.execution.columns.belief_columns import BeliefColumns
from tempodb.temporal.facts import Fact
from tempodb.temporal.merging import rejoined
from tempodb.temporal.timelines import coalesce, coalesce_parties, narrow


def pieces_of_keys(
    columns: BeliefColumns, rows: Places, begin: Callable[[int], None]
) -> list[tuple[int, Fact]]:
    """Return what the rows of each key tell, joined, narrowed and joined again, with the place of its key."""
    # As they were stated, which is the order in which scans yield them.
    ordered = rows[np.argsort(columns.id[rows], kind="stable")]
    timelines: dict[int, list[Fact]] = defaultdict(list)
    for key, fact in zip(columns.key[ordered].tolist(), columns.facts(ordered), strict=True):
        timelines[key].append(fact)
    found = []
    for key, timeline in timelines.items():
        begin(len(timeline))
        found += [(key, piece) for piece in coalesce(narrow(coalesce(rejoined(timeline))))]
    return found


def joined_facts(
    keys: Sequence[int], facts: Sequence[Fact], begin: Callable[[int], None]
) -> list[tuple[int, Fact]]:
    """Return the pieces of each key joined whatever their values, with the place of its key."""
    timelines: dict[int, list[Fact]] = defaultdict(list)
    for key, fact in zip(keys, facts, strict=True):
        timelines[key].append(fact)
    found = []
    for key, timeline in timelines.items():
        begin(len(timeline))
        found += [(key, whole) for whole in coalesce_parties(timeline)]
    return found

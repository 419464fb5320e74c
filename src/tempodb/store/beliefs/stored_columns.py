"""Whether the rows of beliefs that are stored are those in columns, found without making a row of any."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain, islice
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tempodb.store.beliefs.columns_of_rows import Columns, stored_order
from tempodb.store.engines.port import Snapshot
from tempodb.store.schema.layout import STORED_BY

TWO_AS_ONE = (
    *(("scope", "party"), ("other", "value"), ("kind", "id")),
    *(("f1", "f2"), ("t1", "t2"), ("sources", "claim")),
)
"""Numbers that are read two as one: what takes the time is how many are read."""
ROOM_BITS = 31
INSTANTS = ("since", "recorded_from", "recorded_to")
_ORDER = f"ORDER BY {', '.join(STORED_BY['belief'])}"
_EACH = " | ".join(chain.from_iterable(TWO_AS_ONE))
# A number that has no room in half of one is not one of ours; what stands for it then is nothing that is disputed.
_NUMBERS = (
    *(f"{high} * {1 << ROOM_BITS} + {low}" for high, low in TWO_AS_ONE),
    f"CASE WHEN ({_EACH}) >> {ROOM_BITS} = 0 THEN disputed ELSE -1 END",
    *INSTANTS,
)
_BY_NUMBERS = f"SELECT {', '.join(_NUMBERS)} FROM belief {_ORDER}"
_BY_WORDS = f"""SELECT id, from_text, to_text FROM belief
WHERE from_text IS NOT NULL OR to_text IS NOT NULL {_ORDER}"""
HELD_AT_ONCE = 50_000
"""How many rows are read at a time."""


def are_stored(rows: Columns, snapshot: Snapshot) -> bool:
    """Return whether the stored rows are these and no others; which are not, whoever looks at each tells."""
    order = stored_order(rows)
    return _are_numbered(rows, order, snapshot.stream(_BY_NUMBERS)) and _are_worded(
        rows, order, snapshot.stream(_BY_WORDS)
    )


def _are_numbered(rows: Columns, order: NDArray[Any], stored: Iterator[Any]) -> bool:
    for start in range(0, len(order) + 1, HELD_AT_ONCE):
        there = chain.from_iterable(islice(stored, HELD_AT_ONCE))
        try:
            found = np.fromiter(there, np.int64).reshape(-1, len(_NUMBERS))
        except OverflowError:
            return False
        some = order[start : start + HELD_AT_ONCE]
        due = [(rows[high][some] << ROOM_BITS) + rows[low][some] for high, low in TWO_AS_ONE]
        due += [rows[name][some] for name in ("disputed", *INSTANTS)]
        if not np.array_equal(found, np.stack(due, axis=1)):
            return False
    return True


def _are_worded(rows: Columns, order: NDArray[Any], stored: Iterable[Any]) -> bool:
    words = [rows[name][order] for name in ("from_text", "to_text")]
    said = [place for place, texts in enumerate(zip(*words, strict=True)) if texts != (None, None)]
    due = zip(rows["id"][order[said]].tolist(), *(column[said].tolist() for column in words), strict=True)
    return list(stored) == list(due)

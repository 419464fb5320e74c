"""The later and the earlier of each two ends, as those of `temporal.bounds` are: component by component."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from tempodb.execution.columns.arrays import DAY_BITS, Ints, Places, dense, in_blocks
from tempodb.execution.columns.belief_columns import StatedEnd
from tempodb.execution.columns.distinct import Distinct


class EndCandidates(NamedTuple):
    """The candidates of ends, and where each comes by its first day, or by its last one."""

    earliest: Ints
    latest: Ints
    by_first: Ints
    by_last: Ints


def candidates_of(ends: Sequence[StatedEnd]) -> EndCandidates:
    """Return the candidates of ends, and their order, in which those of the same candidates have one place.

    >>> days = candidates_of([StatedEnd(5, 9, None), StatedEnd(5, 9, "5/9"), StatedEnd(6, 7, None)])
    >>> days.by_first.tolist(), days.by_last.tolist()
    ([0, 0, 1], [1, 1, 0])
    """
    earliest, latest = np.array([[end[0] for end in ends], [end[1] for end in ends]], np.int64)
    return EndCandidates(
        earliest, latest, *map(dense, (_packed(earliest, latest), _packed(latest, earliest)))
    )


def later_ends(ends: Distinct[StatedEnd], told: Ints, a: Ints, b: Ints) -> Ints:
    """Return the places of the later of each two *ends* that are *told*: that of *a* where they are alike."""
    return _prevailing(ends, told, (a, b), np.greater_equal, np.maximum)


def earlier_ends(ends: Distinct[StatedEnd], told: Ints, a: Ints, b: Ints) -> Ints:
    """Return the places of the earlier of each two *ends* that are *told*: that of *a* where they are alike."""
    return _prevailing(ends, told, (a, b), np.less_equal, np.minimum)


def _prevailing(
    ends: Distinct[StatedEnd], told: Ints, both: tuple[Ints, Ints], prevails: np.ufunc, extreme: np.ufunc
) -> Ints:
    days = ends.made(candidates_of)
    # Whichever comes first by its first day does so by both packed: of one first and last day there is one place.
    order = days.by_first[told].astype(np.int64) << 32 | days.by_last[told]
    found, is_nested = np.empty(len(both[0]), told.dtype), np.empty(len(both[0]), np.bool_)
    for block in in_blocks(len(found)):
        a, b = (each[block].astype(np.intp) for each in both)
        of_a, of_b = order.take(a), order.take(b)
        is_a = prevails(of_a, of_b)
        found[block] = told.take(np.where(is_a, a, b))
        # Neither comes first where one lies within the other.
        by_last = prevails(of_a.astype(np.int32), of_b.astype(np.int32))
        np.not_equal(by_last, is_a, out=is_nested[block])
    nested = np.flatnonzero(is_nested)
    x, y = (told[each[nested]] for each in both)
    found[nested] = _placed(ends, *(extreme(column[x], column[y]) for column in days[:2]))
    return found


def _placed(ends: Distinct[StatedEnd], earliest: Ints, latest: Ints) -> Ints:
    """Return the places of ends with some candidates; of those that there are not yet, new ones."""
    wanted = _packed(earliest, latest)
    days, _ = ends.made(_unworded)
    is_new = np.searchsorted(days, wanted, "left") == np.searchsorted(days, wanted, "right")
    for new in set(wanted[is_new].tolist()):
        ends.place(StatedEnd(new >> DAY_BITS, new & (1 << DAY_BITS) - 1, None))
    days, places = ends.made(_unworded)
    found: Ints = places[np.searchsorted(days, wanted)]
    return found


def _unworded(ends: Sequence[StatedEnd]) -> tuple[Ints, Places]:
    """Return the candidates of the ends that are written as these say, in order, and the places of those ends."""
    places = np.array([place for place, end in enumerate(ends) if end.text is None], np.intp)
    days = candidates_of(ends)
    packed = _packed(days.earliest[places], days.latest[places])
    order = np.argsort(packed)
    return packed[order], places[order]


def _packed(high: Ints, low: Ints) -> Ints:
    return high << DAY_BITS | low

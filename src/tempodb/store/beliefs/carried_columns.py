"""Rows of beliefs → the parts of them that have been believed since some instant, where claims say the same.

As `carrying` has it. Claims of exact days, each of which goes on from one before it at most, are cut in columns, and
all others one after the other.
"""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from tempodb.model.claim_columns import in_one_number
from tempodb.model.claim_words import IntColumn
from tempodb.store.beliefs.carrying import Held, carried
from tempodb.store.beliefs.columns_of_rows import Columns, column_of, joined_rows, rows_at, rows_left

CARRIED_AT_ONCE = 20000
"""Of about how many rows at a time it is found one by one since when they have been believed."""
LOOKED_BACK = 50
"""How many claims before a claim are held against it in columns."""
_PERIOD = ("f1", "f2", "from_text", "t1", "t2", "to_text")
_IDENTITY = ("scope", "kind", "party", "other", "value", "disputed")


def carried_rows(rows: Columns) -> Columns:
    """Return rows in the parts that have been believed since some instant, where claims say the same of the same.

    The rows are given up, and none of them has a number yet; parts of one have numbers that tell their order.
    """
    identity = in_one_number(*(rows[name] for name in _IDENTITY))
    _, first, same = np.unique(identity, return_index=True, return_inverse=True)
    is_later = rows["recorded_from"] > rows["recorded_from"][first[same]]
    is_carried = np.isin(same, same[is_later])
    if not is_carried.any():
        return rows
    several = np.flatnonzero(is_carried)
    several = several[np.lexsort((rows["recorded_from"][several], same[several]))]
    same = same[several]
    touched = _touched(rows_at(rows, several), same)
    parts, is_known = _plain_parts(touched)
    is_left = np.isin(same, same[~is_known])
    is_cut = (touched.many > 0) & ~is_left
    one_by_one, same = several[is_left], same[is_left]
    cut = [_rows_of_parts(rows, several, parts, is_cut)]
    bounds, about = _bounds(same), [*range(0, len(same), CARRIED_AT_ONCE), len(same)]
    # As objects, all of them at once would take more than everything else.
    pieces = np.unique(bounds[np.searchsorted(bounds, about)]).tolist()
    cut += [_cut_one_by_one(rows, one_by_one[begin:end], same[begin:end]) for begin, end in pairwise(pieces)]
    stays = np.ones(len(identity), np.bool_)
    stays[several[is_cut]] = stays[one_by_one] = False
    return joined_rows(rows_left(rows, stays), *cut)


class _Touched(NamedTuple):
    """Claims in the order of the log, those together that say the same of the same, and what each may go on from.

    That is another claim which is believed until then and overlaps: *many* says how many there are, *last* which
    is one of them.
    """

    rows: Columns
    many: IntColumn
    last: IntColumn


def _touched(rows: Columns, same: IntColumn) -> _Touched:
    at, closed, begin, end = (rows[name] for name in ("recorded_from", "recorded_to", "f1", "t2"))
    start = np.searchsorted(same, same)
    many, last = np.zeros(len(same), np.int64), np.zeros(len(same), np.int64)
    here = np.arange(len(same))
    for back in range(1, LOOKED_BACK + 1):
        here = here[here - back >= start[here]]
        there = here - back
        touches = (at[there] < at[here]) & (at[here] <= closed[there])
        touches &= (begin[there] < end[here]) & (begin[here] < end[there])
        many[here[touches]] += 1
        last[here[touches]] = there[touches]
    # Of those that have still more before them, nothing is known.
    many[here] = LOOKED_BACK
    return _Touched(rows, many, last)


class _CutParts(NamedTuple):
    """Parts of claims, which stand together in the order of time: of which claim, from, to, and since when."""

    of: IntColumn
    first: IntColumn
    end: IntColumn
    since: IntColumn


def _plain_parts(touched: _Touched) -> tuple[_CutParts, NDArray[np.bool_]]:
    """Return the parts of the claims that can be cut in columns, and which those are."""
    rows, many, last = touched
    begin, end, at = rows["f1"], rows["t1"], rows["recorded_from"]
    is_exact = (begin == rows["f2"]) & (end == rows["t2"]) & (begin < end)
    is_exact &= np.equal(rows["from_text"], None) & np.equal(rows["to_text"], None)  # type: ignore[call-overload]
    is_known = many == 0
    may_go_on = (many == 1) & is_exact & is_exact[last]
    parts = _CutParts(np.arange(len(many)), begin, end, at)
    place, size = np.arange(len(many)), np.ones(len(many), np.int64)
    while len(new := np.flatnonzero(may_go_on & ~is_known & is_known[last])):
        old = last[new]
        of, known = np.repeat(new, size[old]), _ranges(place[old], size[old])
        covered = _CutParts(
            of,
            np.maximum(parts.first[known], begin[of]),
            np.minimum(parts.end[known], end[of]),
            parts.since[known],
        )
        before = _CutParts(new, begin[new], begin[old], at[new])
        after = _CutParts(new, end[old], end[new], at[new])
        found = _CutParts(*map(np.concatenate, zip(covered, before, after, strict=True)))
        found = _CutParts(*(column[found.first < found.end] for column in found))
        order = np.lexsort((found.first, found.of))
        found = _CutParts(*(column[order] for column in found))
        place[new] = len(parts.of) + np.searchsorted(found.of, new)
        size[new] = np.searchsorted(found.of, new, "right") - np.searchsorted(found.of, new)
        parts = _CutParts(*map(np.concatenate, zip(parts, found, strict=True)))
        is_known[new] = True
    return parts, is_known


def _rows_of_parts(rows: Columns, several: IntColumn, parts: _CutParts, is_cut: NDArray[np.bool_]) -> Columns:
    """Return the rows of the parts of some of *several*; each stood there whole before it was cut."""
    cut = np.flatnonzero(is_cut[parts.of] & (np.arange(len(parts.of)) >= len(several)))
    of, first, end, since = (column[cut] for column in parts)
    found = rows_at(rows, several[of])
    found["f1"] = found["f2"] = first
    found["t1"] = found["t2"] = end
    found["since"] = since
    starts = _bounds(of)
    found["id"] = np.arange(len(of)) - np.repeat(starts[:-1], np.diff(starts))
    return found


def _cut_one_by_one(rows: Columns, several: IntColumn, same: IntColumn) -> Columns:
    """Return the parts of *several* rows, of which those stand together that say the *same* of the same."""
    columns = {name: rows[name][several].tolist() for name in (*_PERIOD, "recorded_from", "recorded_to")}
    periods = zip(*(columns[name] for name in _PERIOD), strict=True)
    held = list(map(Held, periods, columns["recorded_from"], columns["recorded_to"]))
    parts = [
        (place, number, part)
        for begin, end in pairwise(_bounds(same).tolist())
        for place, of_claim in zip(several[begin:end].tolist(), carried(held[begin:end]), strict=True)
        for number, part in enumerate(of_claim)
    ]
    cut = rows_at(rows, np.array([place for place, _, _ in parts], np.int64))
    cut["id"] = np.array([number for _, number, _ in parts], np.int64)
    cut["since"] = np.array([part.since for *_, part in parts], np.int64)
    for name, values in zip(_PERIOD, zip(*(part.period for *_, part in parts), strict=True), strict=False):
        cut[name] = column_of(name, values)
    return cut


def _bounds(numbers: IntColumn) -> IntColumn:
    """Return where equal numbers begin and end, which stand together."""
    return np.concatenate([[0], np.flatnonzero(np.diff(numbers)) + 1, [len(numbers)]])


def _ranges(starts: IntColumn, sizes: IntColumn) -> IntColumn:
    """Return so many numbers from each start on.

    >>> _ranges(np.array([5, 9]), np.array([2, 1])).tolist()
    [5, 6, 9]
    """
    firsts = np.cumsum(sizes) - sizes
    found: IntColumn = np.arange(sizes.sum()) + np.repeat(starts - firsts, sizes)
    return found

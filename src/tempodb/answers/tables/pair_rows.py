"""Pairs in the order of an answer: a row for each, told by the places of both and of the ends that they have in common."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from tempodb.base.distinct_numbers import each_once
from tempodb.execution.columns.arrays import (
    ROWS_IN_CACHE,
    Flags,
    Ints,
    Places,
    ends_of_runs,
    in_blocks,
    ordered_by,
    repeats,
)
from tempodb.execution.columns.ends import candidates_of, earlier_ends, later_ends
from tempodb.execution.columns.packing import Packing
from tempodb.execution.columns.pairing import Pairs
from tempodb.execution.columns.timelines import Pieces


class Numbered(NamedTuple):
    """Pieces by the ids of their parties and organizations, each with its *number*.

    `at` are their places, `number` that of each piece in the order in which it pairs. `member` is where the
    party of each comes by name and id, and `key` is the same for those of one party and organization.
    """

    pieces: Pieces
    at: Places
    number: Ints
    member: Ints
    key: Ints


class PairRows(NamedTuple):
    """Two pieces by their numbers, that of the party with the lesser id first, and what both come to."""

    a: Ints
    b: Ints
    from_: Ints
    to: Ints
    certain: Flags

    def take(self, at: Places) -> PairRows:
        """Return the rows at some places."""
        return PairRows._make(column.take(at) for column in self)


class InOrder(NamedTuple):
    """Rows by name, id, from and to, and then by whom else and where; *alike* are those ordered as the row before."""

    rows: PairRows
    alike: Places


def rows_of_pairs(numbered: Numbered, both: Iterable[Pairs], at_most: int) -> InOrder:
    """Return a row for each of *at most* so many pairs.

    They are sorted by party and by whom else first, as whole numbers which say all else, so that nothing has to be
    fetched from far away; then the rows of some parties at once by their dates.
    """
    (first, last), member = ends_of_runs(repeats(numbered.member)), numbered.member
    within = np.arange(len(member)) - np.repeat(first, last - first + 1)
    many = int(member.max(initial=-1)) + 1
    packing = Packing(many, len(member), int(within.max(initial=0)) + 1, 2)
    packed = np.empty(at_most, packing.type)
    found = 0
    for pairs in both:
        one, other = numbered.number.take(pairs.first), numbered.number.take(pairs.second)
        lesser = np.minimum(one, other)
        block = packing.packed(
            member.take(lesser), np.maximum(one, other), within.take(lesser), pairs.certain
        )
        packed[found : found + len(block)] = block
        found += len(block)
    packed = packed[:found]
    packed.sort()
    start = np.zeros(many, np.intp)
    start[member[first]] = first
    a, b, from_, to = np.empty((4, found), np.int32)
    rows = PairRows(a, b, from_, to, np.empty(found, np.bool_))
    for at in in_blocks(found):
        party, rows.b[at], behind, rows.certain[at] = packing.unpacked(packed[at])
        np.add(start.take(party), behind, out=rows.a[at], casting="unsafe")
    cuts = _cuts(packing, packed)
    del packed
    spans, ends = numbered.pieces.spans, numbered.pieces.columns.ends
    # Of ends that are alike that of the one with the lesser id counts.
    rows.from_[:] = later_ends(ends, spans.from_[numbered.at], rows.b, rows.a)
    rows.to[:] = earlier_ends(ends, spans.to[numbered.at], rows.a, rows.b)
    days = ends.made(candidates_of).by_first
    alike = [_by_dates(rows, block, numbered, days) for block in _between(cuts, found)]
    return InOrder(rows, np.concatenate([np.zeros(0, np.intp), *alike]))


def _cuts(packing: Packing, packed: Ints) -> list[int]:
    """Return where to cut so that each part is about what the cache holds, and has all rows of its parties."""
    parties = packing.unpacked(packed[ROWS_IN_CACHE::ROWS_IN_CACHE])[0]
    nothing = np.zeros(len(parties), np.int8)
    begin = packing.packed(parties, nothing, nothing, nothing)
    cuts: list[int] = each_once(np.searchsorted(packed, begin)).tolist()
    return cuts


def _between(cuts: list[int], number: int) -> Iterator[slice]:
    for start, stop in pairwise([0, *cuts, number]):
        if start < stop:
            yield slice(start, stop)


def _by_dates(rows: PairRows, block: slice, numbered: Numbered, days: Ints) -> Places:
    """Put rows of some parties in the order of their dates; return the places of those ordered as the row before."""
    part = PairRows._make(column[block] for column in rows)
    member = numbered.member.take(part.a)
    from_, to = days.take(part.from_), days.take(part.to)
    order = ordered_by(member - member[0], from_, to)
    for column in part:
        column[:] = column.take(order)
    said = [column.take(order) for column in (member, from_, to)]
    near = np.flatnonzero(np.logical_and.reduce([repeats(column) for column in said]))
    key, before = (numbered.key.take(part.b.take(at)) for at in (near, near - 1))
    places: Places = near[key == before] + block.start
    return places

"""A column of what is in either of two sets: put together when it is looked at, since nearly every row has one of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain
from typing import Any, NamedTuple, TypeVar

import numpy as np

from tempodb.execution.columns.arrays import ROWS_IN_CACHE, Ints, Places
from tempodb.execution.columns.distinct import Distinct

T = TypeVar("T")


@dataclass(frozen=True, slots=True, eq=False)
class UnionColumn:
    """A column of tuples, in order: of what is in either of two *sets*, whose places are *of* what is at *a* and *b*."""

    a: Ints
    b: Ints
    of: Ints
    sets: Distinct[frozenset[str]]

    def __len__(self) -> int:
        return len(self.a)

    def take(self, at: Places | slice) -> UnionColumn:
        """Return the column at some places."""
        return UnionColumn(self.a[at], self.b[at], self.of, self.sets)

    def values(self) -> list[Any]:
        """Return what stands in each row."""
        return self._each(lambda union: union)

    def written(self, write: Callable[[Any], str]) -> list[str]:
        """Return the text of each row."""
        return self._each(write)

    def arrow(self, pyarrow: Any, type_: Any) -> Any:
        """Return the column as an Arrow array of a type, made by the library."""
        members = self.sets.made(_members)
        texts = pyarrow.array(members.texts, type_.value_type)
        chunks = []
        for lengths, flat in _unions(members, self.of, self.a, self.b):
            over = np.concatenate([[0], np.cumsum(lengths)]).astype(np.int32)
            found = texts.take(pyarrow.array(flat))
            chunks.append(pyarrow.ListArray.from_arrays(pyarrow.array(over), found, type_))
        return pyarrow.chunked_array(chunks, type_)

    def _each(self, make: Callable[[tuple[str, ...]], T]) -> list[T]:
        """Return what is made of each row, once of all that are of the same two sets."""
        held, made = self.sets.values, dict[tuple[int, int], T]()
        both = list(zip(*(self.of.take(at).tolist() for at in (self.a, self.b)), strict=True))
        for a, b in set(both):
            made[a, b] = make(tuple(sorted(held[a] | held[b])))
        return [made[pair] for pair in both]


class _Members(NamedTuple):
    """What is in sets: the *texts* in order, and the places of those of each set, one set behind the other."""

    texts: list[str]
    places: Ints
    first: Ints
    size: Ints

    def padded(self, width: int) -> Ints:
        """Return columns of places, one for each set of up to a *width*, in which the last of it is repeated."""
        fits = (self.size > 0) & (self.size <= width)
        columns = np.zeros((width, len(fits)), self.places.dtype)
        within = np.minimum(np.arange(width)[:, None], self.size[fits] - 1)
        columns[:, fits] = self.places[self.first[fits] + within]
        return columns


def _members(sets: Sequence[frozenset[str]]) -> _Members:
    texts = sorted(frozenset().union(*sets))
    place = dict(zip(texts, range(len(texts)), strict=True))
    size = np.array([len(each) for each in sets], np.int64)
    in_order = chain.from_iterable(sorted(map(place.__getitem__, each)) for each in sets)
    places = np.fromiter(in_order, np.min_scalar_type(len(texts)))
    return _Members(texts, places, np.cumsum(size) - size, size)


def _unions(members: _Members, of: Ints, a: Ints, b: Ints) -> Iterator[tuple[Ints, Ints]]:
    """Yield, block by block, of how many members the union of each two sets is, and the places of all of those."""
    padded = cache(members.padded)
    for start in range(0, len(a), ROWS_IN_CACHE):
        block = slice(start, start + ROWS_IN_CACHE)
        yield _unions_of(members, padded, of.take(a[block]), of.take(b[block]))


def _unions_of(members: _Members, padded: Callable[[int], Ints], a: Ints, b: Ints) -> tuple[Ints, Ints]:
    sizes = members.size.take(a), members.size.take(b)
    # What is joined with nothing is joined with itself.
    a, b = np.where(sizes[0], a, b), np.where(sizes[1], b, a)
    larger = np.maximum(*sizes)
    lengths = np.zeros(len(a), np.int64)
    parts = []
    width = 1
    # Sets of about one size go together: one that is large makes no room for others.
    while width < 2 * larger.max(initial=0):
        rows = np.flatnonzero((larger > width // 2) & (larger <= width))
        both = _merged(np.concatenate([padded(width).take(of.take(rows), axis=1) for of in (a, b)]))
        is_new = both[1:] != both[:-1]
        lengths[rows] = is_new.sum(axis=0) + 1
        parts.append((rows, both, is_new))
        width *= 2
    begin = np.cumsum(lengths) - lengths
    flat = np.empty(lengths.sum(), members.places.dtype)
    for rows, both, is_new in parts:
        at = begin.take(rows)
        flat[at] = both[0]
        for member, new in zip(both[1:], is_new, strict=True):
            at += new
            # What is not new stands there already: to look which is would take longer.
            flat[at] = member
    return lengths, flat


def _merged(both: Ints) -> Ints:
    """Put the upper and the lower half of each column, which are in order, together in order.

    This is the merge of Batcher's network, of which each step is one of whole rows.

    >>> _merged(np.array([[2], [7], [1], [2]])).T.tolist()
    [[1, 2, 2, 7]]
    """
    step = width = len(both) // 2
    spare = np.empty_like(both[:width])
    while step:
        for at in range(0 if step == width else step, len(both) - step, 2 * step):
            low, high = both[at : at + step], both[at + step : at + 2 * step]
            lower = np.minimum(low, high, out=spare[:step])
            np.maximum(low, high, out=high)
            low[:] = lower
        step //= 2
    return both

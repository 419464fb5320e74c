"""The columns of a table: what stands in each row, told by places in what a column holds, or by numbers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from tempodb.answers.union_columns import UnionColumn
from tempodb.execution.columns.arrays import ROWS_IN_CACHE, Ints, Places, gathered
from tempodb.execution.columns.belief_columns import StatedEnd, shown_ends
from tempodb.execution.columns.distinct import Distinct

LONG_RUN = 4
"""Runs of so many rows are long: what is in them is copied faster than it is looked up."""


@dataclass(frozen=True, slots=True, eq=False)
class CodedColumn:
    """A column of places in what it holds."""

    codes: Ints
    held: Distinct[Any]

    def __len__(self) -> int:
        return len(self.codes)

    def take(self, at: Places | slice) -> CodedColumn:
        """Return the column at some places."""
        return CodedColumn(_taken(self.codes, at), self.held)

    def values(self) -> list[Any]:
        """Return what stands in each row."""
        values: list[Any] = self.held.made(_objects).take(self.codes).tolist()
        return values

    def written(self, write: Callable[[Any], str]) -> list[str]:
        """Return the text of each row; each distinct value is written once."""
        distinct, places = np.unique(self.codes, return_inverse=True)
        held = self.held.values
        texts = [write(held[code]) for code in distinct.tolist()]
        return [texts[place] for place in places.reshape(-1).tolist()]

    def arrow(self, pyarrow: Any, type_: Any) -> Any:
        """Return the column as an Arrow array of a type, made by the library."""
        held = self.held.made(_arrow, pyarrow.array, type_)
        if held.null_count == len(held):
            return pyarrow.nulls(len(self.codes), type_)
        if len(self.codes) and self.codes[0] == self.codes[-1] and (self.codes == self.codes[0]).all():
            return pyarrow.repeat(held[int(self.codes[0])], len(self.codes))
        if pyarrow.types.is_list(type_):
            if not held.null_count:
                return self.held.made(_lists, pyarrow.array, type_).taken(pyarrow, self.codes, type_)
        elif (over := _ends_of_long_runs(self.codes)) is not None:
            return _decoded(pyarrow, held.take(pyarrow.array(self.codes.take(over - 1))), over)
        return held.take(pyarrow.array(self.codes))


@dataclass(frozen=True, slots=True, eq=False)
class EndColumn:
    """A column of ends, by their places."""

    codes: Ints
    ends: Distinct[StatedEnd]

    def __len__(self) -> int:
        return len(self.codes)

    @property
    def shown(self) -> CodedColumn:
        """The column of what is shown of each."""
        return CodedColumn(self.codes, self.ends.made(shown_ends))

    def take(self, at: Places | slice) -> EndColumn:
        """Return the column at some places."""
        return EndColumn(_taken(self.codes, at), self.ends)

    def values(self) -> list[Any]:
        """Return what stands in each row."""
        return self.shown.values()

    def written(self, write: Callable[[Any], str]) -> list[str]:
        """Return the text of each row; each distinct end is written once."""
        return self.shown.written(write)

    def arrow(self, pyarrow: Any, type_: Any) -> Any:
        """Return the column as an Arrow array of a type, made by the library."""
        return self.shown.arrow(pyarrow, type_)


@dataclass(frozen=True, slots=True, eq=False)
class RepeatedColumn:
    """A column of places each of which comes so many times in a row, and all of them so many times over.

    >>> RepeatedColumn(np.array([1, 0]), Distinct(["a", "b"]), each=2, rounds=2).values()
    ['b', 'b', 'a', 'a', 'b', 'b', 'a', 'a']
    """

    codes: Ints
    held: Distinct[Any]
    each: int = 1
    rounds: int = 1

    def __len__(self) -> int:
        return len(self.codes) * self.each * self.rounds

    def take(self, at: Places | slice) -> CodedColumn:
        """Return the column at some places."""
        places = np.arange(len(self))[at] if isinstance(at, slice) else at
        # Of millions of places, the remainder takes longer than all else.
        within = places if self.each == 1 else places // self.each
        return CodedColumn(self.codes[within if self.rounds == 1 else within % len(self.codes)], self.held)

    def values(self) -> list[Any]:
        """Return what stands in each row."""
        return self.take(slice(None)).values()

    def arrow(self, pyarrow: Any, type_: Any) -> Any:
        """Return the column as an Arrow array of a type, made by the library."""
        array = CodedColumn(self.codes, self.held).arrow(pyarrow, type_)
        if self.each > 1:
            array = _decoded(pyarrow, array, np.arange(1, len(array) + 1, dtype=np.int64) * self.each)
        return pyarrow.concat_arrays([array] * self.rounds) if self.rounds > 1 else array


@dataclass(frozen=True, slots=True, eq=False)
class GatheredColumn:
    """A column of what stands at some places in another one.

    >>> GatheredColumn(np.array([1, 1, 0]), CodedColumn(np.array([1, 0]), Distinct(["a", "b"]))).values()
    ['a', 'a', 'b']
    """

    at: Ints
    of: CodedColumn

    def __len__(self) -> int:
        return len(self.at)

    def take(self, at: Places | slice) -> CodedColumn:
        """Return the column at some places."""
        return self.of.take(self.at[at])

    def values(self) -> list[Any]:
        """Return what stands in each row."""
        return self.take(slice(None)).values()

    def arrow(self, pyarrow: Any, type_: Any) -> Any:
        """Return the column as an Arrow array of a type, made by the library."""
        if (over := _ends_of_long_runs(self.at)) is not None:
            return _decoded(pyarrow, self.take(over - 1).arrow(pyarrow, type_), over)
        return CodedColumn(gathered(self.of.codes, self.at), self.of.held).arrow(pyarrow, type_)


@dataclass(frozen=True, slots=True, eq=False)
class NumberColumn:
    """A column of numbers."""

    numbers: Ints

    def __len__(self) -> int:
        return len(self.numbers)

    def take(self, at: Places | slice) -> NumberColumn:
        """Return the column at some places."""
        return NumberColumn(self.numbers[at])

    def values(self) -> list[Any]:
        """Return what stands in each row."""
        numbers: list[Any] = self.numbers.tolist()
        return numbers

    def written(self, write: Callable[[Any], str]) -> list[str]:
        """Return the text of each row."""
        return list(map(write, self.values()))

    def arrow(self, pyarrow: Any, type_: Any) -> Any:
        """Return the column as an Arrow array of a type, made by the library."""
        return pyarrow.array(self.numbers, type_)


TableColumn: TypeAlias = (
    CodedColumn | EndColumn | GatheredColumn | RepeatedColumn | NumberColumn | UnionColumn
)


def _ends_of_long_runs(codes: Ints) -> Places | None:
    """Return where runs of the same places are over, None where these are short."""
    for part in (codes[:ROWS_IN_CACHE], codes):
        over = np.flatnonzero(part[1:] != part[:-1]) + 1
        if len(over) * LONG_RUN >= len(part):
            return None
    return np.append(over, len(codes))


def _decoded(pyarrow: Any, array: Any, over: Places) -> Any:
    """Return an array each value of which comes again until its run is over: whole texts are copied, one by one not."""
    return pyarrow.compute.run_end_decode(pyarrow.RunEndEncodedArray.from_arrays(over, array))


def _objects(values: Sequence[Any]) -> NDArray[np.object_]:
    return np.fromiter(values, np.object_, len(values))


def _taken(column: Ints, at: Places | slice) -> Ints:
    # As `column[at]` would, in half the time.
    return column[at] if isinstance(at, slice) else column.take(at)


class _Lists(NamedTuple):
    """Lists of texts: the *texts*, each once, and the *places* of those of each list, one list behind the other."""

    texts: Any
    places: Ints
    first: Ints
    length: Ints

    def taken(self, pyarrow: Any, codes: Ints, type_: Any) -> Any:
        """Return some of the lists as an Arrow array, which would take them in twice the time."""
        length = self.length.take(codes)
        over = np.zeros(len(codes) + 1, np.int32)
        np.cumsum(length, out=over[1:])
        flat = np.repeat(self.first.take(codes) - over[:-1], length)
        flat += np.arange(len(flat), dtype=np.int32)
        texts = self.texts.take(pyarrow.array(self.places.take(flat)))
        return pyarrow.ListArray.from_arrays(pyarrow.array(over), texts, type_)


def _lists(values: list[Any], array: Callable[..., Any], type_: Any) -> _Lists:
    held = array(values, type_)
    each = held.values.dictionary_encode()
    offsets = held.offsets.to_numpy()
    return _Lists(each.dictionary, each.indices.to_numpy(), offsets[:-1], np.diff(offsets))


def _arrow(values: list[Any], array: Callable[..., Any], type_: Any) -> Any:
    return array(values, type_)

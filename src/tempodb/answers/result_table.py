"""An answer as columns, which becomes rows when somebody looks at one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeAlias

import numpy as np

from tempodb.execution.columns.arrays import Ints, Places
from tempodb.execution.columns.distinct import Distinct

ROWS_AT_ONCE = 50_000
"""Of how many rows texts are made at once."""


@dataclass(frozen=True, slots=True, eq=False)
class CodedColumn:
    """A column of places in what it holds."""

    codes: Ints
    held: Distinct[Any]

    def __len__(self) -> int:
        return len(self.codes)

    def take(self, at: Places | slice) -> CodedColumn:
        """Return the column at some places."""
        return CodedColumn(self.codes[at], self.held)

    def values(self) -> list[Any]:
        """Return what stands in each row."""
        held = self.held.values
        return [held[code] for code in self.codes.tolist()]

    def written(self, write: Callable[[Any], str]) -> list[str]:
        """Return the text of each row; each distinct value is written once."""
        distinct, places = np.unique(self.codes, return_inverse=True)
        held = self.held.values
        texts = [write(held[code]) for code in distinct.tolist()]
        return [texts[place] for place in places.reshape(-1).tolist()]

    def arrow(self, pyarrow: Any, type_: Any) -> Any:
        """Return the column as an Arrow array of a type, made by the library."""
        return self.held.made(_arrow, pyarrow.array, type_).take(pyarrow.array(self.codes))


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


TableColumn: TypeAlias = CodedColumn | NumberColumn


class Table:
    """Columns under the keys of rows of one type; *refuse* refuses more rows than may be made."""

    def __init__(
        self, columns: Mapping[str, TableColumn], row: Callable[[Any], Any], refuse: Callable[[int], None]
    ) -> None:
        self._columns = dict(columns)
        self._row = row
        self._refuse = refuse

    def __len__(self) -> int:
        return len(next(iter(self._columns.values())))

    def __reduce__(self) -> tuple[object, ...]:
        # What is kept, or sent elsewhere, are the rows.
        return tuple, (self.rows,)

    @cached_property
    def rows(self) -> tuple[Any, ...]:
        """The rows.

        Raises:
            QueryError: there are more than may be made.

        """
        self._refuse(len(self))
        values = [column.values() for column in self._columns.values()]
        return tuple(map(self._row, zip(*values, strict=True)))

    def of(self, names: Sequence[str]) -> Table:
        """Return the table with some of its columns, in this order, whose rows are plain tuples."""
        return Table({name: self._columns[name] for name in names}, tuple, self._refuse)

    def written(self, write: Callable[[Any], str]) -> Iterator[tuple[str, ...]]:
        """Yield the texts of each row, without making any."""
        for start in range(0, len(self), ROWS_AT_ONCE):
            part = slice(start, start + ROWS_AT_ONCE)
            cells = [column.take(part).written(write) for column in self._columns.values()]
            yield from zip(*cells, strict=True)

    def arrow(self, pyarrow: Any, schema: Any) -> Any:
        """Return the columns as an Arrow table, made by the library."""
        arrays = [
            column.arrow(pyarrow, type_)
            for column, type_ in zip(self._columns.values(), schema.types, strict=True)
        ]
        return pyarrow.Table.from_arrays(arrays, schema=schema)


def _arrow(values: list[Any], array: Callable[..., Any], type_: Any) -> Any:
    return array(values, type_)

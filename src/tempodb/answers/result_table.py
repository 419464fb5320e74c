"""An answer as columns, which becomes rows when somebody looks at one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property, partial
from typing import Any, TypeAlias

from tempodb.answers.table_columns import EndColumn, TableColumn
from tempodb.answers.table_dates import DateColumn, LengthColumn, date_columns
from tempodb.base.collecting import uncollected
from tempodb.temporal.span_dates import SpanDates

ShownColumn: TypeAlias = TableColumn | DateColumn | LengthColumn
NOTHING_BESIDE: Mapping[str, TableColumn] = {}
ROWS_AT_ONCE = 50_000
"""Of how many rows texts are made at once."""
ROWS_OF_A_BLOCK = 1 << 11
"""So many rows are made at once: they, and what they share, are still near the processor when garbage is looked for."""


class Table:
    """Columns under the keys of rows of one type; *refuse* refuses more rows than may be made.

    What orders the rows may be kept *beside* them, which they do not show.
    """

    def __init__(
        self,
        columns: Mapping[str, ShownColumn],
        row: type[tuple[Any, ...]],
        refuse: Callable[[int], None],
        beside: Mapping[str, TableColumn] = NOTHING_BESIDE,
    ) -> None:
        self._columns = dict(columns)
        self.beside = beside
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
        # As `_make` of each would, which takes twice as long.
        make = partial(tuple.__new__, self._row)
        rows: list[Any] = []
        with uncollected() as look_over:
            for start in range(0, len(self), ROWS_OF_A_BLOCK):
                part = slice(start, start + ROWS_OF_A_BLOCK)
                values = [column.take(part).values() for column in self._columns.values()]
                rows += map(make, zip(*values, strict=True))
                look_over()
        return tuple(rows)

    def told_columns(self) -> Iterator[tuple[str, TableColumn]]:
        """Yield its columns, with their names, but for dates and lengths that were put beside them."""
        for name, column in self._columns.items():
            if not isinstance(column, DateColumn | LengthColumn):
                yield name, column

    def of(self, names: Sequence[str]) -> Table:
        """Return the table with some of its columns, in this order, whose rows are plain tuples."""
        return Table({name: self._columns[name] for name in names}, tuple, self._refuse)

    def with_dates(self) -> Table:
        """Return the table with columns of dates beside its `from` and `to`, whose rows are plain tuples."""
        from_, to = self._columns["from"], self._columns["to"]
        assert isinstance(from_, EndColumn)
        assert isinstance(to, EndColumn)
        dates = date_columns(from_.codes, to.codes, from_.ends)
        columns: dict[str, ShownColumn] = {}
        for name, column in self._columns.items():
            columns[name] = column
            if name == "to":
                columns |= zip(SpanDates._fields, dates, strict=True)
        return Table(columns, tuple, self._refuse)

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

"""An answer: its rows, and the question and instants that they answer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, Literal, Self, overload

from tempodb.answers.reasons import Reason
from tempodb.base.extras import extra
from tempodb.base.node import Node
from tempodb.base.printable import printable
from tempodb.questions.columns import column_types

if TYPE_CHECKING:
    from collections.abc import Callable

    from tempodb.answers.result_table import Table
    from tempodb.questions.rows import Row


class Result(Sequence[Any], Node):
    """The rows that answer a query, in order, with the instants at which it was answered.

    What is about everything is `made` as a table, whose rows are made when one is looked at.

    `query` is the canonical text; `row_type` says what is in the `columns`; `valid` the EDTF text of the days asked about, or None for all
    time. `known_at` is the last recorded instant that is not after the asked one, at which the same
    rows are known for ever; None where nothing was recorded by then. `notes` say what names were taken
    for where that is not plain, and `remark` that the organization did not exist on the days asked about.
    `asked_for` names the columns that people see even where all rows have the same in them, and
    `ends` how they read ends. `is_reworded` says that it was asked in other words. `today` is the day of
    asking, which is counted as `date.toordinal` does.
    """

    query: str
    columns: tuple[str, ...]
    row_type: type[Row]
    made: tuple[Row, ...] | Table
    valid: str | None
    known_at: str | None
    why_empty: str | Reason | None = None
    notes: tuple[str, ...] = ()
    remark: str | None = None
    asked_for: tuple[str, ...] = ()
    ends: Literal["to", "through"] = "to"
    is_reworded: bool = False
    today: int | None = None

    @property
    def instants(self) -> tuple[str, str]:
        """What days the answer is about, and as known when, in words."""
        return (
            f"valid {self.valid}" if self.valid else "all times",
            f"known at {self.known_at}" if self.known_at else "before anything was recorded",
        )

    @property
    def empty_because(self) -> str | None:
        """Why there is no row; it is looked for when it is asked for first, at the instant of the answer.

        Raises:
            QueryError: that takes longer, or more memory, than a query may.
            InputError: there is no database any more.
            OperationalError: it cannot be read any more.

        """
        return self.why_empty.found() if isinstance(self.why_empty, Reason) else self.why_empty

    @property
    def rows(self) -> tuple[Row, ...]:
        """The rows, in order.

        Raises:
            QueryError: they are more than may be made; as Arrow, CSV and Parquet they can be had.

        """
        return self.made if isinstance(self.made, tuple) else self.made.rows

    @overload
    def __getitem__(self, index: int) -> Any: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Any, ...]: ...
    def __getitem__(self, index: int | slice) -> Any:
        return self.rows[index]

    def __len__(self) -> int:
        return len(self.made)

    def __iter__(self) -> Iterator[Any]:
        return iter(self.rows)

    # Answers that say the same are two.
    __eq__ = object.__eq__
    __hash__ = object.__hash__

    def __repr__(self) -> str:
        count = f"{len(self)} row{'s' if len(self) != 1 else ''}"
        return f"<Result: {count} of {_shortened(self.query)}>"

    def to_dicts(self) -> list[dict[str, Any]]:
        """Return the rows as mappings, under the keys that the command line prints."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]

    def as_dict(self) -> dict[str, Any]:
        """Return all of the answer as one mapping, as `--format json` prints it."""
        answer: dict[str, Any] = {
            "query": self.query,
            "valid": self.valid,
            "known_at": self.known_at,
            "columns": self.columns,
            "rows": self.to_dicts(),
        }
        if self.empty_because is not None:
            answer["empty_because"] = self.empty_because
        if self.told:
            answer["notes"] = self.told
        return answer

    @property
    def told(self) -> tuple[str, ...]:
        """Return what is said beside the rows, first how the question was read where that is not what was written."""
        return tuple(filter(None, [self.read_as, *self.notes, self.remark]))

    @property
    def read_as(self) -> str | None:
        """Return how a question in other words than those of TQL was read."""
        return f"read as `{self.query}`" if self.is_reworded else None

    def written(self, write: Callable[[Any], str]) -> Iterable[Sequence[str]]:
        """Return the texts of the cells of each row, where no row has to be made for them."""
        if isinstance(self.made, tuple):
            return ([write(cell) for cell in row] for row in self.made)
        return self.made.written(write)

    def with_columns(self, columns: Sequence[str]) -> Self:
        """Return the answer with these of its columns, in this order."""
        made: Any
        if isinstance(self.made, tuple):
            at = [self.columns.index(name) for name in columns]
            made = tuple(tuple(row[i] for i in at) for row in self.made)
        else:
            made = self.made.of(columns)
        return self.having(columns=tuple(columns), made=made)

    def with_dates(self) -> Self:
        """Return the answer with columns of dates and days beside its `from` and `to`, where it has those.

        They are the candidates that a question judges by (`temporal.span_dates.SpanDates`); what is stated
        stands in `from` and `to` as before.
        """
        from tempodb.temporal.span_dates import DATE_COLUMNS, span_dates

        if not {"from", "to"} <= set(self.columns) or DATE_COLUMNS[0] in self.columns:
            return self
        behind = self.columns.index("to") + 1
        made: Any
        if isinstance(self.made, tuple):
            from_, to = self.columns.index("from"), behind - 1
            made = tuple(
                (*row[:behind], *span_dates(row[from_], row[to]), *row[behind:]) for row in self.made
            )
        else:
            made = self.made.with_dates()
        columns = (*self.columns[:behind], *DATE_COLUMNS, *self.columns[behind:])
        return self.having(columns=columns, made=made)

    def with_rows(self, made: tuple[Row, ...] | Table, remark: str | None) -> Self:
        """Return the answer with rows of its own, and what is said beside them."""
        # Every answer comes through here, and `having` takes three times as long as the rest of it.
        answer = object.__new__(type(self))
        answer.__dict__.update(self.__dict__, made=made, remark=remark)
        return answer

    def without_rows(self, made: tuple[Row, ...] | Table, why_empty: Reason | None) -> Self:
        """Return the answer with nothing *made*, and why there is nothing."""
        answer = object.__new__(type(self))
        answer.__dict__.update(self.__dict__, made=made, why_empty=why_empty)
        return answer

    def head(self, most: int = 5) -> Self:
        """Return the answer with the first so many of its rows."""
        return self if len(self) <= most else self.having(made=self.rows[:most])

    def to_arrow(self) -> Any:
        """Return the rows as a `pyarrow.Table`, with dates where no columns were chosen.

        It needs the extra `tempodb[arrow]`.

        Raises:
            InputError: it is not installed.

        """
        with extra("arrow"):
            import pyarrow.compute

        shown = self._framed()
        text = pyarrow.string()
        arrow = {
            str: text,
            int: pyarrow.int64(),
            date: pyarrow.date32(),
            tuple[str, ...]: pyarrow.list_(text),
        }
        schema = pyarrow.schema([(name, arrow[type_]) for name, type_ in shown._types().items()])
        if not isinstance(shown.made, tuple):
            return shown.made.arrow(pyarrow, schema)
        data = {name: [row[i] for row in shown.made] for i, name in enumerate(shown.columns)}
        return pyarrow.table(data, schema=schema)

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        """Return the rows as any frame takes them; pyarrow makes the stream, and where there is none, nanoarrow.

        Raises:
            InputError: neither is installed.

        """
        if find_spec("pyarrow") is not None:
            return self.to_arrow().__arrow_c_stream__(requested_schema)
        with extra("frames"):
            from tempodb.answers.arrow_stream import stream_of
        shown = self._framed()
        return stream_of(shown.rows, shown._types()).__arrow_c_stream__(requested_schema)

    def _framed(self) -> Self:
        return self.with_dates() if self.columns == self.row_type._fields else self

    def _types(self) -> dict[str, Any]:
        from tempodb.temporal.span_dates import SpanDates

        types = {**column_types(self.row_type), **column_types(SpanDates)}
        return {name: types[name] for name in self.columns}

    def to_polars(self) -> Any:
        """Return the rows as a `polars.DataFrame`; needs the extra `tempodb[polars]`.

        Raises:
            InputError: it is not installed.

        """
        with extra("polars"):
            import polars

        return polars.from_arrow(self.to_arrow())

    def to_pandas(self) -> Any:
        """Return the rows as a `pandas.DataFrame`; needs the extra `tempodb[pandas]`.

        Days are `datetime64`, and `NaT` where there is none.

        Raises:
            InputError: it is not installed.

        """
        with extra("pandas"):
            return self.to_arrow().to_pandas(date_as_object=False)


def _shortened(text: str, most: int = 80) -> str:
    line = printable(" ".join(text.split()))
    return line if len(line) <= most else line[: most - 1] + "…"

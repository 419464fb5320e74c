"""Tables of Parquet: their columns as texts, as they would stand in CSV."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from tempodb.base.errors import DatasetError, InputError, Problem
from tempodb.interchange.folders.table_cells import list_cell
from tempodb.interchange.folders.table_draft import TableDraft
from tempodb.markup.opened_files import file_opened
from tempodb.markup.shown_texts import in_backticks, visible

ROWS_READ = 4_096
"""How many rows are columns at once; of more the texts lie far from each other, which takes longer."""


class ParquetTable:
    """The columns of a file, read some rows at once.

    Raises:
        DatasetError: it is no Parquet.
        InputError: pyarrow is not installed.

    """

    def __init__(self, path: Path) -> None:
        pyarrow, parquet = _pyarrow(path.name)
        self.file = visible(str(path))
        with file_opened(path):
            # What is no ordinary file is told as that.
            pass
        self._refusals = (pyarrow.ArrowException, OSError, ValueError)
        try:
            self._read = parquet.ParquetFile(path)
            self.columns: list[str] = self._read.schema_arrow.names
        except self._refusals as error:
            raise self._unreadable(error) from None
        if len(set(self.columns)) < len(self.columns):
            message, hint = "two columns have one name", "keep one of the two"
            raise DatasetError(Problem("columns", message, hint, file=self.file))

    def parts(self) -> Iterator[Sequence[Sequence[str]]]:
        """Yield the columns of some rows after the other, each value as a cell.

        Raises:
            DatasetError: it is damaged, or holds what no cell can.

        """
        row = 0
        try:
            for batch in self._read.iter_batches(ROWS_READ):
                yield [
                    self._texts(name, column, row)
                    for name, column in zip(self.columns, batch.columns, strict=True)
                ]
                row += batch.num_rows
        except self._refusals as error:
            raise self._unreadable(error) from None

    def _texts(self, name: str, column: Any, before: int) -> Sequence[str]:
        """Return the values of a column, each of those that differ made a text once."""
        coded = column if hasattr(column, "dictionary") else None
        if coded is None:
            try:
                coded = column.dictionary_encode()
            except self._refusals:
                return [self._text(name, value, before + i) for i, value in enumerate(column.to_pylist(), 1)]
        indices = coded.indices.to_pylist()
        first: dict[int, int] = {}
        for i, index in enumerate(indices, 1):
            first.setdefault(index, i)
        texts = {
            index: ""
            if index is None
            else self._text(name, self._value(name, coded.dictionary[index], before + i), before + i)
            for index, i in first.items()
        }
        return [texts[index] for index in indices]

    def _value(self, name: str, value: Any, row: int) -> Any:
        try:
            return value.as_py()
        except (OverflowError, ValueError):
            message, hint = "the day that stands here is beyond the years 1 to 9999", "write it as a text"
            raise DatasetError(
                Problem("value", message, hint, file=self.file, line=row, pointer=name)
            ) from None

    def _text(self, name: str, value: Any, row: int) -> str:
        match value:
            case None:
                return ""
            case str():
                return value
            case list():
                return list_cell([self._text(name, item, row) for item in value])
            case int() | float() if not isinstance(value, bool) and value == value // 1:
                return str(int(value))
            case datetime() if value.time() == time() and value.tzinfo is None:
                return value.date().isoformat()
            case date() if not isinstance(value, datetime):
                return value.isoformat()
        if value != value:
            # Frames have no other way to say that a number is absent.
            return ""
        message = f"{in_backticks(str(value))} is no text, day or whole number"
        raise DatasetError(
            Problem("value", message, "write it as a text", file=self.file, line=row, pointer=name)
        )

    def _unreadable(self, error: Exception) -> DatasetError:
        message = f"this is no Parquet: {str(error).splitlines()[0].lower()}"
        return DatasetError(Problem("syntax", message, "write it anew", file=self.file))


def write_parquet(path: Path, draft: TableDraft) -> None:
    """Write a table, all of whose columns are texts.

    Raises:
        InputError: pyarrow is not installed.

    """
    pyarrow, parquet = _pyarrow(path.name)
    columns = [
        pyarrow.DictionaryArray.from_arrays(
            pyarrow.array([number - 1 if number else None for number in numbers], pyarrow.int32()),
            pyarrow.array(texts[1:], pyarrow.string()),
        )
        for texts, numbers in zip(draft.texts, draft.numbers, strict=True)
    ]
    parquet.write_table(pyarrow.table(dict(zip(draft.columns, columns, strict=True))), path)


def _pyarrow(name: str) -> tuple[Any, Any]:
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError:
        hint = "install it with: pip install 'tempodb[arrow]', or take tables of CSV"
        raise InputError.of("extra", f"{in_backticks(name)} needs pyarrow", hint) from None
    return pyarrow, parquet

"""The rows of a file of CSV, whichever signs stand between its cells, with what is wrong in it and where."""

from __future__ import annotations

import csv
import re
from codecs import BOM_UTF8, getincrementaldecoder
from collections.abc import Iterator, Mapping, Sequence
from io import StringIO
from itertools import count
from pathlib import Path
from typing import IO, NamedTuple, Protocol, cast

from tempodb.base.errors import DatasetError, Problem
from tempodb.interchange.importers.foreign_ids import composed
from tempodb.interchange.importers.foreign_statements import ForeignStatements
from tempodb.interchange.importers.placed_text import PlacedText
from tempodb.interchange.importers.tables.table_map import TableShape
from tempodb.markup.csv_table import MAX_ROW_BYTES, CsvRow, CsvTable
from tempodb.markup.opened_files import file_opened
from tempodb.markup.tree import Findings, Place

_SIGNS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"}
_CHUNK = 64 * 1024
_MARKS = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}


class TableRow(NamedTuple):
    """A row of a table: what it has in each column, without blanks around, and where."""

    place: Place
    cells: Mapping[str, PlacedText]


class ForeignTable(Protocol):
    """A table of which the columns are known."""

    columns: Sequence[str]
    heading: Place
    """Where they are named."""

    def rows(self) -> Iterator[TableRow]:
        """Yield its rows, but for those without anything in them."""


class _RefusedRows(Findings):
    """What is wrong with rows, which is refused of the source; a file of which too much is, ends there."""

    MOST = 1_000

    def __init__(self, statements: ForeignStatements) -> None:
        super().__init__()
        self._statements = statements

    def add(self, problem: Problem) -> None:
        """Refuse what is wrong with a row."""
        if problem.code == "encoding":
            problem = problem._replace(hint=f"{problem.hint}, or say in a map table: {{encoding: cp1252}}")
        self._statements.refuse_part(problem)
        super().add(problem)


class _Decoded:
    """A file in another encoding, as the lines of UTF-8 that it would be."""

    def __init__(self, stream: IO[bytes], encoding: str, file: str) -> None:
        self._stream = stream
        self._decoder = getincrementaldecoder(encoding)()
        self._encoding = encoding
        self._file = file
        self._text = ""
        self._at = 0
        self._number = 0

    def readline(self, size: int) -> bytes:
        """Return the next line, or as much of it as that.

        Raises:
            DatasetError: it is none in that encoding.

        """
        while (end := self._text.find("\n", self._at) + 1) == 0 and len(self._text) - self._at < size:
            chunk = self._stream.read(_CHUNK)
            try:
                decoded = self._decoder.decode(chunk, final=not chunk)
            except UnicodeError:
                message, hint = f"this is no text in {self._encoding}", "look in which encoding it was saved"
                line = self._number + 1 + self._text.count("\n", self._at)
                raise DatasetError(Problem("encoding", message, hint, file=self._file, line=line)) from None
            self._text, self._at = self._text[self._at :] + decoded, 0
            if not chunk:
                end = len(self._text)
                break
        end = min(end or len(self._text), self._at + size)
        text, self._at = self._text[self._at : end], end
        self._number += 1
        return text.encode("utf-8", "surrogatepass")


class _Named:
    """A file from the line on that names the columns, in which those without a name are called by their numbers."""

    def __init__(self, stream: IO[bytes], delimiter: str, header: int) -> None:
        self._stream = stream
        for _ in range(header - 1):
            while (line := stream.readline(_CHUNK)) and not line.endswith(b"\n"):
                pass
        line = stream.readline(MAX_ROW_BYTES + 1).removeprefix(BOM_UTF8)
        self.unnamed: Sequence[str] = ()
        self._header: bytes | None = self._with_names(line, delimiter)

    def readline(self, size: int) -> bytes:
        """Return the next line, or as much of it as that."""
        if self._header is None:
            return self._stream.readline(size)
        line, self._header = self._header[:size], self._header[size:] or None
        return line

    def _with_names(self, line: bytes, delimiter: str) -> bytes:
        try:
            (names,) = csv.reader([line.decode("utf-8")], delimiter=delimiter, strict=True)
        except (ValueError, csv.Error):
            # It is told as what it is by whoever reads it.
            return line
        if all(map(str.strip, names)) or not any(map(str.strip, names)):
            return line
        named = [name.strip() or f"column {i}" for i, name in enumerate(names, 1)]
        self.unnamed = [name for name, before in zip(named, names, strict=True) if not before.strip()]
        written = StringIO()
        csv.writer(written, delimiter=delimiter, lineterminator="\n").writerow(named)
        return written.getvalue().encode("utf-8")


class _RowPlaces:
    """Where the cells of a row stand, by the number of their column; it keeps no more than tells it."""

    __slots__ = ("_line", "_offset", "_table", "_text")

    def __init__(self, table: CsvTable, row: CsvRow) -> None:
        self._table = table
        self._line, self._offset, self._text = row.line, row.offset, row.text

    def __call__(self, column: int) -> Place:
        return self._table.place(CsvRow(self._line, self._offset, self._text, []), column)


class CsvFile:
    """The table of a file, of which what is wrong goes to *statements*."""

    def __init__(self, path: Path, shape: TableShape, statements: ForeignStatements) -> None:
        self._path = path
        self._shape = shape
        self._statements = statements
        with file_opened(path) as (file, stream):
            start = stream.read(_CHUNK)
        self._file = file
        self._encoding = shape.encoding or _MARKS.get(start[:2])
        if shape.encoding is None and self._encoding:
            statements.take(f"the file is in {self._encoding.upper()}, as its first bytes say", 0)
        self._delimiter = shape.delimiter or self._found_delimiter(start)
        with file_opened(path) as (_, stream):
            table, unnamed = self._table(stream, Findings())
        for name in unnamed:
            statements.take(f"a column without a name is called `{name}`", 0)
        self.columns: Sequence[str] = [composed(name.strip()) for name in table.columns]
        self.heading = Place(self._file, table.header.line, 0, 0, 0)

    def rows(self) -> Iterator[TableRow]:
        """Yield its rows, but for those without anything in them."""
        with file_opened(self._path) as (_, stream):
            table, _ = self._table(stream, _RefusedRows(self._statements))
            columns = list(zip(self.columns, count(), strict=False))
            for row in table:
                texts = [*map(str.strip, row.cells)]
                if not row.text.isascii():
                    texts = [*map(composed, texts)]
                if any(texts):
                    where = _RowPlaces(table, row)
                    cells = {name: PlacedText(texts[i], where, i) for name, i in columns}
                    yield TableRow(Place(self._file, row.line, 0, 0, 0), cells)

    def _table(self, stream: IO[bytes], findings: Findings) -> tuple[CsvTable, Sequence[str]]:
        if self._encoding:
            stream = cast("IO[bytes]", _Decoded(stream, self._encoding, self._file))
        named = _Named(stream, self._delimiter, self._shape.header)
        lines = cast("IO[bytes]", named)
        table = CsvTable(lines, self._file, findings, self._delimiter, self._shape.header)
        return table, named.unnamed

    def _found_delimiter(self, start: bytes) -> str:
        text = start.decode(self._encoding or "utf-8", "replace")
        header = re.sub('"[^"]*"', "", "".join(text.split("\n")[self._shape.header - 1 : self._shape.header]))
        sign = max(_SIGNS, key=header.count)
        if sign != "," and header.count(sign):
            self._statements.take(f"cells are separated by {_SIGNS[sign]}", 0)
            return sign
        return ","

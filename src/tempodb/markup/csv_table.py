"""A table of CSV, read row by row: UTF-8, cells between commas, and a first line that names the columns.

What is wrong in it is told with its line and column, and reading goes on behind it. No more than a row of it
is kept, however long the file or a line of it is.
"""

from __future__ import annotations

import csv
import re
from codecs import BOM_UTF8
from collections.abc import Iterator
from typing import IO, NamedTuple

from tempodb.markup.contents import undecodable
from tempodb.markup.shown_texts import in_backticks
from tempodb.markup.tree import Findings, Place, problem_at

MAX_CELL = 131_072
"""How many characters a cell may have, which is as many as the reader of CSV takes."""
MAX_ROW_BYTES = 4 * 1024 * 1024
"""How many bytes a row may have."""
_OTHER_DELIMITERS = {";": "semicolons", "\t": "tabs", "|": "bars"}
"""What else separates cells in files that are called CSV."""


class CsvRow(NamedTuple):
    """A row: its *cells*, and the *text* that they are written in, which begins at a line and offset of the file."""

    line: int
    offset: int
    text: str
    cells: list[str]


class CsvTable:
    """The rows of a table that a *stream* gives, which is called *file* in errors; what is wrong goes to *findings*.

    The stream begins with some *line* of the file.

    >>> from io import BytesIO
    >>> table = CsvTable(BytesIO(b'id,name\\na,"A, the first"\\n'), "x.csv", Findings())
    >>> table.columns, [row.cells for row in table]
    (['id', 'name'], [['a', 'A, the first']])

    Raises:
        DatasetError: the first line names no columns, or too much is wrong.

    """

    def __init__(
        self, stream: IO[bytes], file: str, findings: Findings, delimiter: str = ",", line: int = 1
    ) -> None:
        self.file = file
        self._findings = findings
        self._delimiter = delimiter
        self._cell = re.compile(rf'"(?:[^"]|"")*"|(?!")[^{re.escape(delimiter)}]*')
        self._line = line
        self._offset = 0
        self._taken: list[str] = []
        self._records = csv.reader(self._lines(stream), delimiter=delimiter, strict=True)
        self.header = next(self._rows(), None) or CsvRow(line, 0, "", [])
        self._refuse_no_columns()
        self.columns = self.header.cells

    def __iter__(self) -> Iterator[CsvRow]:
        """Yield the rows that have as many cells as there are columns; empty lines are passed over.

        Raises:
            DatasetError: too much is wrong.

        """
        count = len(self.columns)
        for row in self._rows():
            if len(row.cells) == count:
                yield row
            else:
                self._ragged(row)

    def place(self, row: CsvRow, column: int) -> Place:
        """Return where a cell of a row stands."""
        start = 0
        for _ in range(column):
            start = self._cell_end(row.text, start) + 1
        return self._place(row, start, self._cell_end(row.text, start))

    def _rows(self) -> Iterator[CsvRow]:
        while True:
            try:
                cells = next(self._records, None)
            except csv.Error as error:
                row, cells = self._row([]), []
                self._broken(row, str(error))
                if "limit" in str(error):
                    # Whatever follows may stand within the quotes that were opened here.
                    return
            else:
                row = self._row(cells or [])
            if cells is None:
                return
            if cells:
                yield row

    def _row(self, cells: list[str]) -> CsvRow:
        """Return the row whose lines were read last."""
        text = self._taken[0] if len(self._taken) == 1 else "".join(self._taken)
        row = CsvRow(self._line, self._offset, text, cells)
        self._line += len(self._taken)
        self._offset += len(text)
        self._taken.clear()
        return row

    def _lines(self, stream: IO[bytes]) -> Iterator[str]:
        """Yield the lines of the file; an empty one in the place of what is none."""
        size = 0
        while line := stream.readline(MAX_ROW_BYTES + 1):
            if not self._offset and not self._taken:
                line = line.removeprefix(BOM_UTF8)
            size = len(line) + (size if self._taken else 0)
            if size > MAX_ROW_BYTES:
                while line and not line.endswith(b"\n"):
                    line = stream.readline(MAX_ROW_BYTES)
                self._tell_line(0, "too-long", "the row has more than 4 MiB", "look for quotes left open")
                line = b"\n"
            text = self._decoded(line)
            self._taken.append(text)
            yield text

    def _decoded(self, line: bytes) -> str:
        try:
            text = line.decode("utf-8")
        except UnicodeDecodeError as error:
            column = len(line[: error.start].decode("utf-8"))
            self._findings.add(undecodable(line, error.start, self._in_line(column)))
            return "\n"
        if text.endswith("\r\n"):
            text = f"{text[:-2]}\n"
        if "\x00" in text:
            message = "a NUL stands here, as it does in UTF-16 and in files that were cut off"
            self._tell_line(text.index("\x00"), "character", message, "save it as UTF-8")
            return "\n"
        return text

    def _tell_line(self, column: int, code: str, message: str, hint: str) -> None:
        """Tell what is wrong with the line that is being read."""
        self._findings.add(problem_at(self._in_line(column), code, message, hint))

    def _in_line(self, column: int) -> Place:
        taken = sum(map(len, self._taken))
        return Place(self.file, self._line + len(self._taken), column + 1, self._offset + taken + column, 1)

    def _place(self, row: CsvRow, start: int, end: int) -> Place:
        line = row.text.count("\n", 0, start)
        column = start - row.text.rfind("\n", 0, start)
        stop = row.text.find("\n", start, end)
        return Place(
            self.file, row.line + line, column, row.offset + start, (end if stop < 0 else stop) - start
        )

    def _cell_end(self, text: str, start: int) -> int:
        """Return where the cell ends that begins at *start*, or where its quotes do if they end too early."""
        found = self._cell.match(text, start)
        return len(text) if found is None else len(text[: found.end()].rstrip("\n"))

    def _broken(self, row: CsvRow, error: str) -> None:
        """Tell what is wrong with a row that is no CSV: most often quotes are."""
        start, text = 0, row.text
        while (found := self._cell.match(text, start)) and text[
            found.end() : found.end() + 1
        ] == self._delimiter:
            start = found.end() + 1
        place = self._place(row, start, start + 1)
        if found is None:
            message = "the quotes that begin here are not closed"
            hint = 'close them, and write " twice within them'
        elif "limit" in error:
            message, hint = f"the cell has more than {MAX_CELL:,} characters", "shorten it"
        elif "\r" in text:
            message, hint = (
                "a carriage return stands within the line",
                "save it with the line ends of Unix or Windows",
            )
            place = self._place(row, text.index("\r"), text.index("\r") + 1)
        else:
            place = self._place(row, found.end(), found.end() + 1)
            message, hint = "the quotes of the cell end before it does", 'write " twice within quotes'
        self._findings.add(problem_at(place, "syntax", message, hint))

    def _ragged(self, row: CsvRow) -> None:
        count, wanted = len(row.cells), len(self.columns)
        message = f"{_cells(count)} here, and the first line names {wanted}"
        hint = 'put a text with a comma in it in quotes: "Paris, France"'
        if re.search(rf'{re.escape(self._delimiter)}\s+"', row.text):
            hint = "quotes have to begin right behind the comma, without a blank"
        if count < wanted:
            hint = "write a comma for each cell, also for an empty one"
        place = self._place(row, 0, len(row.text))
        self._findings.add(problem_at(place, "columns", message, hint))

    def _refuse_no_columns(self) -> None:
        """Tell what is wrong with the first line.

        Raises:
            DatasetError: it is.

        """
        header, text = self.header, self.header.text
        if not any(header.cells):
            self._findings.check()
            place, hint = Place(self.file, 1, 1, 0, 1), "begin the table with one that does"
            self._findings.refuse(problem_at(place, "empty", "no line names the columns", hint))
        other = next((sign for sign in _OTHER_DELIMITERS if len(header.cells) == 1 and sign in text), None)
        if other is not None:
            message = f"the cells are separated by {_OTHER_DELIMITERS[other]}"
            place = self._place(header, text.index(other), text.index(other) + 1)
            self._findings.refuse(problem_at(place, "delimiter", message, "save it with commas between them"))
        known: dict[str, int] = {}
        for number, name in enumerate(header.cells):
            if not name.strip():
                message, hint = f"column {number + 1} has no name", "name it, or remove it"
            elif known.setdefault(name, number) != number:
                message, hint = f"{in_backticks(name)} names two columns", "keep one of the two"
            else:
                continue
            self._findings.add(problem_at(self.place(header, number), "columns", message, hint))
        self._findings.check()


def _cells(count: int) -> str:
    return "1 cell stands" if count == 1 else f"{count} cells stand"

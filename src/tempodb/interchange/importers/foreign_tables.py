"""The rows of a table in a source, which is CSV in UTF-8, with what is wrong in them and where."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Literal

from tempodb.base.errors import DatasetError, Problem
from tempodb.interchange.importers.foreign_files import (
    ForeignLine,
    at_line,
    begins_with,
    lines_of_file,
    no_text,
    refusal,
)
from tempodb.markup.shown_texts import in_backticks

_MOST_COLUMNS = 20
LOOK_AT_QUOTES = "look at its quotes"
_BROKEN = (
    (
        "new-line",
        "a carriage return stands within the line",
        "save it with the line ends of Unix or Windows",
    ),
    ("limit", "a cell has more than 131,072 characters", "look for quotes left open"),
    ("unexpected end", "the quotes that are opened in this row are not closed", "close them"),
    ("", "the quotes of a cell end before it does", 'write " twice within quotes'),
)
"""What the reader of CSV says, in words that are its own; what is wrong then; what to try."""


def csv_rows(
    path: Path, delimiter: str = ",", quoting: Literal[0, 3] = csv.QUOTE_MINIMAL
) -> Iterator[ForeignLine]:
    """Yield the rows of a table, the first of which names the columns: each as a dict of texts.

    Raises:
        DatasetError: the file cannot be read, or its first line does not name each column once.

    """
    problems: list[Problem] = []
    rows = csv.reader(_texts(path, problems), delimiter=delimiter, strict=True, quoting=quoting)
    columns = _columns(path, rows, problems)
    while True:
        line = rows.line_num + 1
        try:
            row = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            yield ForeignLine(line, None, _broken(path, line, error))
            continue
        if problems:
            yield ForeignLine(line, None, problems.pop())
        elif row and len(row) != len(columns):
            message = f"{len(row)} fields stand here, and the first line names {len(columns)} columns"
            yield ForeignLine(line, None, at_line(path, line, "columns", message, LOOK_AT_QUOTES))
        elif row:
            yield ForeignLine(line, dict(zip(columns, row, strict=True)))


def few_columns(names: Iterable[str]) -> str:
    """Return the names of columns as an error shows them: the first of many.

    >>> few_columns(["id", "name"])
    '`id`, `name`'
    """
    shown = [in_backticks(name) for name in names]
    more = f" and {len(shown) - _MOST_COLUMNS} more" if len(shown) > _MOST_COLUMNS else ""
    return ", ".join(shown[:_MOST_COLUMNS]) + more


def delimiter_of(path: Path) -> str:
    """Return which of comma, tab and semicolon parts the names in the first line of a table.

    Raises:
        DatasetError: it cannot be read.

    """
    header = begins_with(path).partition(b"\n")[0]
    return max(",\t;", key=lambda sign: header.count(sign.encode()))


def _columns(path: Path, rows: Iterator[list[str]], problems: Sequence[Problem]) -> list[str]:
    try:
        row = next(rows, None)
    except csv.Error as error:
        raise DatasetError(_broken(path, 1, error)) from None
    if problems:
        raise DatasetError(*problems)
    if row is None:
        raise refusal(path, "empty", "the file is empty", "its first line names the columns")
    columns = [name.strip() for name in row]
    if len(set(columns)) < len(columns) or not any(columns):
        message = "the first line does not name each column once"
        raise DatasetError(at_line(path, 1, "columns", message, "name them there"))
    return columns


def _broken(path: Path, line: int, error: csv.Error) -> Problem:
    """Return what is wrong with the row that begins at a line, in other words than those of the reader of CSV."""
    message, hint = next(words for said, *words in _BROKEN if said in str(error))
    return at_line(path, line, "syntax", message, hint)


def _texts(path: Path, problems: list[Problem]) -> Iterator[str]:
    """Yield the lines of a file as texts; where one is none, an empty one, and the problem beside."""
    for number, line in lines_of_file(path):
        text = "\n"
        try:
            if line is None:
                problems.append(at_line(path, number, "too-long", "the line is too long", "split it"))
            else:
                text = line.decode("utf-8")
        except UnicodeDecodeError as error:
            problems.append(no_text(error, path, number))
        yield text

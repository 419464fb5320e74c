"""The words of a cell: `[--db DATABASE] [NAME <<] statements`."""

from __future__ import annotations

import re
from typing import NamedTuple

from tempodb.base.errors import InputError

_DATABASE = re.compile(r"\s*--db(?:=|\s+)(?P<quote>['\"]?)(?P<name>.+?)(?P=quote)(?=\s|$)")
_KEPT = re.compile(r"\s*(?P<name>[^\W\d]\w*)\s*<<")
_OPTION = re.compile(r"\s*(?P<name>--[a-z][\w-]*)")
_LINE = re.compile(r"\s*(?:[^\W\d]\w*\s*=\s*)?%tempo\s")
_CELL = re.compile(r"\s*%%tempo(?=\s|$)")


class Cell(NamedTuple):
    """Which *database* is asked, if it is said; in what the last answer is *kept*, if in anything; the statements."""

    database: str | None
    kept: str | None
    text: str


def cell_of(line: str, body: str = "") -> Cell:
    """Return what stands behind the magic on its *line*, and in the cell below.

    >>> cell_of("now << members of CSTO as of 2006")
    Cell(database=None, kept='now', text='members of CSTO as of 2006')
    >>> cell_of("--db csto.db", "members as of 2006")
    Cell(database='csto.db', kept=None, text='members as of 2006')

    Raises:
        InputError: it begins with an option that there is not.

    """
    database = kept = None
    if found := _DATABASE.match(line):
        database, line = found["name"], line[found.end() :]
    if found := _KEPT.match(line):
        kept, line = found["name"], line[found.end() :]
    if found := _OPTION.match(line):
        hint = "write `%tempo --db FILE`, or a question"
        raise InputError.of("argument", f"there is no place for `{found['name']}`", hint)
    return Cell(database, kept, "\n".join(filter(None, [line.strip(), body.strip()])))


def asked_before(text: str, line: int, column: int) -> str | None:
    """Return what is asked before a place in the *text* of a cell; None where nothing of this is asked.

    >>> asked_before("x = %tempo members o", 0, 20)
    'members o'
    """
    lines = text.split("\n")[: line + 1]
    lines[-1] = lines[-1][:column]
    if found := _CELL.match(lines[0]):
        if len(lines) == 1:
            return _statements(lines[0][found.end() :])
        return "\n".join(lines[1:])
    found = _LINE.match(lines[-1])
    return None if found is None else _statements(lines[-1][found.end() :])


def _statements(line: str) -> str | None:
    """Return what is asked behind the magic on its line; None while an option is typed."""
    for words in (_DATABASE, _KEPT):
        if (found := words.match(line)) and (words is _KEPT or line[found.end() :]):
            line = line[found.end() :]
    line = line.lstrip()
    return None if line.startswith("-") else line

"""Problems for people: the place, the words to blame, what is wrong, one thing to try."""

from __future__ import annotations

from tempodb.errors import Problem
from tempodb.printable import printable
from tempodb.render.cells import cell_width
from tempodb.render.records import json_line

WIDEST = 110
KINDS = {"warning": "warning", "no-rows": "no rows"}
"""What a problem of some code is, where it is no error."""


def drawn(problem: Problem) -> str:
    """Return a problem as it is printed on a terminal.

    >>> print(drawn(Problem("syntax", "`limt` does not fit here", "write `limit`", line=1, column=9,
    ...     length=4, excerpt="members limt 3")))
    error: `limt` does not fit here
     1 | members limt 3
       |         ^^^^
    help: write `limit`
    """
    lines = [f"{KINDS.get(problem.code, 'error')}: {printable(problem.message)}"]
    if problem.file is not None:
        place = ":".join(
            str(part) for part in (problem.file, problem.line, problem.column) if part is not None
        )
        lines = [f"{printable(place)}: {lines[0]}"]
    if problem.excerpt is not None and problem.line is not None and problem.column is not None:
        lines += _excerpt(problem.excerpt, problem.line, problem.column, problem.length or 0)
    if problem.hint:
        lines.append(f"help: {printable(problem.hint)}")
    return "\n".join(lines)


def _excerpt(text: str, line: int, column: int, length: int) -> list[str]:
    start = max(0, column - 1 - WIDEST // 2) if len(text) > WIDEST else 0
    shown = text[start : start + WIDEST]
    at = column - 1 - start
    before, blamed = printable(shown[:at].expandtabs(1)), printable(shown[at : at + length].expandtabs(1))
    margin = " " * len(str(line))
    caret = " " * cell_width(before) + "^" * max(1, cell_width(blamed))
    return [f" {line} | {printable(shown.expandtabs(1))}", f" {margin} | {caret}"]


def as_text(problem: Problem) -> str:
    """Return a problem as a text of whole lines."""
    return drawn(problem) + "\n"


def as_json(problem: Problem) -> str:
    """Return a problem as an object on a line of its own."""
    return json_line(problem.as_dict())

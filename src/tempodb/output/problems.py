"""Problems for people: the place, the words to blame, what is wrong, one thing to try."""

from __future__ import annotations

from collections.abc import Callable

from tempodb.base.errors import Problem
from tempodb.base.printable import printable
from tempodb.output.data import json_line
from tempodb.output.terminal.cells import cell_width

MAX_PROBLEM_WIDTH = 110
KINDS = {"warning": "warning", "partly": "warning", "no-rows": "no rows", "note": "note"}
"""What a problem of some code is, where it is no error."""


PAINTS = {"error": "1;31", "warning": "1;33", "no rows": "1;33", "note": "1;33", "help": "1;36"}
"""What a terminal is told for each role, as in ECMA-48, 8.3.117: bold, and red, yellow or cyan."""


def unpainted(_: str, text: str) -> str:
    """Return a part of a problem as it is."""
    return text


def painted(role: str, text: str) -> str:
    """Return a part of a problem in its colour.

    >>> painted("error", "^^^")
    '\\x1b[1;31m^^^\\x1b[0m'
    """
    return f"\x1b[{PAINTS[role]}m{text}\x1b[0m"


def drawn(problem: Problem, paint: Callable[[str, str], str] = unpainted) -> str:
    """Return a problem as it is printed on a terminal; *paint* is given a part's role and its text.

    >>> print(drawn(Problem("syntax", "`limt` does not fit here", "write `limit`", line=1, column=9,
    ...     length=4, excerpt="members limt 3")))
    error: `limt` does not fit here
     1 | members limt 3
       |         ^^^^
    help: write `limit`
    """
    kind = KINDS.get(problem.code, "error")
    lines = [f"{paint(kind, f'{kind}:')} {printable(problem.message)}"]
    if problem.file is not None:
        lines = [f"{printable(problem.place)}: {lines[0]}"]
    if problem.excerpt is not None and problem.line is not None and problem.column is not None:
        text, blank, caret = _excerpt(problem.excerpt, problem.line, problem.column, problem.length or 0)
        lines += [text, blank + paint(kind, caret)]
    if problem.hint:
        lines.append(f"{paint('help', 'help:')} {printable(problem.hint)}")
    return "\n".join(lines)


def _excerpt(text: str, line: int, column: int, length: int) -> tuple[str, str, str]:
    start = max(0, column - 1 - MAX_PROBLEM_WIDTH // 2) if len(text) > MAX_PROBLEM_WIDTH else 0
    shown = text[start : start + MAX_PROBLEM_WIDTH]
    at = column - 1 - start
    before, blamed = printable(shown[:at].expandtabs(1)), printable(shown[at : at + length].expandtabs(1))
    margin = " " * len(str(line))
    blank = f" {margin} | {' ' * cell_width(before)}"
    return f" {line} | {printable(shown.expandtabs(1))}", blank, "^" * max(1, cell_width(blamed))


def as_text(problem: Problem) -> str:
    """Return a problem as a text of whole lines."""
    return drawn(problem) + "\n"


def as_painted_text(problem: Problem) -> str:
    """Return a problem as a text of whole lines for a terminal that knows colours."""
    return drawn(problem, painted) + "\n"


def as_json(problem: Problem) -> str:
    """Return a problem as an object on a line of its own."""
    return json_line(problem.as_dict())

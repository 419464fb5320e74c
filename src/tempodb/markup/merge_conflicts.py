"""Merges that git left to a person: their marks, which some formats would read as text."""

from __future__ import annotations

import re
from collections.abc import Iterable

from tempodb.base.errors import Problem
from tempodb.markup.tree import LineIndex

_LABELLED = re.compile(r"^(?:<{7}|\|{7}|>{7}) .*", re.MULTILINE)
"""The marks with what git writes behind them, which nobody writes into a text, at the start of a line least of all."""
BARE_MARK = re.compile(r"^(?:<{7}|\|{7}|={7}|>{7})(?=\r?$)", re.MULTILINE)
"""A line that is a mark and nothing else: `=======` may as well underline what stands above it in a note."""


def labelled_conflicts(lines: LineIndex) -> list[Problem]:
    """Return a problem for every merge that stopped in a text, wherever its marks stand."""
    if not any(f"{mark * 7} " in lines.text for mark in "<|>"):
        return []
    marks = [found.span() for found in _LABELLED.finditer(lines.text)]
    begun = [span for span in marks if lines.text[span[0]] == "<"]
    return [conflict(lines, *span) for span in begun or marks[:1]]


def bare_conflicts(lines: LineIndex, problems: Iterable[Problem]) -> list[Problem]:
    """Return the problem of a mark without a label, if that is why a text cannot be read."""
    for number in dict.fromkeys(
        near for problem in problems if problem.line for near in (problem.line, problem.line - 1)
    ):
        if number and (found := BARE_MARK.match(lines.text, start := lines.offset(number, 1))):
            return [conflict(lines, start, found.end())]
    return []


def conflict(lines: LineIndex, start: int, end: int) -> Problem:
    """Return the problem of a mark from *start* to *end*."""
    message = "a merge stopped here, and left both sides in the file"
    hint = "keep what is right of both, and remove the lines with <<<<<<<, ======= and >>>>>>>"
    return lines.problem(start, end, message, hint, "merge-conflict")

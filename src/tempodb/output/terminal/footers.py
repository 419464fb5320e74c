"""The line below an answer: how much there is, and what it was asked of."""

from __future__ import annotations

from collections.abc import Iterable

from tempodb.answers.result import Result
from tempodb.base.printable import printable
from tempodb.output.terminal.cells import joined, wrapped

FOOTER_SEPARATOR = " · "


def footer(result: Result, common: Iterable[str] = (), width: int | None = None) -> list[str]:
    """Return the number of rows, what is *common* to all of them, and the instants of the answer."""
    number = f"{len(result.rows)} row{'s' if len(result.rows) != 1 else ''}"
    return _fitting([number, *map(printable, common), *result.instants], width)


def plain_footer(result: Result, width: int | None = None) -> list[str]:
    """Return the instants of an answer whose rows are not to be counted."""
    return _fitting(result.instants, width)


def _fitting(parts: Iterable[str], width: int | None) -> list[str]:
    return [part for line in joined(parts, FOOTER_SEPARATOR, width) for part in wrapped(line, width)]

"""An answer as a table for people."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tempodb.printable import printable
from tempodb.query.result import Result

SHOWN = (
    *(
        "answer",
        "member_name",
        "holder_name",
        "title",
        "organization_name",
        "body_name",
        "status",
        "capacity",
    ),
    *("ordinal", "representing", "date", "number", "kind", "place", "state", "name", "short", "from", "to"),
    *("certainty", "standing", "sources", "id", "detail"),
)
"""The columns that a table shows, in this order; ids stand beside names in the other formats."""

HEADINGS = {"member_name": "member", "holder_name": "holder", "organization_name": "organization"}
HEADINGS |= {"body_name": "body", "title": "office"}
ORDERS = {
    "event": ("date", "kind", "number", "title", "body_name", "place", "state", "certainty", "sources"),
    "id": ("id", "name", "kind", "detail"),
    "party": ("name", "short", "from", "to", "certainty", "sources"),
}
UNINTERESTING = {"standing": "accepted"}


def table(result: Result) -> str:
    """Return the answer as an aligned table, with what it was asked of below.

    A column that has nothing to say in any row is left out; an organization that is the same in all
    of several rows stands below.
    """
    if not result.rows:
        return f"no rows: {result.empty_because}\n" if result.empty_because else "no rows\n"
    common = _common_organization(result)
    hidden = "organization_name" if common else None
    names = [name for name in _columns(result) if name != hidden and _says_something(result, name)]
    headings = [
        "office" if name == "title" and "office" in result.columns else _heading(name, result)
        for name in names
    ]
    cells = [[_cell(row, name) for name in names] for row in result.to_dicts()]
    lines = aligned([headings, *cells])
    rule = "  ".join("─" * width for width in _widths([headings, *cells]))
    return "\n".join([lines[0], rule, *lines[1:], "", _footer(result, common)]) + "\n"


def _columns(result: Result) -> Sequence[str]:
    first = result.columns[0]
    order = ORDERS.get(first, SHOWN)
    return [name for name in order if name in result.columns]


def _heading(name: str, result: Result) -> str:
    if result.columns[0] in ("event", "id", "party"):
        return name.removesuffix("_name")
    return HEADINGS.get(name, name)


def _says_something(result: Result, name: str) -> bool:
    at = result.columns.index(name)
    dull = (None, (), UNINTERESTING.get(name))
    if name in ("from", "to"):
        return True
    return any(row[at] not in dull for row in result.rows)


def _cell(row: dict[str, Any], name: str) -> str:
    value = row[name]
    if name in ("from", "to") and value is None:
        if "holder" in row and row["holder"] is None:
            return ""
        return "always" if name == "from" else "ongoing"
    if value is None:
        return ""
    return printable(", ".join(value) if isinstance(value, tuple) else str(value))


def aligned(rows: Sequence[Sequence[str]]) -> list[str]:
    """Return one line a row, with the cells of each column at one width."""
    widths = _widths(rows)
    return [
        "  ".join(_padded(cell, width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    ]


def _widths(rows: Sequence[Sequence[str]]) -> list[int]:
    return [max(map(cell_width, column)) for column in zip(*rows, strict=True)]


def _padded(cell: str, width: int) -> str:
    return cell + " " * (width - cell_width(cell))


def cell_width(text: str) -> int:
    """Return how many terminal cells *text* takes.

    >>> cell_width("CSTO"), cell_width("上海")
    (4, 4)
    """
    if text.isascii():
        return len(text)
    # Its tables take a while to import, and most answers are ASCII.
    from wcwidth import wcswidth

    return max(wcswidth(text), 0)


def _common_organization(result: Result) -> str | None:
    if "organization_name" not in result.columns or len(result.rows) < 2:
        return None
    at = result.columns.index("organization_name")
    names = {row[at] for row in result.rows}
    return printable(str(names.pop())) if len(names) == 1 else None


def _footer(result: Result, common: str | None) -> str:
    count = f"{len(result.rows)} row{'s' if len(result.rows) != 1 else ''}"
    valid = f"valid {result.valid}" if result.valid else "all times"
    return " · ".join(filter(None, [count, common, valid, f"known at {result.known_at}"]))

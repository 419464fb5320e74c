"""What stands in the cell of a table: one text, or several in a list.

The items of a list are separated by `;`. Where that sign belongs to an item, and blanks at its ends do, `\\`
stands before it. A text that a spreadsheet would calculate has `'` before it in CSV.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from tempodb.base.spreadsheets import FORMULA

_SIGN = re.compile(r"\\([;\\\s])|(;)|([\s\S])")
_SPECIAL = re.compile(r"[;\\]|^\s|\s$")


def items_of(cell: str) -> list[str]:
    r"""Return the items of a list.

    >>> items_of("a; b"), items_of(r"AC\DC;a\;b")
    (['a', 'b'], ['AC\\DC', 'a;b'])
    """
    if "\\" not in cell:
        return [item.strip() for item in cell.split(";")]
    items: list[list[tuple[str, bool]]] = [[]]
    for escaped, separator, sign in _SIGN.findall(cell):
        if separator:
            items.append([])
        elif escaped or not sign.isspace() or items[-1]:
            items[-1].append((escaped or sign, not escaped and sign.isspace()))
    for item in items:
        while item and item[-1][1]:
            item.pop()
    return ["".join(sign for sign, _ in item) for item in items]


def list_cell(items: Iterable[str]) -> str:
    r"""Return a list as one cell.

    >>> print(list_cell(["a;b", "c"]))
    a\;b;c
    """
    return ";".join([_SPECIAL.sub(r"\\\g<0>", item) for item in items])


def guarded_cell(cell: str) -> str:
    """Return a cell that no spreadsheet calculates.

    >>> guarded_cell("=1"), guarded_cell("'=1"), guarded_cell("'s")
    ("'=1", "''=1", "'s")
    """
    return f"'{cell}" if cell.lstrip("'").startswith(FORMULA) else cell


def unguarded_cell(cell: str) -> str:
    """Return what was guarded.

    >>> unguarded_cell("'=1"), unguarded_cell("'s")
    ('=1', "'s")
    """
    return cell[1:] if cell.startswith("'") and cell.lstrip("'").startswith(FORMULA) else cell

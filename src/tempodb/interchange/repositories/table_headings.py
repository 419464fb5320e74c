"""The columns of a version of a table: what its first line names."""

from __future__ import annotations

import csv
from collections.abc import Sequence

TABLE_DELIMITERS = ",;\t|"
TABLE_SUFFIXES = (".csv", ".tsv", ".tab")
"""How the names of tables end."""


def heading_of(content: bytes, suffix: str) -> Sequence[str] | None:
    """Return the columns that a table names, None of what is none.

    >>> heading_of(b"name;since\\nA;1992", ".csv")
    ['name', 'since']
    """
    if suffix not in TABLE_SUFFIXES:
        return None
    line = content[: 64 * 1024].decode("utf-8-sig", "replace").partition("\n")[0].rstrip("\r")
    delimiter = max(TABLE_DELIMITERS, key=line.count)
    try:
        return [name.strip() for name in next(csv.reader([line], delimiter=delimiter), [])]
    except csv.Error:
        return None

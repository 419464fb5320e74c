"""How wide a terminal is, where the environment says so."""

from __future__ import annotations

from collections.abc import Mapping

WIDEST = 10_000
"""The most columns that are believed."""


def columns(environment: Mapping[str, str]) -> int | None:
    """Return the columns that `$COLUMNS` names, or None if it names no width.

    >>> columns({"COLUMNS": "80"}), columns({"COLUMNS": "-1"}), columns({"COLUMNS": "9" * 5000})
    (80, None, None)
    """
    named = environment.get("COLUMNS", "")
    width = int(named) if named.isascii() and named.isdigit() and len(named) <= len(str(WIDEST)) else 0
    return width if 0 < width <= WIDEST else None

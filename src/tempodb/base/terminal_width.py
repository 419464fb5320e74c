"""How wide a terminal is, where the environment says so."""

from __future__ import annotations

from collections.abc import Mapping

MAX_WIDTH = 10_000
"""The most columns that are believed."""


def stated_width(environment: Mapping[str, str]) -> int | None:
    """Return the columns that `$COLUMNS` names, or None if it names no width.

    >>> stated_width({"COLUMNS": "80"}), stated_width({"COLUMNS": "-1"}), stated_width({"COLUMNS": "9" * 5000})
    (80, None, None)
    """
    named = environment.get("COLUMNS", "")
    width = int(named) if named.isascii() and named.isdigit() and len(named) <= len(str(MAX_WIDTH)) else 0
    return width if 0 < width <= MAX_WIDTH else None

"""What a bar says when it is pointed at: whom it is about, what it says, from when to when, by which sources."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from tempodb.base.printable import printable

MOST_SOURCES = 3
"""So many are named; the answer names them all."""


def told(row: Any, *what: str) -> str:
    """Return what a row says that has days and sources."""
    said = printable(", ".join(filter(None, what)))
    standing = getattr(row, "standing", "accepted")
    beside = [standing] if standing != "accepted" else []
    return "; ".join([f"{said}, {days_in_words(row)}", *beside, *sources_told(getattr(row, "sources", ()))])


def days_in_words(row: Any) -> str:
    """Return from when to when a row holds, or its day."""
    if hasattr(row, "date"):
        return end_in_words(row.date, "day unknown")
    return f"from {end_in_words(row.from_, 'always')} to {end_in_words(row.to, 'ongoing')}"


def end_in_words(stated: str | None, if_open: str) -> str:
    """Return an end as people say it.

    >>> [end_in_words(end, "ongoing") for end in ("1992", "[..2017-04-18]", "[2012..]", "[1992..1994]", None)]
    ['1992', '2017-04-18 or before', '2012 or later', 'between 1992 and 1994', 'ongoing']
    """
    if stated is None:
        return if_open
    if not stated.startswith("[") or "," in stated:
        return stated
    first, _, last = stated.strip("[]").partition("..")
    if not first:
        return f"{last} or before"
    return f"between {first} and {last}" if last else f"{first} or later"


def sources_told(sources: Iterable[str]) -> list[str]:
    """Return by which sources something is told; nothing where there is none."""
    named = list(sources)
    if not named:
        return []
    more = f" and {len(named) - MOST_SOURCES} more" if len(named) > MOST_SOURCES else ""
    return [f"by {printable(', '.join(named[:MOST_SOURCES]))}{more}"]

"""Days by their number."""

from __future__ import annotations

from datetime import date

from tempodb.temporal.bounds import (
    FIRST_DAY,
    NEVER,
)


def day(text: str) -> int:
    """Return the number of an ISO day; the open ends have names."""
    return {"first": FIRST_DAY, "never": NEVER}.get(text) or date.fromisoformat(text).toordinal()

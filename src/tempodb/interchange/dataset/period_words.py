"""Periods of a file in words, as an error has them."""

from __future__ import annotations

from tempodb.model.claims import ClaimDates


def period_told(when: ClaimDates) -> str:
    """Return from when to when something is said to have been.

    >>> period_told(ClaimDates("1992", through="1999"))
    'from 1992 through 1999'
    """
    until = f"through {when.through}" if when.through else f"to {when.to}" if when.to else "onwards"
    return f"from {when.from_} {until}" if when.from_ else until


def try_through(when: ClaimDates) -> str:
    """Return what to try where it can have been on no day."""
    if when.to is not None and when.to == when.from_:
        return f"`to` is the first day on which it no longer held; write through: {when.to} for that one day"
    return "the end has to come after the beginning"

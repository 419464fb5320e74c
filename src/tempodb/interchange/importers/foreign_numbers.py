"""Whole numbers of a source, which has them as texts."""

from __future__ import annotations

MOST_DIGITS = 9


def number_told(text: str | None) -> int | None:
    """Return the number that a text is, None where it is none, or one that counts nothing of this world.

    >>> number_told("12"), number_told("²"), number_told("9" * 5000), number_told(None)
    (12, None, None, None)
    """
    if text is None or len(text) > MOST_DIGITS or not (text.isascii() and text.isdigit()):
        return None
    return int(text)

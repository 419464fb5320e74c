"""Texts in the cells of spreadsheets, which calculate whatever looks like a formula."""

from __future__ import annotations

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""With what a cell begins that a spreadsheet calculates; the last four are full-width `= + - @`, for East Asian ones."""


def guarded(text: str) -> str:
    """Return a text that no spreadsheet calculates, https://owasp.org/www-community/attacks/CSV_Injection.

    >>> guarded("=1+1"), guarded("1+1")
    ("'=1+1", '1+1')
    """
    return f"'{text}" if text.startswith(FORMULA) else text

"""Words of the language that may as well stand in a name, of which then the longest that is known is meant."""

from __future__ import annotations

import re

AMBIGUOUS = (
    *("all", "at", "ever", "today", "yesterday", "this", "last", "ago", "since", "on"),
    *("before", "after", "certainly", "possibly", "representing"),
)
_WORD = re.compile(rf"(?<!\S)(?:{'|'.join(AMBIGUOUS)})(?![^\s;)])", re.IGNORECASE)


def is_ambiguous(text: str) -> bool:
    """Return whether *text* holds such a word.

    >>> is_ambiguous("members of Best Ever Union"), is_ambiguous("members of Forever")
    (True, False)
    """
    return _WORD.search(text) is not None

"""Which texts are taken as they stand: in NFC, and without anything that controls a terminal."""

from __future__ import annotations

import re
from unicodedata import is_normalized

from tempodb.base.spelling import has_too_many_marks
from tempodb.markup.shown_texts import UNSAFE

UNSAFE_IN_KEY = re.compile(f"[\t\n{UNSAFE}]+")


def is_taken_as_it_stands(text: str) -> bool:
    r"""Return whether a tree holds a text, or a key, that is written so as it is.

    >>> is_taken_as_it_stands("Zo\u00eb"), is_taken_as_it_stands("Zoe\u0308"), is_taken_as_it_stands("a\x1b[2J")
    (True, False, False)
    """
    if text.isascii():
        return text.isprintable()
    return not (UNSAFE_IN_KEY.search(text) or has_too_many_marks(text)) and is_normalized("NFC", text)

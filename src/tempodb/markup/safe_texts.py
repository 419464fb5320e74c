"""Which texts are taken as they stand: in NFC, and without anything that controls a terminal."""

from __future__ import annotations

import re
from unicodedata import combining, is_normalized

from tempodb.markup.tree import UNSAFE

UNSAFE_IN_KEY = re.compile(f"[\t\n{UNSAFE}]+")
TOO_MANY_MARKS = re.compile(rb"[^\0]{31}")


def is_taken_as_it_stands(text: str) -> bool:
    r"""Return whether a tree holds a text, or a key, that is written so as it is.

    >>> is_taken_as_it_stands("Zo\u00eb"), is_taken_as_it_stands("Zoe\u0308"), is_taken_as_it_stands("a\x1b[2J")
    (True, False, False)
    """
    if text.isascii():
        return text.isprintable()
    marks = bytes(map(combining, text)) if len(text) > 30 else b""
    return not (UNSAFE_IN_KEY.search(text) or TOO_MANY_MARKS.search(marks)) and is_normalized("NFC", text)

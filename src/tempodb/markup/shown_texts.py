"""Texts of others as they are shown: without anything that controls a terminal."""

from __future__ import annotations

import re

UNSAFE = (
    r"\x00-\x08\x0b-\x1f\x7f\x85\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufeff"
    + r"\U000e0000-\U000e007f"
    + "".join(f"\\U{plane:04x}fffe\\U{plane:04x}ffff" for plane in range(17))
)
"""What no text may hold, as a class of a pattern: it would control a terminal or is no character.

The C1 controls other than the line break U+0085 are let in, since names in real data hold some that a
wrong decoding left there; `tempodb check` tells of them, and nothing shows them as they are.
"""

_NOT_SHOWN = rf"[\t\n\x80-\x9f{UNSAFE}]"


def in_backticks(text: str) -> str:
    r"""Return *text* in backticks, short and safe for a terminal.

    >>> print(in_backticks("a\x1b[2J"))
    `a\x1b[2J`
    """
    return f"`{visible(text if len(text) <= 60 else text[:59] + '…')}`"


def visible(text: str) -> str:
    r"""Return *text* with an escape in place of every character that is unsafe to show.

    >>> print(visible("caf\u00e9\u202e\n"))
    café\u202e\n
    """
    if text.isascii() and text.isprintable():
        # Most names of files: to compile the pattern takes longer than to hash a file.
        return text
    return re.sub(_NOT_SHOWN, lambda found: ascii(found[0])[1:-1], text)

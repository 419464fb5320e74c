"""Text that a terminal may be shown: nothing in it can move the cursor, reorder or hide."""

from __future__ import annotations

import re
from functools import cache

_CONTROLS = "[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufff9-\ufffb\U000e0000-\U000e007f]"


@cache
def _controls() -> re.Pattern[str]:
    # Most of what is shown has none of them, and the pattern takes its time to be compiled.
    return re.compile(_CONTROLS)


def holds_halves(text: str) -> bool:
    r"""Return whether *text* holds halves of characters, which no UTF-8 can say.

    >>> holds_halves("\ud800"), holds_halves("\n")
    (True, False)
    """
    return not text.isprintable() and any("\ud800" <= character <= "\udfff" for character in text)


def printable(text: str) -> str:
    r"""Return *text* with every control, bidi, tag and surrogate character spelt out.

    >>> print(printable("a\x1b[31mb"))
    a\x1b[31mb
    """
    if text.isascii() and text.isprintable():
        return text
    return _controls().sub(lambda found: found[0].encode("unicode_escape").decode("ascii"), text)


def printable_lines(text: str) -> str:
    """Return *text*, which may have several lines, with each of them printable; tabs stay."""
    lines = ("\t".join(map(printable, line.split("\t"))) for line in text.split("\n"))
    return "\n".join(lines)


def printable_json(text: str) -> str:
    r"""Return JSON text, on one line, that means the same and has no control, bidi or tag character.

    >>> print(printable_json('"\x7f\x9b"'))
    "\u007f\u009b"
    """
    if text.isascii() and text.isprintable():
        return text
    return _controls().sub(_escaped_units, text)


def _escaped_units(found: re.Match[str]) -> str:
    units = found[0].encode("utf-16-be", "surrogatepass").hex(" ", 2).split()
    return "".join(f"\\u{unit}" for unit in units)


def shortened(text: str, most: int = 60) -> str:
    """Return *text*, cut short where it would fill a message.

    >>> shortened("Collective Security", 11)
    'Collective…'
    """
    return text if len(text) <= most else text[: most - 1] + "…"

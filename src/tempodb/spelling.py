"""How ids, names and addresses may be spelt: what a person could not see or type again is none."""

from __future__ import annotations

import re
from unicodedata import category

from tempodb.printable import printable

LONGEST_ID = 200
LONGEST_NAME = 500
SCHEMES = ("http://", "https://", "doi:", "urn:", "isbn:")
"""How the address of a source may begin: no program is run, and no file opened, by following it."""

ADDRESS = r"^([Hh][Tt][Tt][Pp][Ss]?://|[Dd][Oo][Ii]:|[Uu][Rr][Nn]:|[Ii][Ss][Bb][Nn]:)\S"
"""The pattern of an address, which editors check, too."""

_MARKS = ',;:()"'
_LETTERS_WITHOUT_A_SHAPE = "\u034f\u115f\u1160\u2800\u3164\uffa0"
_LINE_BREAKS = re.compile("[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_CLIMBING = re.compile(r"(?:^|[/\\])\.{1,2}(?:$|[/\\])")


def why_no_id(text: str) -> str | None:
    """Return why *text* can be no id, or None if it can.

    >>> why_no_id("joint-staff"), why_no_id("../staff")
    (None, 'an id has no part that is `..`')
    >>> why_no_id("joint staff") == why_no_id("")
    True
    """
    if not text or any(c in _MARKS or c.isspace() for c in text):
        return f"an id has no blanks and none of {' '.join(_MARKS)}"
    if hidden := next(filter(_is_hidden, text), None):
        return f"an id has no character that cannot be seen, and U+{ord(hidden):04X} is one"
    if len(text) > LONGEST_ID:
        return f"an id has at most {LONGEST_ID} characters, and this has {len(text)}"
    if _CLIMBING.search(text):
        return "an id has no part that is `..`"
    return None


def why_no_name(text: str) -> str | None:
    """Return why *text* can be no name, or None if it can.

    >>> why_no_name("  "), why_no_name("Group of 77")
    ('a name has something that can be seen', None)
    """
    if all(c.isspace() or _is_hidden(c) for c in text):
        return "a name has something that can be seen"
    if _LINE_BREAKS.search(text):
        return "a name stands on one line"
    if len(text) > LONGEST_NAME:
        return f"a name has at most {LONGEST_NAME} characters, and this has {len(text)}"
    return None


def is_address(text: str) -> bool:
    """Return whether *text* can be the address of a source.

    >>> is_address("https://example.org"), is_address("javascript:alert(1)")
    (True, False)
    """
    return re.match(ADDRESS, text) is not None


def shortened(text: str) -> str:
    """Return *text* as an error shows it: on one line, and its beginning alone where it is long."""
    return printable(text if len(text) <= 60 else text[:59] + "…")


def _is_hidden(character: str) -> bool:
    return category(character) in ("Cc", "Cf") or character in _LETTERS_WITHOUT_A_SHAPE

"""How ids, names and addresses may be spelt: what a person could not see or type again is none.

The patterns are read alike by Python and by the editors that check a file against the JSON Schema.
"""

from __future__ import annotations

import re
from unicodedata import combining

from tempodb.base.printable import printable

LONGEST_ID = 200
LONGEST_NAME = 500
SCHEMES = ("http://", "https://", "doi:", "urn:", "isbn:")
"""How the address of a source may begin: no program is run, and no file opened, by following it."""

HIDDEN = (
    "\x00-\x1f\x7f-\x9f\xad\u034f\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u115f\u1160\u17b4\u17b5\u180b-\u180f"
    "\u200b-\u200f\u2028-\u202e\u2060-\u206f\u2800\u3164\ue000-\uf8ff\ufe00-\ufe0f\ufeff\uffa0\ufdd0-\ufdef\ufff0-\ufffb\ufffe\uffff"
    "\U000110bd\U000110cd\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\U000e0000-\U000e0fff\U000f0000-\U0010ffff"
)
"""What nobody sees, or sees alike everywhere, as a class of a pattern.

Controls and formats, what Unicode calls default-ignorable (variation selectors, tags, fillers), private use,
and the empty pattern of Braille.
"""

_MARKS = ',;:()"'
_LINE_BREAKS = "\n\r\v\f\x1c-\x1e\x85\u2028\u2029"
_PARTS = r"(?:^|[/\\])\.{0,2}(?:$|[/\\])"

LANGUAGE = (
    "^[a-z]{2,3}(?:-[a-z]{3}){0,3}(?:-[a-z]{4})?(?:-(?:[a-z]{2}|[0-9]{3}))?"
    "(?:-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*(?:-[a-wyz0-9](?:-[a-z0-9]{2,8})+)*(?:-x(?:-[a-z0-9]{1,8})+)?$"
)
"""The code of a language as BCP 47 has it, in small letters: with its script, region and variants, if it has any."""
ID = rf"^(?![\s\S]*[\s{_MARKS}{HIDDEN}])(?![\s\S]*{_PARTS})"
SEEN = rf"[^\s{HIDDEN}\u0300-\u036f]"
NAME = rf"^(?![\s\S]*[{_LINE_BREAKS}])[\s\S]*{SEEN}"
ADDRESS = (
    rf"^(?![\s\S]*[\s{HIDDEN}])"
    r"(?:[Hh][Tt][Tt][Pp][Ss]?://[^/?#:@\\]|(?:[Dd][Oo][Ii]|[Uu][Rr][Nn]|[Ii][Ss][Bb][Nn]):[\s\S])"
)

_NO_ID = re.compile(rf"[\s{_MARKS}]")
_TOO_MANY_MARKS = re.compile(rb"[^\0]{31}")
_NOT_SEEN = re.compile(f"[{HIDDEN}\ud800-\udfff]")


def why_no_id(text: str) -> str | None:
    """Return why *text* can be no id, or None if it can.

    >>> why_no_id("joint-staff"), why_no_id("../staff")
    (None, 'an id has no part that is empty or `..`')
    >>> why_no_id("")
    'it is empty'
    """
    if not text:
        return "it is empty"
    if _NO_ID.search(text):
        return f"an id has no blanks and none of {' '.join(_MARKS)}"
    if hidden := _NOT_SEEN.search(text):
        return f"an id has no character that cannot be seen, and U+{ord(hidden[0]):04X} is one"
    if len(text) > LONGEST_ID:
        return f"an id has at most {LONGEST_ID} characters, and this has {len(text)}"
    if has_too_many_marks(text):
        return "more than 30 marks stand on one of its characters"
    if re.search(_PARTS, text):
        return "an id has no part that is empty or `..`"
    return None


def why_no_language(text: str) -> str | None:
    """Return what to write where *text* is no language, or None if it is one.

    >>> why_no_language("zh-hant"), why_no_language("zh-Hant"), why_no_language("English")
    (None, 'write `zh-hant`', 'a language is a code in small letters, as `en` or `zh-hant`')
    """
    if re.fullmatch(LANGUAGE, text):
        return None
    meant = text.lower().replace("_", "-")
    if re.fullmatch(LANGUAGE, meant):
        return f"write `{meant}`"
    return "a language is a code in small letters, as `en` or `zh-hant`"


def why_no_name(text: str) -> str | None:
    """Return why *text* can be no name, or None if it can.

    >>> why_no_name("  "), why_no_name("Group of 77")
    ('a name has something that can be seen', None)
    """
    if is_blank(text):
        return "a name has something that can be seen"
    if re.search(f"[{_LINE_BREAKS}]", text):
        return "a name stands on one line"
    if len(text) > LONGEST_NAME:
        return f"a name has at most {LONGEST_NAME} characters, and this has {len(text)}"
    if has_too_many_marks(text):
        return "more than 30 marks stand on one of its characters"
    return None


def has_too_many_marks(text: str) -> bool:
    r"""Return whether more than 30 marks stand on one character, of which NFC takes quadratic time.

    >>> has_too_many_marks("e" + 31 * "\u0301"), has_too_many_marks(31 * "e\u0301")
    (True, False)
    """
    if len(text) <= 30 or text.isascii():
        return False
    return _TOO_MANY_MARKS.search(bytes(map(combining, text))) is not None


def is_blank(text: str) -> bool:
    """Return whether nothing of *text* can be seen.

    >>> is_blank("\u00a0\u200b"), is_blank("a")
    (True, False)
    """
    return re.search(SEEN, text) is None


def why_no_address(text: str) -> tuple[str, str] | None:
    """Return why *text* can be no address of a source, with one thing to try; None if it can.

    >>> why_no_address("https://example.org"), why_no_address("javascript:alert(1)")[0]
    (None, 'it begins with no scheme that is known here')
    """
    if re.match(ADDRESS, text):
        return None
    if not text.lower().startswith(SCHEMES):
        return "it begins with no scheme that is known here", f"begin it with one of {', '.join(SCHEMES)}"
    if odd := re.search(rf"\s|{_NOT_SEEN.pattern}", text):
        what = "a blank" if odd[0] == " " else f"U+{ord(odd[0]):04X}"
        return f"{what} stands in it", f"remove it, or write it as `{_percent(odd[0])}`"
    return "what it leads to is missing", "write it whole, as in `https://example.org/a`"


def _percent(character: str) -> str:
    return "".join(f"%{byte:02X}" for byte in character.encode("utf-8", "replace"))


def spelt_out(text: str) -> str:
    r"""Return *text* as an error shows it: on one line, its beginning alone where it is long, and all of it seen.

    >>> print(spelt_out("a\u200b"))
    a\u200b
    """
    short = printable(text if len(text) <= 60 else text[:59] + "…")
    return _NOT_SEEN.sub(lambda found: ascii(found[0])[1:-1], short)

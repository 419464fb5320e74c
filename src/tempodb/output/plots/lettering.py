"""How wide a text is in some font that nobody knows yet, and what is done where it is wider than its place."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from types import MappingProxyType

from tempodb.output.plots.picture import Ink

SIZES: Mapping[Ink, float] = MappingProxyType(
    {Ink.TITLE: 17, Ink.HEAD: 12, Ink.PLAIN: 12, Ink.SOFT: 11, Ink.SMALL: 10, Ink.ASKED: 12}
)
"""The size of the letters, in pixels."""
BOLD = frozenset({Ink.TITLE, Ink.HEAD, Ink.ASKED})
_NARROW, _WIDE = frozenset("ijl.,:;'|! "), frozenset("mwMW@%")
_EMS = (
    ("\u0530", 0.68),
    ("\u0590", 0.86),
    ("\u0750", 0.72),
    ("\u0b80", 0.86),
    ("\u0e00", 1.2),
    ("\U00010000", 0.86),
)
"""How wide letters are up to one, as measured in Noto: Latin to Cyrillic; Hebrew and Arabic; Tamil to Sinhala."""
_RARE = 1.15
_BOLDER = 1.08
_JOINER = "\u200d"
_VIRAMA = 9
"""The combining class of what joins two letters into one."""


def text_width(text: str, ink: Ink, scale: float = 1.0) -> float:
    """Return about how many pixels *text* is wide, rather too many than too few.

    >>> text_width("CSTO", Ink.PLAIN) < text_width("上海合作", Ink.PLAIN) < text_width("上海合作", Ink.HEAD)
    True
    """
    ems = sum(map(_ems, text))
    return ems * SIZES[ink] * scale * (_BOLDER if ink in BOLD else 1)


def _ems(letter: str) -> float:
    """Return how wide a letter is, measured in the height of the font."""
    if letter.isascii():
        if letter in _NARROW:
            return 0.31
        return 0.9 if letter in _WIDE else 0.66 if letter.isupper() else 0.58
    if unicodedata.category(letter) in ("Mn", "Me", "Cf"):
        return 0
    if unicodedata.east_asian_width(letter) in "WF":
        return 1.0
    return next((ems for end, ems in _EMS if letter < end), _RARE)


def cut_in_the_middle(text: str, room: float, ink: Ink, scale: float = 1.0) -> str:
    """Return *text* with an ellipsis in its middle where it is wider than *room*; no letter loses its marks.

    >>> cut_in_the_middle("Interstate Commission for Military-Economic Cooperation", 200, Ink.PLAIN)
    'Interstate Com…ic Cooperation'
    >>> cut_in_the_middle("Armenia", 200, Ink.PLAIN)
    'Armenia'
    """
    if text_width(text, ink, scale) <= room:
        return text
    letters = _letters(text)
    head, tail = (len(letters) + 1) // 2, len(letters) // 2
    while head + tail > 1:
        kept = "".join(letters[:head]).rstrip() + "…" + "".join(letters[len(letters) - tail :]).lstrip()
        if text_width(kept, ink, scale) <= room:
            return kept
        head, tail = (head - 1, tail) if head > tail else (head, tail - 1)
    return letters[0] + "…"


def _letters(text: str) -> list[str]:
    """Return what people see as letters: each with its marks, and what is joined to it."""
    found: list[str] = []
    for sign in text:
        joins = found and (
            unicodedata.category(sign).startswith("M")
            or sign == _JOINER
            or found[-1].endswith(_JOINER)
            or unicodedata.combining(found[-1][-1]) == _VIRAMA
        )
        if joins:
            found[-1] += sign
        else:
            found.append(sign)
    return found


def in_lines(text: str, room: float, ink: Ink, most: int) -> list[str]:
    """Return *text* in at most so many lines that fit, parted at blanks; the last is cut where it does not.

    >>> in_lines("members of CSTO as of 2006", 120, Ink.PLAIN, 2)
    ['members of CSTO', 'as of 2006']
    """
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if text_width(longer, ink) <= room or not lines[-1] or len(lines) == most:
            lines[-1] = longer
        else:
            lines.append(word)
    return [cut_in_the_middle(line, room, ink) for line in lines]

"""Letters of different scripts that look alike; the idea is that of Unicode Technical Standard 39.

Only Greek, Cyrillic and Armenian letters with the shape of Latin ones are known here: those are what slips
into names that are typed on two keyboards. What Unicode calls a form of another letter is that letter.
"""

from __future__ import annotations

import re
from unicodedata import name as character_name
from unicodedata import normalize

SCRIPTS = ("LATIN", "GREEK", "CYRILLIC", "ARMENIAN", "COPTIC", "CHEROKEE")
_SHAPES = str.maketrans(
    # Cyrillic, Greek, Armenian
    "аеорсухіјѕһԁԛԝАВЕКМНОРСТХУІЈЅ" + "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧοναρ" + "օհոսցՕՍԼՏ",
    "aeopcyxijshdqwABEKMHOPCTXYIJS" + "ABEZHIKMNOPTYXovap" + "ohnugOULS",
)
_WORD = re.compile(r"[^\W\d_]+")


def skeleton(text: str) -> str:
    """Return *text* with letters in the shape of Latin ones as those; what looks alike has one skeleton.

    >>> skeleton("Аnna") == "Anna"  # the first begins with a Cyrillic letter
    True
    """
    return text if text.isascii() else normalize("NFKC", text).translate(_SHAPES)


def mixed_word(text: str) -> tuple[str, tuple[str, ...]] | None:
    """Return the first word of *text* with letters of several scripts, and those; None if there is none.

    >>> mixed_word("Pаul of Tarsus"), mixed_word("日本 TV"), mixed_word("Павел")
    (('Pаul', ('Latin', 'Cyrillic')), None, None)
    """
    if text.isascii():
        return None
    for word in _WORD.findall(text):
        if word.isascii():
            continue
        starts = {character_name(letter, "").partition(" ")[0] for letter in word}
        if len(scripts := [script for script in SCRIPTS if script in starts]) > 1:
            return word, tuple(script.capitalize() for script in scripts)
    return None

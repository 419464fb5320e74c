"""Names compared without regard to case, accents, strokes, apostrophes, width, hyphens and spacing."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

_ALIKE = str.maketrans("’‘‛ʼʻ`´′" + "-_‐‑–", "'" * 8 + " " * 5)
_ALIKE_BEFORE = str.maketrans("’-_‐‑–", "'     ")
_STROKES: dict[int, str | int] = {
    **str.maketrans("łøđðħŧıŋɓɗƙƶɨʉ", "loddhtinbdkziu"),
    ord("þ"): "th",
    ord("æ"): "ae",
    ord("œ"): "oe",
}
"""Letters of the Latin script that Unicode takes for no other letter with a mark."""
_SPARE_SPACES = ("  ", "\n ", " \n")
"""Spaces of names in lines that are looked up without them."""
_MARKS = re.compile(
    "(?<![\u0400-\u052f])[\u0300-\u036f]|(?<=[\u0400-\u052f])[\u0300\u0301]|(?<=\u0435)\u0308"
    "|[\u0591-\u05c7\u064b-\u0652\u0670\u1ab0-\u1aff\u1dc0-\u1dff]"
)
"""Marks that people leave out; in other scripts, and in the Cyrillic й, a mark makes another letter."""


def fold(name: str) -> str:
    """Return *name* as it is looked up.

    >>> fold("  Zoë  ŁUKASZ ") == fold("zoe-lukasz")
    True
    >>> fold("Толстой") == fold("Толстои")
    False
    """
    # Near to a compatibility caseless match (Unicode 3.13, D146), which folds and decomposes twice; it leaves out
    # marks too, as primary strength in UTS 10 does.
    spaced = name.translate(_ALIKE)
    if spaced.isascii():
        return " ".join(spaced.casefold().split())
    decomposed = unicodedata.normalize("NFKD", spaced).casefold()
    kept = "".join(c for c in _MARKS.sub("", decomposed) if unicodedata.category(c) != "Cf")
    return " ".join(kept.translate(_STROKES).split())


def fold_all(names: Sequence[str]) -> list[str]:
    """Return many names as they are looked up.

    >>> fold_all(["Zoë", " Zoe-Ann"])
    ['zoe', 'zoe ann']
    """
    together = "\n".join(names).translate(_ALIKE)
    if not together.isascii() or together.count("\n") >= max(1, len(names)):
        return list(map(fold, names))
    folded = together.casefold().split("\n")[: len(names)]
    lines = f"\n{together}\n"
    if together.replace("\n", "").isprintable() and not any(spare in lines for spare in _SPARE_SPACES):
        return folded
    return [" ".join(name.split()) for name in folded]


def fold_but_marks(name: str) -> str:
    """Return *name* as it is looked up, but with its marks, which tell apart people who have names of their own.

    >>> fold_but_marks("ZOË-Ann") == fold_but_marks("Zoë Ann"), fold_but_marks("Peña") == fold_but_marks("Pena")
    (True, False)
    """
    composed = unicodedata.normalize("NFKC", name.translate(_ALIKE)).casefold()
    return " ".join("".join(c for c in composed if unicodedata.category(c) != "Cf").split())


def fold_as_before(name: str) -> str:
    """Return *name* as files of a schema before the third hold it."""
    spaced = name.translate(_ALIKE_BEFORE)
    if spaced.isascii():
        return " ".join(spaced.casefold().split())
    decomposed = unicodedata.normalize("NFKD", spaced).casefold()
    kept = "".join(c for c in decomposed if not unicodedata.combining(c) and unicodedata.category(c) != "Cf")
    return " ".join(kept.split())


def plain(name: str) -> str:
    """Return *name* with its letters composed and single blanks, which make no other name of it."""
    return unicodedata.normalize("NFC", " ".join(name.split()))


def has_words(name: str, words: str) -> bool:
    """Return whether a folded *name* has these folded words within it, whole.

    >>> has_words("bernard sanders", "sanders"), has_words("bernard sanders", "sand")
    (True, False)
    """
    found = re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", name)
    # A mark after the last letter makes another letter of it.
    return any(
        not unicodedata.category(name[each.end() : each.end() + 1] or " ").startswith("M") for each in found
    )

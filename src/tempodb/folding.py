"""Names compared without regard to case, accents, width, hyphens and spacing."""

from __future__ import annotations

import unicodedata

_ALIKE = str.maketrans({"’": "'", "-": " ", "_": " ", "‐": " ", "‑": " ", "–": " "})


def fold(name: str) -> str:
    """Return *name* as it is looked up.

    >>> fold("  Zoë  SÁNDOR ") == fold("zoe-sandor")
    True
    """
    spaced = name.translate(_ALIKE)
    decomposed = unicodedata.normalize("NFKD", spaced).casefold()
    kept = "".join(c for c in decomposed if not unicodedata.combining(c) and unicodedata.category(c) != "Cf")
    return " ".join(kept.split())

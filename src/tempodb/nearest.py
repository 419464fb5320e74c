"""The nearest right word to a wrong one, by edit distance."""

from __future__ import annotations

from collections.abc import Iterable


def nearest(word: str, words: Iterable[str]) -> str | None:
    """Return the one of *words* that takes the fewest edits, if they are few for its length.

    >>> nearest("uzbekstan", ["tajikistan", "uzbekistan"])
    'uzbekistan'
    >>> nearest("france", ["uzbekistan"]) is None
    True
    """
    # Only a wrong word needs it, and a right query has no time to import it.
    from rapidfuzz.distance import OSA

    limit = max(1, len(word) // 4)
    scored = [(OSA.distance(word, other, score_cutoff=limit), other) for other in words]
    return min(((score, other) for score, other in scored if score <= limit), default=(0, None))[1]

"""The nearest right word to a wrong one, by edit distance."""

from __future__ import annotations

from collections.abc import Iterable


def nearest(word: str, words: Iterable[str]) -> str | None:
    """Return the one of *words* that takes the fewest edits, if they are few for its length.

    Of several it is the one that is as long as *word*. What differs in capitals alone takes none.

    >>> nearest("uzbekstan", ["tajikistan", "uzbekistan"])
    'uzbekistan'
    >>> nearest("CSTO", ["cst", "csto"])
    'csto'
    >>> nearest("cstu", ["cst", "csto"])
    'csto'
    >>> nearest("morroco", ["mexico", "morocco"])
    'morocco'
    >>> nearest("france", ["uzbekistan"]) is None
    True
    """
    # Optimal string alignment: Levenshtein's edits, and a swap of two neighbours is one (Damerau 1964).
    # Only a wrong word needs it, and a right query has no time to import it.
    from rapidfuzz.distance import OSA

    words, folded = list(words), word.casefold()
    if alike := [other for other in words if other.casefold() == folded]:
        return min(alike)
    # Another digit makes another thing, where another letter is most often a slip.
    limit = max(1, (len(word) + word.isalpha()) // 4)
    scored = [(OSA.distance(word, other, score_cutoff=limit), other) for other in words]
    near = [(score, abs(len(other) - len(word)), other) for score, other in scored if score <= limit]
    return min(near)[2] if near else None

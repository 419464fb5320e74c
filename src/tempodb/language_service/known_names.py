"""A text in which names that exist hold words of the language: read as it is when it is run."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import chain, islice

from tempodb.base.errors import Span
from tempodb.language_service.completeness import Completeness, completeness
from tempodb.model.labels import Knows
from tempodb.tql.diagnosis.requoting import MAX_NAME_WORDS, MAX_TEXT_WORDS, longest_first, taken_for_names

MAX_READINGS = 4
"""How many readings of a text are tried at a key."""
CACHED_TEXTS = 32
"""How many texts are kept as they are read with names."""
BEFORE = ("of", "in")
"""Words that names stand behind, and hardly begin with."""


@lru_cache(maxsize=CACHED_TEXTS)
def stood_in(text: str, knows: Knows) -> str | None:
    """Return *text* with a name in quotes, as long, in the place of names that are known, if then it is not wrong.

    >>> stood_in("offices in 1922 Committee in 2005", "1922 committee".startswith)
    >>> stood_in("offices in 1922 Committee in 2005", lambda words: "1922 Committee".startswith(words))
    'offices in "xxxxxxxxxxxx" in 2005'
    """
    names = sorted(_names(text, knows), key=longest_first)
    several = [span for span in names if " " in text[span.start : span.end]]
    # The last word is the first of several where else the text is wrong.
    for spans in chain(
        islice(taken_for_names(several), MAX_READINGS), islice(taken_for_names(names), MAX_READINGS)
    ):
        mended = text
        for start, end in spans:
            mended = f'{mended[:start]}"{"x" * (end - start - 2)}"{mended[end:]}'
        if completeness(mended) is not Completeness.WRONG:
            return mended
    return None


def is_whole(text: str, knows: Knows) -> bool:
    """Return whether *text* could be run with names that are known taken whole.

    >>> is_whole("members of Greens of While You", lambda words: "Greens of While You".startswith(words))
    True
    """
    mended = stood_in(text, knows)
    return mended is not None and mended != text and completeness(mended) is Completeness.DONE


def _names(text: str, knows: Knows) -> Iterator[Span]:
    """Yield where several words stand that are known; where they are not, more words are not either.

    The last word of a text may become the first of several.
    """
    words = [Span(*found.span()) for found in re.finditer(r'[^\s";()]+', text)]
    if len(words) > MAX_TEXT_WORDS:
        return
    for i, first in enumerate(words):
        if text[first.start : first.end].lower() in BEFORE:
            continue
        for last in words[i : i + MAX_NAME_WORDS]:
            said = text[first.start : last.end]
            if "\n" in said or not knows(said):
                break
            if last is not first or (last is words[-1] and len(said) > 1):
                yield Span(first.start, last.end)

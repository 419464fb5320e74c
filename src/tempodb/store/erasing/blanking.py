"""Blanks a person's names where they stand in a text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache

from tempodb.base.folding import fold

ERASED_MARK = "[erased]"
"""What stands in the place of a name that was erased."""
MIN_FOLDED_NAME = 4
"""Names of fewer letters are words of a language too: they are looked for as they are written."""
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]{2}")
"""Letters of scripts that put no blank between words."""


class PersonNames:
    """The names of one person, and the ids, by which statements call the person.

    >>> PersonNames(["p"], ["Pat Person", "Bo"]).blanked("PAT  PÉRSON’s, not Bob's or bo’s; p. 4, as Bo said")
    "[erased]’s, not Bob's or bo’s; p. 4, as [erased] said"
    """

    def __init__(self, ids: Sequence[str], names: Iterable[str]) -> None:
        known = {*names, *(id_ for id_ in ids if len(id_) >= MIN_FOLDED_NAME)}
        self._long = _any_of(fold(name) for name in known if len(name) >= MIN_FOLDED_NAME)
        self._short = _any_of(name for name in known if len(name) < MIN_FOLDED_NAME)
        any_id = "|".join(map(re.escape, sorted(ids, key=len, reverse=True)))
        self._id = re.compile(rf"(?<![\w/-])(?:{any_id})(?![\w/-])", re.IGNORECASE)

    def blanked(self, text: str) -> str:
        """Return *text* without the names."""
        folded, places = _folded(text)
        places.append(len(text))
        for found in reversed(list(self._long.finditer(folded))):
            text = text[: places[found.start()]] + ERASED_MARK + text[places[found.end()] :]
        return self._short.sub(ERASED_MARK, text)

    def blanked_statement(self, words: str) -> str:
        """Return a statement without the names and the ids, however short those are.

        >>> PersonNames(["p"], ["Pat Person"]).blanked_statement("end tenure of p in o/chair from 1999")
        'end tenure of [erased] in o/chair from 1999'
        """
        return self._id.sub(ERASED_MARK, self.blanked(words))

    def stand_in(self, text: str) -> bool:
        """Return whether any of the names stands in *text*."""
        return self.blanked(text) != text


def _any_of(names: Iterable[str]) -> re.Pattern[str]:
    """Return what finds any of the *names* as whole words, the longest first; of none, nothing."""
    parts = [_whole(name) for name in sorted(filter(None, names), key=len, reverse=True)]
    return re.compile("|".join(parts) or r"(?!)")


def _whole(name: str) -> str:
    return re.escape(name) if _UNSPACED.search(name) else rf"(?<!\w){re.escape(name)}(?!\w)"


def _folded(text: str) -> tuple[str, list[int]]:
    """Return *text* folded, and for each letter of that its place in *text*."""
    letters: list[str] = []
    places: list[int] = []
    for place, sign in enumerate(text):
        for letter in _letters(sign):
            if letter != " " or letters[-1:] != [" "]:
                letters.append(letter)
                places.append(place)
    return "".join(letters), places


@cache
def _letters(sign: str) -> str:
    """Return what folding makes of one sign within a text."""
    return fold(f"x{sign}x")[1:-1]

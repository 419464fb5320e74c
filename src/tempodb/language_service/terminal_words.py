"""The words of a terminal, read from its pattern, so that no second list can fall behind the grammar."""

from __future__ import annotations

import re
from functools import cache

from tempodb.tql.grammar import pattern


@cache
def texts_of(terminal: str) -> tuple[str, ...]:
    r"""Return the texts that *terminal* stands for, in lower case, or none where they cannot be counted.

    What has to follow belongs to them, since without it the terminal is not read.

    >>> texts_of("_AS_OF"), texts_of("UNIT")[:2], texts_of("INTEGER")
    (('as of',), ('days', 'day'), ())
    >>> texts_of("CAPACITY")[1]
    'acting holders'
    """
    try:
        return tuple(dict.fromkeys(_Spelling(_bare(pattern(terminal).pattern)).read()))
    except _CountlessError:
        return ()


def _bare(written: str) -> str:
    """Return a pattern without its flags, and without what may not stand in the place of a word or after it."""
    flagged = re.fullmatch(r"\(\?[a-z]*:(.*)\)", written, re.DOTALL)
    bare = flagged[1] if flagged else written
    return _NOT_AFTER.sub("", _ASCII_ALONE.sub("", bare))


class _CountlessError(Exception):
    """The pattern matches more texts than can be listed."""


class _Spelling:
    """Reads a pattern of letters, blanks, marks, groups, alternatives and `?` into all that it matches."""

    def __init__(self, written: str) -> None:
        self._written = written
        self._at = 0

    def read(self) -> list[str]:
        spelt = self._alternatives()
        if self._at < len(self._written):
            raise _CountlessError
        return spelt

    def _alternatives(self) -> list[str]:
        spelt = self._sequence()
        while self._take("|"):
            spelt += self._sequence()
        return spelt

    def _sequence(self) -> list[str]:
        spelt = [""]
        while self._at < len(self._written) and self._written[self._at] not in "|)":
            items = self._item()
            spelt = [start + item for start in spelt for item in items]
        return spelt

    def _item(self) -> list[str]:
        if self._take("(?="):
            items = self._following()
        elif self._take("(?:"):
            items = self._grouped()
        elif self._take(r"\s+"):
            items = [" "]
        elif found := _CHARACTER.match(self._written, self._at):
            self._at = found.end()
            items = [found[0][-1]]
        else:
            raise _CountlessError
        return [*items, ""] if self._take("?") else items

    def _grouped(self) -> list[str]:
        items = self._alternatives()
        if not self._take(")"):
            raise _CountlessError
        return items

    def _following(self) -> list[str]:
        """Return what has to follow; it ends the pattern, and is left out where it cannot be listed."""
        try:
            return self._grouped()
        except _CountlessError:
            self._at = len(self._written)
            return [""]

    def _take(self, mark: str) -> bool:
        is_there = self._written.startswith(mark, self._at)
        self._at += len(mark) * is_there
        return is_there


_ASCII_ALONE = re.compile(r"\(\?!\\w\*\(\?-i:[^)]*\)\)")
_NOT_AFTER = re.compile(r"\(\?!(?:[^()]|\([^()]*\))*\)")
_CHARACTER = re.compile(r"[a-z_ ;,]|\\[^\w\s]|\\ ")

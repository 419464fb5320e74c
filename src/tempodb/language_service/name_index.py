"""All names, sorted, so that those that begin as what was typed are found at each key."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from tempodb.base.folding import fold
from tempodb.binding.name_kinds import ANYTHING, NameKind
from tempodb.language_service.letters import Letters
from tempodb.model.kinds import EntityType, PartyClass
from tempodb.model.labels import Label
from tempodb.temporal.bounds import NEVER

BLOCK_ROWS = 512
"""Rows of the smallest block whose best ones are known without looking at all of them."""
BEST_OF_BLOCK = 256
"""How many of the best rows of a block are known, and so how many are looked at where more begin alike."""
NAMES_OF_ONE = 4
"""How many names of one thing are looked at where each thing is wanted once."""
_LAST = "\U0010ffff"


class NameIndex:
    """Labels by the words that they have; built once, which takes seconds for 100,000, and read by many."""

    def __init__(self, labels: Iterable[Label]) -> None:
        known = _distinct(labels)
        folded = [fold(label.name) for label in known]
        # One row for each word: whether others stand before it, how long the name is, the name, its label.
        ranked = sorted(
            (start > 0, len(name), name, number, start)
            for number, name in enumerate(folded)
            for start in _word_starts(name)
        )
        groups: dict[_Group, list[tuple[str, int]]] = {}
        for rank, (_, _, name, number, start) in enumerate(ranked):
            label = known[number]
            is_current = not label.periods or label.periods[-1][1] >= NEVER
            group = _Group(label.type, label.class_, is_current)
            groups.setdefault(group, []).append((name[start:], rank))
        self._labels = known
        self._numbers = array("I", (number for _, _, _, number, _ in ranked))
        self._by_id: dict[str, list[Label]] = {}
        self._by_name: dict[str, list[Label]] = {}
        for label, name in zip(known, folded, strict=True):
            self._by_id.setdefault(label.id, []).append(label)
            self._by_name.setdefault(name, []).append(label)
        self._groups = {group: _Rows(rows) for group, rows in groups.items()}
        self._letters = Letters(folded)

    def starting(self, text: str, kinds: Sequence[NameKind], day: int, most: int) -> list[Label]:
        """Return the labels of some *kinds* of which words begin with *text*, *most* of them at most.

        Those in use on *day* stand first, then those that begin with it as a whole, then the shorter ones.

        >>> csto = Label("Collective Security Treaty Organization", "csto", EntityType.PARTY)
        >>> names = NameIndex([csto])
        >>> [label.id for label in names.starting("secur trea", ANYTHING, 1, 9)]
        []
        >>> [label.id for label in names.starting("security trea", ANYTHING, 1, 9)]
        ['csto']
        """
        typed = fold(text)
        if typed and text[-1].isspace():
            typed += " "
        best = sorted(rank for rows in self._fitting(kinds) for rank in rows.best(typed))
        found = map(self._labels.__getitem__, dict.fromkeys(map(self._numbers.__getitem__, best)))
        return _used_first(found, day, most)

    def resembling(self, text: str, kinds: Sequence[NameKind], day: int, most: int) -> list[Label]:
        """Return the labels of some *kinds* that have the letters of *text* in their order, *most* of them at most.

        Those in use on *day* stand first. There are none where *text* begins with a whole name, behind
        which something else was typed.

        >>> names = NameIndex([Label("Kofi Annan", "kofi-annan", EntityType.PARTY)])
        >>> [label.id for label in names.resembling("kofanan", ANYTHING, 1, 9)]
        ['kofi-annan']
        """
        words = text.split()
        if any(self.called(" ".join(words[:count]), kinds) for count in range(1, len(words))):
            return []
        found = map(self._labels.__getitem__, self._letters.having(fold(text)))
        return _used_first((label for label in found if _fits(label, kinds)), day, most)

    def found(self, text: str, day: int, most: int) -> list[Label]:
        """Return what is called as *text* begins, or has its letters: each thing once, *most* of them at most.

        >>> csto = [Label(name, "csto", EntityType.PARTY) for name in ("csto", "CSTO", "Treaty of Security")]
        >>> [label.name for label in NameIndex(csto).found("cs", 1, 9)]
        ['csto']
        """
        labels = [
            *self.starting(text, ANYTHING, day, most * NAMES_OF_ONE),
            *self.resembling(text, ANYTHING, day, most),
        ]
        once: dict[tuple[EntityType, str], Label] = {}
        for label in labels:
            once.setdefault((label.type, label.id), label)
        return list(once.values())[:most]

    def knows(self, words: str) -> bool:
        """Return whether a name has words that begin with these."""
        start = fold(words)
        return any(rows.has(start) for rows in self._groups.values())

    def called(self, name: str, kinds: Sequence[NameKind]) -> list[Label]:
        """Return the labels of some *kinds* whose whole name is *name*, whatever its case and accents."""
        return [label for label in self._by_name.get(fold(name), ()) if _fits(label, kinds)]

    def of(self, id_: str, kinds: Sequence[NameKind]) -> list[Label]:
        """Return the labels of an id."""
        return [label for label in self._by_id.get(id_, ()) if _fits(label, kinds)]

    def _fitting(self, kinds: Sequence[NameKind]) -> list[_Rows]:
        return [rows for group, rows in self._groups.items() if _fits(group, kinds)]


def _used_first(found: Iterable[Label], day: int, most: int) -> list[Label]:
    used, unused = list[Label](), list[Label]()
    for label in found:
        (used if label.is_used(day) else unused).append(label)
        if len(used) == most:
            break
    return [*used, *unused][:most]


def _fits(named: Label | _Group, kinds: Sequence[NameKind]) -> bool:
    return any(named.type is kind.type and kind.fits(named.class_) for kind in kinds)


class _Group(NamedTuple):
    """What is asked for together; names that are in use no more apart, since most are asked for today."""

    type: EntityType
    class_: PartyClass | None
    is_current: bool


class _Rows:
    """Rows in the order of their text, with the best ones of each block, of each two blocks, and so on.

    The better a row, the smaller its rank. So a suffix array (Manber and Myers 1993) finds a beginning,
    here over words, and a segment tree the best ones of what lies between two places.
    """

    def __init__(self, rows: list[tuple[str, int]]) -> None:
        rows.sort()
        self._texts = [text for text, _ in rows]
        self._ranks = array("I", (rank for _, rank in rows))
        blocks = [
            sorted(self._ranks[at : at + BLOCK_ROWS])[:BEST_OF_BLOCK]
            for at in range(0, len(rows), BLOCK_ROWS)
        ]
        self._levels = [blocks]
        while len(blocks) > 1:
            pairs = (blocks[at : at + 2] for at in range(0, len(blocks), 2))
            blocks = [sorted(rank for block in pair for rank in block)[:BEST_OF_BLOCK] for pair in pairs]
            self._levels.append(blocks)

    def has(self, start: str) -> bool:
        """Return whether a row begins with *start*."""
        first = bisect_left(self._texts, start)
        return first < len(self._texts) and self._texts[first].startswith(start)

    def best(self, start: str) -> Sequence[int]:
        """Return the ranks of the rows that begin with *start*: all of them, or at least the best ones."""
        first = bisect_left(self._texts, start)
        end = bisect_left(self._texts, start + _LAST, first)
        block, last = -(-first // BLOCK_ROWS), end // BLOCK_ROWS
        if last - block < 2:
            return self._ranks[first:end]
        ranks = [*self._ranks[first : block * BLOCK_ROWS], *self._ranks[last * BLOCK_ROWS : end]]
        for blocks in self._levels:
            if block >= last:
                break
            if block % 2:
                ranks += blocks[block]
                block += 1
            if last % 2:
                last -= 1
                ranks += blocks[last]
            block, last = block // 2, last // 2
        return sorted(ranks)[:BEST_OF_BLOCK]


def _distinct(labels: Iterable[Label]) -> list[Label]:
    """Return one label for each name of each id, in use on the days of all that are given."""
    merged: dict[tuple[EntityType, str, str], Label] = {}
    for label in labels:
        key = (label.type, label.id, label.name)
        known = merged.get(key)
        if known is None:
            merged[key] = label
        else:
            days = known.periods and label.periods and tuple(sorted({*known.periods, *label.periods}))
            merged[key] = known._replace(periods=days)
    return list(merged.values())


def _word_starts(name: str) -> Iterator[int]:
    """Yield where the words of a folded name begin."""
    yield from {0, *(found.start() for found in _WORD_START.finditer(name))}


_WORD_START = re.compile(r"(?<![\w'])\w")

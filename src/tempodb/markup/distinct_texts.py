"""Many pieces of one text → their numbers, and each that differs from all others once."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

TextPlaces: TypeAlias = "NDArray[np.int64]"
PieceWords: TypeAlias = "NDArray[np.uint64]"

WORD = 8
"""How many bytes are compared at a time."""
FEW_WORDS, MOST_WORDS = 6, 8
"""How many words a piece has at most that is compared so, if there are few that differ, and if there are many."""
_KEPT = np.array([(1 << 8 * count) - 1 for count in range(WORD + 1)], np.uint64)
"""What is kept of a word of which so many bytes belong to a piece."""
_MIXING = np.uint64(0x9E3779B97F4A7C15)


class TextPieces:
    """The pieces of a text of UTF-8, each by where it begins and ends."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        # A sign of ASCII is a byte, and a text is sooner cut out than made of bytes.
        self._ascii = data.decode() if data.isascii() else None
        padded = data + bytes(WORD * (MOST_WORDS + 1))
        self._words: PieceWords = np.ndarray((len(padded) - WORD + 1,), "<u8", padded, strides=(1,))

    def numbered(self, begins: TextPlaces, ends: TextPlaces) -> tuple[TextPlaces, list[str]]:
        """Return the numbers of pieces, and the texts by their numbers, in the order in which they come.

        >>> numbers, texts = TextPieces(b"a,b,a").numbered(np.array([0, 2, 4]), np.array([1, 3, 5]))
        >>> numbers.tolist(), texts
        ([0, 1, 0], ['a', 'b'])

        Raises:
            UnicodeDecodeError: one is no UTF-8.

        """
        sizes = ends - begins
        if len(sizes) and sizes.max() <= WORD * MOST_WORDS:
            words = list(self._read(begins, sizes))
            numbers, places = _by_first_use(_mixed(words))
            if len(words) == 1 or all((word[places][numbers] == word).all() for word in words):
                return numbers, self._texts(begins[places], ends[places])
        known: dict[str, int] = {}
        of_each = [known.setdefault(text, len(known)) for text in self._texts(begins, ends)]
        return np.array(of_each, np.int64), list(known)

    def few(self, begins: TextPlaces, ends: TextPlaces, most: int) -> Iterator[tuple[str, TextPlaces]]:
        """Yield pieces that are alike, by their text, and the places at which they come; of at *most* so many texts.

        TextPieces of more than six words are not yielded.

        >>> [(text, places.tolist()) for text, places in TextPieces(b"a,b,a").few(np.array([0, 2, 4]), np.array([1, 3, 5]), 9)]
        [('a', [0, 2]), ('b', [1])]

        Raises:
            UnicodeDecodeError: one is no UTF-8.

        """
        sizes = ends - begins
        left = np.arange(len(sizes))
        if len(sizes) and sizes.max() > WORD * FEW_WORDS:
            left = np.flatnonzero(sizes <= WORD * FEW_WORDS)
            begins, sizes = begins[left], sizes[left]
        words = list(self._read(begins, sizes))
        while most and len(left):
            same = np.logical_and.reduce([word == word[0] for word in words])
            (text,) = self._texts(begins[:1], begins[:1] + sizes[:1])
            yield text, left[same]
            others = np.flatnonzero(~same)
            left, begins, sizes = left[others], begins[others], sizes[others]
            words = [word[others] for word in words]
            most -= 1

    def _read(self, begins: TextPlaces, sizes: TextPlaces) -> Iterator[PieceWords]:
        """Yield the words of pieces, one after the other; there is no byte 0 in any."""
        for first in range(0, max(1, int(sizes.max(initial=0))), WORD):
            yield self._words[begins + first] & _KEPT[np.clip(sizes - first, 0, WORD)]

    def _texts(self, begins: TextPlaces, ends: TextPlaces) -> list[str]:
        places = zip(begins.tolist(), ends.tolist(), strict=True)
        if self._ascii is not None:
            text = self._ascii
            return [text[begin:end] for begin, end in places]
        data = self._data
        return [data[begin:end].decode() for begin, end in places]


def _mixed(words: list[PieceWords]) -> PieceWords:
    """Return one number for the words of each piece; rarely, others have the same."""
    mixed = words[0]
    for word in words[1:]:
        mixed = mixed * _MIXING + word
    return mixed


def _by_first_use(codes: PieceWords) -> tuple[TextPlaces, TextPlaces]:
    """Return the number of each code, in the order in which they come first, and where that is.

    >>> [found.tolist() for found in _by_first_use(np.array([7, 3, 7, 5], np.uint64))]
    [[0, 1, 0, 2], [0, 1, 3]]
    """
    order = np.argsort(codes)
    ordered = codes[order]
    begins = np.append(True, ordered[1:] != ordered[:-1])
    first = np.minimum.reduceat(order, np.flatnonzero(begins))
    by_use = np.argsort(first)
    rank = np.empty_like(by_use)
    rank[by_use] = np.arange(len(by_use))
    numbers = np.empty_like(order)
    numbers[order] = rank[np.cumsum(begins) - 1]
    return numbers, first[by_use]

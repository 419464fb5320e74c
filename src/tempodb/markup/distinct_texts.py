"""Many pieces of texts → their numbers, and each that differs from all others once."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from tempodb.base.known_texts import SomeTexts, with_room

TextPlaces: TypeAlias = "NDArray[np.int64]"
PieceWords: TypeAlias = "NDArray[np.uint64]"

WORD = 8
"""How many bytes are compared at a time."""
FEW_WORDS, MOST_WORDS = 6, 8
"""How many words a piece has at most that is compared so, if there are few that differ, and if there are many."""
_KEPT = np.array([(1 << 8 * count) - 1 for count in range(WORD + 1)], np.uint64)
"""What is kept of a word of which so many bytes belong to a piece."""
_MIXING = np.array([pow(0x9E3779B97F4A7C15, power, 1 << 64) for power in range(MOST_WORDS)], np.uint64)


class KnownPieces:
    """The pieces that texts have had up to now: each has a number, from 1 on, and is made a text once."""

    def __init__(self) -> None:
        self.texts: list[str | None] = [None]
        self._codes = np.zeros(0, np.uint64)
        self._numbers = np.zeros(0, np.int64)
        self._words = [np.zeros(0, np.uint64)] * MOST_WORDS

    def numbers(
        self, codes: PieceWords, words: Sequence[PieceWords], made: Callable[[TextPlaces], list[str]]
    ) -> TextPlaces | None:
        """Return the numbers of pieces, in the order of their codes, which differ; None if any has that of another.

        What stands in some of their places is *made* if it is new.
        """
        after = np.searchsorted(self._codes, codes)
        is_known = np.zeros(len(codes), np.bool_)
        within = after < len(self._codes)
        is_known[within] = self._codes[after[within]] == codes[within]
        found, known = np.zeros(len(codes), np.int64), np.flatnonzero(is_known)
        found[known] = self._numbers[after[known]]
        size, new = len(self.texts), np.flatnonzero(~is_known)
        for own, word in self._of_each_word(words, size + len(new)):
            if (own[found[known]] != word[known]).any():
                return None
            own[size : size + len(new)] = word[new]
        found[new] = np.arange(size, size + len(new))
        self._codes = np.insert(self._codes, after[new], codes[new])
        self._numbers = np.insert(self._numbers, after[new], found[new])
        self.texts += made(new)
        return found

    def _of_each_word(
        self, words: Sequence[PieceWords], size: int
    ) -> Iterator[tuple[PieceWords, PieceWords]]:
        """Yield each word of all that is known, with room for so many, and of some pieces."""
        none = np.zeros(len(words[0]), np.uint64)
        for place, own in enumerate(self._words):
            word = words[place] if place < len(words) else none
            if place < len(words) or len(own):
                self._words[place] = own = with_room(own, size)
                yield own, word


class TextPieces:
    """The pieces of a text of UTF-8, each by where it begins and ends; those that were *known* before are not made anew."""

    def __init__(self, data: bytes, known: KnownPieces) -> None:
        self._data = data
        self._known = known
        # A sign of ASCII is a byte, and a text is sooner cut out than made of bytes.
        self._ascii = data.decode() if data.isascii() else None
        padded = data + bytes(WORD * (MOST_WORDS + 1))
        self._words: PieceWords = np.ndarray((len(padded) - WORD + 1,), "<u8", padded, strides=(1,))

    def numbered(self, begins: TextPlaces, ends: TextPlaces) -> tuple[TextPlaces, Sequence[str | None]]:
        """Return the numbers of pieces, from 1 on, and the texts by their numbers; the first of these is None.

        >>> pieces = TextPieces(b"a,b,a", KnownPieces())
        >>> numbers, texts = pieces.numbered(np.array([0, 2, 4]), np.array([1, 3, 5]))
        >>> numbers.tolist(), list(texts)
        ([1, 2, 1], [None, 'a', 'b'])

        Raises:
            UnicodeDecodeError: one is no UTF-8.

        """
        sizes = ends - begins
        if len(sizes) and sizes.max() <= WORD * MOST_WORDS:
            words = list(self._read(begins, sizes))
            numbers, places, codes = _by_code(_mixed(words))
            one_of_each = [word[places] for word in words]
            if len(words) == 1 or all(
                (own[numbers] == word).all() for own, word in zip(one_of_each, words, strict=True)
            ):
                known = self._known.numbers(
                    codes, one_of_each, lambda new: self._texts(begins[places[new]], ends[places[new]])
                )
                if known is not None:
                    return numbers + 1, SomeTexts(self._known.texts, np.append(0, known))
        texts: dict[str | None, int] = {None: 0}
        of_each = [texts.setdefault(text, len(texts)) for text in self._texts(begins, ends)]
        return np.array(of_each, np.int64), list(texts)

    def few(self, begins: TextPlaces, ends: TextPlaces, most: int) -> Iterator[tuple[str, TextPlaces]]:
        """Yield pieces that are alike, by their text, and the places at which they come; of at *most* so many texts.

        TextPieces of more than six words are not yielded.

        >>> [(text, places.tolist()) for text, places in TextPieces(b"a,b,a", KnownPieces()).few(np.array([0, 2, 4]), np.array([1, 3, 5]), 9)]
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
    """Return one number for the words of each piece, whatever room others need; rarely, others have the same."""
    mixed = words[0]
    for word, by in zip(words[1:], _MIXING[1:], strict=False):
        mixed = mixed + word * by
    return mixed


def _by_code(codes: PieceWords) -> tuple[TextPlaces, TextPlaces, PieceWords]:
    """Return the number of each code, in their order, where one of each is, and the codes that differ.

    >>> [found.tolist() for found in _by_code(np.array([7, 3, 7, 5], np.uint64))]
    [[2, 0, 2, 1], [1, 3, 0], [3, 5, 7]]
    """
    order = np.argsort(codes)
    ordered = codes[order]
    begins = np.append(True, ordered[1:] != ordered[:-1])
    numbers = np.empty_like(order)
    numbers[order] = np.cumsum(begins) - 1
    return numbers, order[begins], ordered[begins]

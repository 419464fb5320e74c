"""Bodies as they lie in the log → claims in columns: what `claim_columns` writes, read again.

Many bodies are taken apart at once, and each piece is read once, however many claims have it. Whatever is not so
plain is read as a claim.
"""

from __future__ import annotations

import json
from array import array
from collections.abc import Callable, Iterable, Sequence
from functools import partial

import numpy as np
from numpy.typing import NDArray

from tempodb.model.body_pieces import BETWEEN, plain_pieces
from tempodb.model.canonical_json import canonical
from tempodb.model.claim_columns import FIRST_KIND, KEY_PARTS, LEAST_PARTS, PARTS, ClaimRow
from tempodb.model.claim_words import ClaimWords, IntColumn, written_ends
from tempodb.model.claims import Claim
from tempodb.model.schema import SCHEMA

_NO_PART = -1
SAID, ENDS = 5, 2
"""How many numbers stand for what is said, and for dates."""
_ODD = (ValueError, LookupError, TypeError, AttributeError, RecursionError)
"""What reading raises where a body is not plain, or is none."""


class _Read(dict[str, int]):
    """Gives to each piece a place, at which stands the number of what it says; that is read when it first comes."""

    def __init__(self, read: Callable[[Sequence[str]], Iterable[int]]) -> None:
        super().__init__()
        self._read = read
        self._new: list[str] = []
        self._said = array("q")

    def __missing__(self, piece: str) -> int:
        self._new.append(piece)
        place = self[piece] = len(self)
        return place

    def of(self, pieces: Sequence[str]) -> IntColumn:
        """Return the numbers of many pieces."""
        # Most claims have not all that a claim can have.
        some = pieces if any(pieces) else pieces[:1]
        places = np.fromiter(map(self.__getitem__, some), np.int64, len(some))
        self._learn()
        numbers = np.frombuffer(self._said, np.int64)[places]
        return numbers if len(some) == len(pieces) else np.repeat(numbers, len(pieces))

    def _learn(self) -> None:
        new, self._new = self._new, []
        try:
            self._said.extend([number for _, number in zip(new, self._read(new), strict=True)] if new else ())
        except _ODD:
            for piece in new:
                del self[piece]
            raise


class BodyReader:
    """Reads bodies into rows of columns, in these *words*."""

    def __init__(self, words: ClaimWords) -> None:
        self._words = words
        self._said, self._dates = array("q"), array("q")
        self._heads: dict[str, tuple[int, ...]] = {}
        self._firsts, self._others = _Read(self._read_firsts), _Read(self._read_others)
        self._saids, self._whens = _Read(self._read_saids), _Read(partial(map, self._read_when))
        self._froms, self._tos = (
            _Read(partial(self._read_ends, "from")),
            _Read(partial(self._read_ends, "to")),
        )

    def rows(self, bodies: Sequence[str]) -> NDArray[np.int64]:
        """Return claims as rows of columns.

        >>> words = ClaimWords()
        >>> said = '{"key":["uz","csto"],"kind":"membership","value":{"status":"member"},"when":{"from":"1992"}}'
        >>> row = ClaimRow(*BodyReader(words).rows([said])[0].tolist())
        >>> list(words.ids)[row.second], list(words.ends)[row.begin], row.end
        ('csto', ('from', '1992'), 0)

        Raises:
            ValueError: this program writes no such body; other errors where it cannot be read at all.

        """
        try:
            return self._plain_rows(bodies)
        except _ODD:
            if len(bodies) == 1:
                return np.array([self._row(Claim.from_body(bodies[0]))], np.int64)
        half = len(bodies) // 2
        return np.concatenate([self.rows(bodies[:half]), self.rows(bodies[half:])])

    def _plain_rows(self, bodies: Sequence[str]) -> NDArray[np.int64]:
        """Return the same of bodies all of which are plain."""
        found = plain_pieces(bodies)
        if found is None:
            raise ValueError("not every body is plain")
        first, second, third, said, begin, end, others = zip(*found, strict=True)
        rows = np.zeros((len(ClaimRow._fields), len(bodies)), np.int64).T
        rows[:, 1], rows[:, 2], rows[:, 3] = self._firsts.of(first), self._others.of(second), self._others.of(third)  # fmt: skip
        saids, whens = self._saids.of(said), self._whens.of(others)
        rows[:, (0, 4, 7, 8, 9)] = _by_number(self._said, SAID)[saids]
        rows[:, 5], rows[:, 6] = self._froms.of(begin), self._tos.of(end)
        rows[:, (5, 6)] += _by_number(self._dates, ENDS)[whens]
        least, most = (parts[rows[:, 0] - FIRST_KIND] for parts in (LEAST_PARTS, KEY_PARTS))
        for place in range(1, PARTS):
            is_missing = rows[:, 1 + place] == _NO_PART
            is_unsaid = ~is_missing & (rows[:, 1 + place] == 0) & (least <= place)
            if (is_missing & (least > place) | ~is_missing & (most <= place) | is_unsaid).any():
                raise ValueError("a key has another number of parts")
        rows[rows == _NO_PART] = 0
        return rows

    def _read_firsts(self, ids: Sequence[str]) -> Iterable[int]:
        """Return the numbers of ids."""
        yield from self._words.ids.of(_plain(ids)).tolist()

    def _read_others(self, pieces: Sequence[str]) -> Iterable[int]:
        """Return the numbers of the ids of other parts of keys; where there is none, that."""
        ids = self._words.ids.of(_plain([piece[len(BETWEEN) :] for piece in pieces])).tolist()
        return (id_ if piece else _NO_PART for piece, id_ in zip(pieces, ids, strict=True))

    def _read_saids(self, pieces: Sequence[str]) -> Iterable[int]:
        """Take in what stands between key and dates: kind, note, sources and standing, and then the value."""
        parted = [piece.partition("{") for piece in pieces]
        values = f"[{','.join([f'{{{value}}}' for _, _, value in parted])}]"
        read = json.loads(values)
        # A text that has no end would end in the value after it.
        if len(read) < len(parted) or '"key":' in values or '"when":' in values or canonical(read) != values:
            raise ValueError("a key is said twice, or a value is not written as it is here")
        for head, _, value in parted:
            if head not in self._heads:
                self._heads[head] = self._read_head(head)
            kind, *beside = self._heads[head]
            self._said.extend((kind, self._words.values[f"{{{value}}}"], *beside))
            yield len(self._said) // SAID - 1

    def _read_head(self, head: str) -> tuple[int, ...]:
        """Return the numbers of what stands before a value."""
        if '"key":' in head or '"when":' in head:
            raise ValueError("a key is said twice")
        claim = Claim.from_body(f'{{"key":[],"kind":"{head}{{}}}}')
        row = ClaimRow.of(claim, self._words)
        return row.kind, row.standing, row.sources, row.note

    def _read_ends(self, name: str, texts: Sequence[str]) -> Iterable[int]:
        """Return the numbers of ends that are dated in some words, or not at all."""
        yield from self._words.ends.of([(name, text) if text else None for text in _plain(texts)]).tolist()

    def _read_when(self, piece: str) -> int:
        """Take in dates that are stated otherwise, if any are."""
        when = Claim.from_body(f'{{"key":[],"kind":"membership","value":{{}},"when":{{{piece}}}}}').when
        self._dates.extend(self._words.ends[end] for end in written_ends(when))
        return len(self._dates) // ENDS - 1

    def _row(self, claim: Claim) -> ClaimRow:
        """Return a claim that is not plain as a row."""
        # What cannot be filed or dated is refused here as it is elsewhere.
        SCHEMA[claim.kind].filed_under(claim.key, claim.fields)
        claim.when.stated()
        return ClaimRow.of(claim, self._words)


def _by_number(flat: array[int], width: int) -> NDArray[np.int64]:
    """Return what stands one after the other as rows."""
    return np.frombuffer(flat, np.int64).reshape(-1, width)


def _plain(texts: Sequence[str]) -> Sequence[str]:
    """Return what lies in quotes, where that is the texts that it stands for."""
    joined = "".join(texts)
    if "\\" in joined or not joined.isprintable():
        raise ValueError("what lies in quotes is not what it stands for")
    return texts

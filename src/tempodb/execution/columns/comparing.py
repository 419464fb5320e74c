"""Whatever differs between two answers about everything."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from tempodb.execution.columns.arrays import Ints
from tempodb.execution.columns.windowing import Judged

VALUE_BITS, END_BITS = 13, 24
"""How many bits the meaning of a value has, with its certainty, and that of an end."""


class Word(NamedTuple):
    """What is said of one piece: the meaning of its value, and of its ends where those count."""

    is_certain: bool
    value: int
    ends: tuple[int, ...]


class Sayings(NamedTuple):
    """What one answer says: the places of words, and those of the parties of whom they are said, in order."""

    party: Ints
    word: Ints


class Said(NamedTuple):
    """Of which *parties* two answers say different things, and which *words* each says of them."""

    parties: Ints
    words: list[Word]
    before: Sayings
    after: Sayings


def differences(before: Judged, after: Judged, of_value: Ints, of_end: Ints | None) -> Said:
    """Return of which parties two answers say different things, and what.

    Values and ends say the same where they mean the same: *of_value* and *of_end* tell what each means.
    """
    told = [_told(judged, of_value, of_end) for judged in (before, after)]
    words, places = np.unique(np.concatenate([words for _, words in told]), return_inverse=True)
    sides = np.split(places.reshape(-1), [len(before)])
    was, is_ = (
        np.unique(party.astype(np.int64) << 32 | word) for (party, _), word in zip(told, sides, strict=True)
    )
    parties = np.unique(np.setxor1d(was, is_, assume_unique=True) >> 32)
    was, is_ = (pairs[np.isin(pairs >> 32, parties)] for pairs in (was, is_))
    used, places = np.unique(np.concatenate([was, is_]) & 0xFFFFFFFF, return_inverse=True)
    of_was, of_is = np.split(places.reshape(-1), [len(was)])
    before_, after_ = (
        Sayings(np.searchsorted(parties, pairs >> 32), word) for pairs, word in ((was, of_was), (is_, of_is))
    )
    return Said(parties, [_word(number) for number in words[used].tolist()], before_, after_)


def _word(number: int) -> Word:
    value, ends = number & (1 << VALUE_BITS) - 1, number >> VALUE_BITS
    return Word(bool(value & 1), value >> 1, (ends & (1 << END_BITS) - 1, ends >> END_BITS))


def _told(judged: Judged, of_value: Ints, of_end: Ints | None) -> tuple[Ints, Ints]:
    """Return the party of each piece that was found, and what is said of it as a number."""
    spans, at = judged.pieces.spans, judged.at
    word = judged.certain | of_value[spans.value[at]].astype(np.int64) << 1
    if of_end is not None:
        from_, to = (of_end[end[at]].astype(np.int64) for end in (spans.from_, spans.to))
        word |= from_ << VALUE_BITS | to << VALUE_BITS + END_BITS
    return judged.pieces.columns.party[spans.key[at]], word

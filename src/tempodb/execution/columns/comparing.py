"""Whatever differs between two answers about everything."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from tempodb.base.distinct_numbers import each_once
from tempodb.execution.columns.arrays import Flags, Ints, dense, repeats
from tempodb.execution.columns.packing import Packing
from tempodb.execution.columns.windowing import Judged


class Senses(NamedTuple):
    """What each of some things means, as a place among so *many* meanings."""

    of: Ints
    many: int


UNSAID = Senses(np.zeros(0, np.intp), 1)
"""Of what is not said."""


class Words(NamedTuple):
    """What may be said of a piece, each once: the meaning of its value, and of its ends where those count."""

    is_certain: Ints | Flags
    value: Ints
    from_: Ints
    to: Ints


class Sayings(NamedTuple):
    """What one answer says: the places of words, and those of the parties of whom they are said, in order."""

    party: Ints
    word: Ints


class Said(NamedTuple):
    """Of which *parties* two answers say different things, and which *words* each says of them."""

    parties: Ints
    words: Words
    before: Sayings
    after: Sayings


def differences(before: Judged, after: Judged, values: tuple[Senses, Senses], ends: Senses = UNSAID) -> Said:
    """Return of which parties two answers say different things, and what.

    The *values* are what each piece that was found says, in the one answer and in the other. Ends say the same
    where they mean the same.
    """
    columns = before.pieces.columns
    words = Packing(2, values[0].many, ends.many, ends.many)
    of_parties = Packing(len(columns.ids.values), words.size)
    told = [
        each_once(of_parties.packed(_parties(judged), words.packed(*_told(judged, said, ends))))
        for judged, said in zip((before, after), values, strict=True)
    ]
    both = np.sort(np.concatenate(told), kind="stable")
    differs = np.zeros(len(columns.ids.values), np.bool_)
    differs[of_parties.unpacked(both[_alone(both)])[0]] = True
    kept = [_of_those(differs, *of_parties.unpacked(numbers)) for numbers in told]
    used, parties = np.concatenate([word for _, word in kept]), np.flatnonzero(differs)
    of_word, place = dense(used), np.empty(len(differs), np.intp)
    distinct = np.empty(int(of_word.max(initial=-1)) + 1, used.dtype)
    distinct[of_word], place[parties] = used, np.arange(len(parties))
    of_words = np.split(of_word, [len(kept[0].word)])
    was, is_ = (Sayings(place.take(party), word) for (party, _), word in zip(kept, of_words, strict=True))
    return Said(parties, Words(*words.unpacked(distinct)), was, is_)


def _of_those(differs: Flags, party: Ints, word: Ints) -> Sayings:
    """Return what is said of the parties that differ."""
    at = np.flatnonzero(differs.take(party))
    return Sayings(party.take(at), word.take(at))


def _alone(ordered: Ints) -> Flags:
    """Return which of some numbers in order are there only once."""
    again = repeats(ordered)
    again[:-1] |= again[1:]
    return ~again


def _parties(judged: Judged) -> Ints:
    """Return the party of each piece that was found."""
    return judged.pieces.columns.party.take(judged.pieces.spans.key.take(judged.at))


def _told(judged: Judged, values: Senses, ends: Senses) -> Words:
    """Return what is said of each piece that was found."""
    spans, at = judged.pieces.spans, judged.at
    nothing = np.zeros(len(at), np.int8)
    from_, to = (nothing if ends is UNSAID else ends.of.take(end.take(at)) for end in (spans.from_, spans.to))
    return Words(judged.certain, values.of, from_, to)

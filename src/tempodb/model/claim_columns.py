"""Many claims as columns: a claim is a row of numbers, and what a number stands for is kept once.

A claim says little that no other says: its parties, dates and sources are those of many. So what is done to
all claims is done to columns of numbers, and what takes a look at a text is done once to each text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from tempodb.model.citations import remarked
from tempodb.model.claim_words import ClaimWords, IntColumn, dates_of, written_ends
from tempodb.model.claims import Claim, ManyClaims
from tempodb.model.kinds import Kind
from tempodb.model.schema import SCHEMA
from tempodb.temporal.bounds import ALWAYS, FIRST_DAY, NEVER
from tempodb.temporal.facts import Standing

NumberRows: TypeAlias = "NDArray[np.int64]"
"""Many claims as rows of numbers, whose columns are those of a `ClaimRow`; each column lies together, as it is read."""
STANDINGS = tuple(Standing)
AT_A_TIME = 65_536
"""How many of many claims are made texts at once, of which each takes ten times what its numbers do."""
PARTS = 3
"""How many parts a key has at most."""
DEFINES = np.array([kind.defines for kind in sorted(SCHEMA)])
LASTS_BY_DEFAULT = np.array([SCHEMA[kind].lasts_by_default for kind in sorted(SCHEMA)])
IS_SINCE_ALWAYS = np.array([SCHEMA[kind].is_since_always for kind in sorted(SCHEMA)])
LEAST_PARTS = np.array([len(SCHEMA[kind].key) - SCHEMA[kind].key[-1].is_late for kind in sorted(SCHEMA)])
"""How many parts the key of each kind has in the log at least."""
KEY_PARTS = np.array([len(SCHEMA[kind].key) for kind in sorted(SCHEMA)])
FIRST_KIND = min(SCHEMA)


class ClaimRow(NamedTuple):
    """A claim as numbers: the parts of its key, of which one that is absent is 0, and what it says."""

    kind: int
    first: int
    second: int
    third: int
    value: int
    begin: int
    end: int
    standing: int
    sources: int
    note: int

    @classmethod
    def of(cls, claim: Claim, words: ClaimWords) -> ClaimRow:
        """Return a claim as a row in some words."""
        ids = [words.ids[id_] for id_ in claim.key] + [0] * (PARTS - len(claim.key))
        ends = (words.ends[end] for end in written_ends(claim.when))
        beside = (STANDINGS.index(claim.standing), words.sources[claim.sources], words.notes[claim.remark])
        return cls._make((claim.kind, *ids, words.values[claim.value], *ends, *beside))


class StatedDays(NamedTuple):
    """The candidate days of both ends of many claims, as they are stated."""

    f1: IntColumn
    f2: IntColumn
    t1: IntColumn
    t2: IntColumn


@dataclass(frozen=True, slots=True, eq=False)
class ClaimColumns(ManyClaims):
    """Claims in their order, of which each is made as it is looked at: a row of *numbers*, in these *words*."""

    words: ClaimWords
    numbers: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.numbers)

    def __getitem__(self, place: Any) -> Any:
        if isinstance(place, slice):
            return list(self._claims(self.numbers[place]))
        return next(self._claims(self.numbers[[place]]))

    def __iter__(self) -> Iterator[Claim]:
        return self._claims(self.numbers)

    def at(self, places: IntColumn) -> list[Claim]:
        """Return the claims in some places."""
        return list(self._claims(numbers_at(self.numbers, places)))

    def chosen(self, places: IntColumn) -> ClaimColumns:
        """Return some of the claims, still in columns."""
        return ClaimColumns(self.words, numbers_at(self.numbers, places))

    def parted(self) -> Iterator[ClaimColumns]:
        """Yield all of the claims, some at a time."""
        for start in range(0, len(self), AT_A_TIME):
            yield ClaimColumns(self.words, self.numbers[start : start + AT_A_TIME])

    def column(self, name: str) -> IntColumn:
        """Return one number of each claim."""
        return self.numbers[:, ClaimRow._fields.index(name)]

    def counts(self) -> dict[Kind, int]:
        """Return how many claims there are of each kind."""
        kinds, counts = np.unique(self.column("kind"), return_counts=True)
        return {Kind(kind): count for kind, count in zip(kinds.tolist(), counts.tolist(), strict=True)}

    def candidates(self, recorded_day: int | IntColumn) -> StatedDays:
        """Return the candidates of the claims' periods if recorded on a day, or each on its own, as `model.claims.Claim.period` has them."""
        dates = self.words.dates()
        begin, end, kind = self.column("begin"), self.column("end"), self.column("kind")
        found = StatedDays(
            *(side.take(begin) for side in dates.begin.T), *(side.take(end) for side in dates.end.T)
        )
        for candidate, of, day in zip(
            found, (begin, begin, end, end), (FIRST_DAY, recorded_day, NEVER, NEVER), strict=True
        ):
            np.copyto(candidate, day, where=of == 0)
        undated = (begin == 0) & (end == 0)
        of_kind = kind - FIRST_KIND
        always = (
            DEFINES[of_kind]
            | (LASTS_BY_DEFAULT[of_kind] & undated)
            | (IS_SINCE_ALWAYS[of_kind] & (begin == 0))
        )
        for earliest_or_latest in found[:2]:
            earliest_or_latest[always] = ALWAYS
        some_time = (kind == Kind.EVENT) & undated
        for candidate, day in zip(found, (FIRST_DAY, NEVER, FIRST_DAY, NEVER), strict=True):
            candidate[some_time] = day
        return found

    def bodies(self) -> list[str]:
        """Return the claims as they lie in the log, as `model.claims.Claim.body` does."""
        texts, values = self.words.texts(), self.words.spelt().values
        kind, first, second, third, value, begin, end, standing, sources, note = self.numbers.T
        none, count = len(texts.ids), len(self.words.ends)
        heads = [f'],"kind":"{of_kind.name.lower()}"' for of_kind in sorted(SCHEMA)]
        saids, said = distinct_rows(note, sources, standing)
        supports = [
            f"{texts.notes[note]}{texts.sources[named]}"
            + (f',"standing":"{STANDINGS[standing]}"' if standing else "")
            for note, named, standing in saids.tolist()
        ]
        rows = zip(
            first.tolist(),
            np.where((LEAST_PARTS[kind - FIRST_KIND] > 1) | (second > 0), second, none).tolist(),
            np.where((LEAST_PARTS[kind - FIRST_KIND] > 2) | (third > 0), third, none).tolist(),
            (kind - FIRST_KIND).tolist(),
            said.tolist(),
            value.tolist(),
            np.where(begin == end, begin, count + begin).tolist(),
            np.where(begin == end, 0, 1 + end + np.where(begin > 0, 0, count)).tolist(),
            strict=True,
        )
        _, ids, rest, _, _, begun, ended = texts
        return [
            f'{{"key":[{ids[a]}{rest[b]}{rest[c]}{heads[k]}{supports[s]},"value":{values[v]}{begun[x]}{ended[y]}}}'
            for a, b, c, k, s, v, x, y in rows
        ]

    def _claims(self, numbers: NDArray[np.int64]) -> Iterator[Claim]:
        _, ids, values, ends, sources, notes = self.words.spelt()
        for row in map(ClaimRow._make, numbers.tolist()):
            kind = Kind(row.kind)
            key = tuple(ids[number] for number in row[1 : 1 + len(SCHEMA[kind].key)])
            when = dates_of((ends[row.begin], ends[row.end]))
            said = (STANDINGS[row.standing], sources[row.sources], *remarked(notes[row.note]))
            yield Claim(kind, key, values[row.value], when, *said)


def rows_of(*columns: IntColumn | int) -> NumberRows:
    """Return the rows of columns, of which a number stands for itself everywhere.

    >>> rows_of(7, np.array([1, 2])).tolist()
    [[7, 1], [7, 2]]
    """
    return np.stack(np.broadcast_arrays(*columns)).T


def numbers_at(rows: NumberRows, places: IntColumn) -> NumberRows:
    """Return the rows in some places.

    >>> numbers_at(rows_of(7, np.array([1, 2])), np.array([1])).tolist()
    [[7, 2]]
    """
    # Whoever indexes them has the numbers of a row lie together.
    return rows.T.take(places, axis=1).T


def joined_numbers(parts: Iterable[NumberRows]) -> NumberRows:
    """Return the rows of several parts.

    >>> joined_numbers([rows_of(7, np.array([1, 2])), rows_of(8, np.array([3]))]).tolist()
    [[7, 1], [7, 2], [8, 3]]
    """
    return np.concatenate([rows.T for rows in parts], axis=1).T


def in_one_number(*columns: IntColumn) -> IntColumn:
    """Return one number for each row of columns, the same for rows that are alike.

    >>> in_one_number(np.array([1, 1, 2]), np.array([5, 6, 5])).tolist()
    [12, 13, 19]
    """
    packed, size = columns[0], int(columns[0].max(initial=0)) + 1
    for column in columns[1:]:
        width = int(column.max(initial=0)) + 1
        if size * width >= 2**63:
            known, packed = np.unique(packed, return_inverse=True)
            size = len(known)
        packed, size = packed * width + column, size * width
    return packed


def distinct_rows(*columns: IntColumn) -> tuple[NDArray[np.int64], IntColumn]:
    """Return the rows of columns that differ, and which of them each row is.

    >>> rows, numbers = distinct_rows(np.array([1, 1, 1]), np.array([5, 6, 5]))
    >>> rows.tolist(), numbers.tolist()
    ([[1, 5], [1, 6]], [0, 1, 0])
    """
    _, places, numbers = np.unique(in_one_number(*columns), return_index=True, return_inverse=True)
    return np.stack(columns, axis=1)[places], numbers

"""Claims in columns → the numbers that stand for what they name and say: ids and texts, in the order of first use."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from itertools import groupby, islice

import numpy as np
from numpy.typing import NDArray

from tempodb.base.distinct_numbers import each_once
from tempodb.base.folding import fold_all
from tempodb.model.canonical_json import canonical
from tempodb.model.claim_columns import ClaimColumns
from tempodb.model.claim_words import ClaimWords, IntColumn, NumberOf
from tempodb.model.kinds import EntityType, Kind
from tempodb.model.labels import names_by_ids, names_by_values
from tempodb.model.schema import SCHEMA
from tempodb.store.beliefs.row_periods import stored_text
from tempodb.temporal.bounds import ALWAYS, Bound, unknown_until

FILED = 3
"""Under how many entities a belief is filed at most: a scope, a party, another party."""
NAME_GIVING = (*(kind for kind in Kind if kind.defines), Kind.NAME, Kind.TITLE, Kind.EVENT, Kind.SAME_AS)
"""The kinds of claims that say how something is called."""
SPARSE = 10
"""How many times as high as there are numbers they are where few of the numbers up to them occur."""
TYPES = max(EntityType) + 1


class ClaimNumbers:
    """Gives numbers to what claims name and say, all of them in these *words*."""

    def __init__(self, words: ClaimWords) -> None:
        self._words = words
        self._ids, self._values = list(words.ids), list(words.values)
        self._said = [*self._values, *(canonical(sorted(sources)) for sources in words.sources)]
        self._entities = np.zeros(TYPES * len(words.ids), np.int64)
        self._texts: NumberOf[str] = NumberOf()
        bounds, count = words.dates().bounds, len(words.ends)
        self._begin_texts = _texts({number: begin for number, (begin, _) in bounds.items()}, count)
        self._ending_texts = _texts({number: end for number, (_, end) in bounds.items()}, count)
        self._last_entity = 0

    def filed(self, claims: ClaimColumns) -> tuple[NDArray[np.int64], list[tuple[int, int, str]]]:
        """Return the numbers of what each claim is filed under, 0 for none; and the rows of entities that are new."""
        codes = self._filed(claims)
        used = first_uses(codes.reshape(-1))
        new = used[(self._entities[used] == 0) & (used > 0)]
        numbers = np.arange(self._last_entity + 1, self._last_entity + 1 + len(new))
        self._entities[new] = numbers
        self._last_entity += len(new)
        ids, count = self._ids, len(self._ids)
        rows = zip(numbers.tolist(), new.tolist(), strict=True)
        return self._entities[codes], [(n, code // count, ids[code % count]) for n, code in rows]

    def said(self, claims: ClaimColumns) -> tuple[NDArray[np.int64], list[tuple[int, str]]]:
        """Return the numbers of what claims say, and of their sources; and the rows of texts that are new."""
        said = self._said
        codes = np.stack([claims.column("value"), claims.column("sources") + len(self._values)], axis=1)
        known = len(self._texts)
        numbers = np.zeros(len(said), np.int64)
        used = first_uses(codes.reshape(-1))
        numbers[used] = self._texts.of([said[code] for code in used.tolist()]) + 1
        new = islice(self._texts.items(), known, None)
        return numbers[codes], [(number + 1, text) for text, number in new]

    def end_texts(
        self, claims: ClaimColumns, f1: IntColumn, days: IntColumn
    ) -> tuple[NDArray[np.object_], ...]:
        """Return the texts to store of both ends, of claims recorded on some *days*; `f1` says what was never dated."""
        begin, end = claims.column("begin"), claims.column("end")
        from_text = self._begin_texts[begin]
        undated_event = (claims.column("kind") == Kind.EVENT) & (end == 0)
        undated = (begin == 0) & (f1 > ALWAYS) & ~undated_event
        for day in each_once(days[undated]).tolist():
            from_text[undated & (days == day)] = stored_text(unknown_until(day))
        return from_text, self._ending_texts[end]

    def labels(self, claims: ClaimColumns) -> list[tuple[str, int]]:
        """Return the folded names under which what claims are about can be found, each with its number, in order."""
        ids, texts, kinds = self._ids, self._values, claims.column("kind")
        names: list[str] = []
        named: list[int] = []
        for kind in filter(NAME_GIVING.__contains__, claims.counts()):
            rows = np.flatnonzero(kinds == kind)
            first = claims.column("first")[rows]
            entities = self._entities[SCHEMA[kind].key[0].type * len(ids) + first]
            values, said = np.unique(claims.column("value")[rows], return_inverse=True)
            fields = json.loads(f"[{','.join([texts[number] for number in values.tolist()])}]")
            by_ids, whose = names_by_ids(kind, [ids[number] for number in first.tolist()])
            names += by_ids
            named += entities[whose].tolist()
            by_values, places = names_by_values(kind, fields)
            which, saying = _of_each(said, places)
            names += [by_values[number] for number in which.tolist()]
            named += entities[saying].tolist()
        return [label for label, _ in groupby(sorted(zip(fold_all(names), named, strict=True)))]

    def _filed(self, claims: ClaimColumns) -> NDArray[np.int64]:
        """Return under which ids of which types each claim is filed, each as one number; 0 for none."""
        filed = np.zeros((len(claims), FILED), np.int64)
        kinds, count = claims.column("kind"), len(self._ids)
        for kind in claims.counts():
            schema, rows = SCHEMA[kind], np.flatnonzero(kinds == kind)
            parts = {part.name: (place, part.type) for place, part in enumerate(schema.key, 1)}
            for column, name in enumerate(schema.filed):
                if name in parts:
                    place, type_ = parts[name]
                    ids = claims.numbers[rows, place]
                else:
                    type_, ids = EntityType.PARTY, self._named(name, claims.column("value")[rows])
                filed[rows, column] = np.where(ids > 0, type_ * count + ids, 0)
        return filed

    def _named(self, field: str, values: IntColumn) -> IntColumn:
        """Return the id that each of some values has in a field."""
        distinct, numbers = np.unique(values, return_inverse=True)
        said = (json.loads(self._values[number]).get(field, "") for number in distinct.tolist())
        return np.array([self._words.ids[id_] for id_ in said], np.int64)[numbers]


def _texts(bounds: Mapping[int, Bound | None], count: int) -> NDArray[np.object_]:
    """Return the texts to store of ends by their numbers; the candidates of a plain day say it all."""
    found = np.full(count, None, object)
    for number, bound in bounds.items():
        found[number] = None if bound is None else stored_text(bound)
    return found


def _of_each(codes: IntColumn, wanted: Sequence[int]) -> tuple[IntColumn, IntColumn]:
    """Return for each *wanted* code, by its place among these, all places in which it stands.

    >>> [found.tolist() for found in _of_each(np.array([1, 0, 1]), [1, 0, 1])]
    [[0, 0, 1, 2, 2], [0, 2, 1, 0, 2]]
    """
    if not wanted:
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    counts = np.bincount(codes)
    begins, times = (np.cumsum(counts) - counts)[wanted], counts[wanted]
    which = np.repeat(np.arange(len(wanted)), times)
    within = np.arange(len(which)) - np.repeat(np.cumsum(times) - times, times)
    return which, np.argsort(codes, kind="stable")[begins[which] + within]


def first_uses(codes: IntColumn) -> IntColumn:
    """Return the codes that occur, in the order in which they are first used.

    >>> first_uses(np.array([7, 3, 7, 5, 3])).tolist()
    [7, 3, 5]
    """
    if codes.max(initial=0) > SPARSE * len(codes):
        known, places = np.unique(codes, return_index=True)
        return known[np.argsort(places)]
    first = np.full(int(codes.max(initial=0)) + 1, len(codes))
    # Of a code that is assigned to several times, the last one counts.
    first[codes[::-1]] = np.arange(len(codes))[::-1]
    used = np.flatnonzero(first < len(codes))
    return used[np.argsort(first[used])]

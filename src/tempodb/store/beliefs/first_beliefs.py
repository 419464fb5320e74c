"""Many claims → beliefs, where nothing was believed of them before: all rows of a transaction at once.

What `derivation` does claim by claim comes to little then. Every claim opens one row, believed from its
transaction on; nothing is closed, cut or carried over. What is left is to number: ids and texts, and rows by
what they are filed under, in the order in which that is first used.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from tempodb.execution.columns.arrays import ordered_by
from tempodb.model.claim_columns import AT_A_TIME, ClaimColumns
from tempodb.model.claim_words import ClaimWords, IntColumn
from tempodb.model.schema import SCHEMA
from tempodb.store.beliefs.claim_numbers import FILED, ClaimNumbers, first_uses
from tempodb.store.beliefs.columns_of_rows import Columns
from tempodb.store.engines.port import Alike, WriteTransaction
from tempodb.store.schema.layout import COLUMNS
from tempodb.temporal.instants import FOREVER, day_of


class FirstBeliefs:
    """The beliefs of a database in which there are none yet, transaction by transaction."""

    def __init__(self, transaction: WriteTransaction, words: ClaimWords) -> None:
        self._transaction = transaction
        self._numbers = ClaimNumbers(words)
        self._last_row = 0

    def believe(self, at: int, first: int, claims: ClaimColumns) -> None:
        """Open the rows of claims that are stated *at* an instant, numbered from the *first* on.

        No claim may be of a key and a value of which another transaction states something.
        """
        self._open_rows(at, first, claims)
        self._transaction.insert_missing("label", self._numbers.labels(claims))

    def _open_rows(self, at: int, first: int, claims: ClaimColumns) -> None:
        filed, entities = self._numbers.filed(claims)
        said, texts = self._numbers.said(claims)
        self._transaction.insert("entity", entities)
        self._transaction.insert("interned", texts)
        scope, party, other = (filed[:, place] for place in range(FILED))
        f1, f2, t1, t2 = claims.candidates(day_of(at))
        from_text, to_text = self._numbers.end_texts(claims, f1, np.full(len(claims), day_of(at)))
        kind, count = claims.column("kind"), len(claims)
        ids = self._last_row + 1 + _by_first_use(scope * (max(SCHEMA) + 1) + kind)
        self._last_row += count
        # Rows of one kind in one scope are numbered in the order in which they stand.
        order = ordered_by(scope, kind, f1 - f1.min(initial=0))
        columns = [scope, kind, f1, ids, party, other, said[:, 0], f2, t1, t2, from_text, to_text]
        columns += [claims.column("standing"), said[:, 1], first + np.arange(count)]
        believed: dict[str, Alike] = {"since": at, "recorded_from": at, "recorded_to": FOREVER}
        names = [name for name in COLUMNS["belief"] if name not in believed]
        for start in range(0, count, AT_A_TIME):
            some = order[start : start + AT_A_TIME]
            rows = {name: column[some] for name, column in zip(names, columns, strict=True)}
            alike = dict(_alike(rows))
            differing = [column.tolist() for name, column in rows.items() if name not in alike]
            self._transaction.insert_columns("belief", {**believed, **alike}, differing)


def _alike(rows: Columns) -> Iterator[tuple[str, int | None]]:
    """Yield the columns, but for the claim, in which all of some rows have one number, or nothing.

    >>> list(_alike({"kind": np.array([7, 7]), "f1": np.array([1, 2]), "to_text": np.array([None, None])}))
    [('kind', 7), ('to_text', None)]
    """
    for name, column in rows.items():
        value = column[0]
        if name != "claim" and not isinstance(value, str) and (column == value).all():
            yield name, None if value is None else int(value)


def _by_first_use(shelves: IntColumn) -> IntColumn:
    """Return places in which things come shelf by shelf, in the order in which shelves are first used.

    >>> _by_first_use(np.array([7, 3, 7, 5, 3])).tolist()
    [0, 2, 1, 4, 3]
    """
    rank = np.zeros(int(shelves.max(initial=0)) + 1, np.int64)
    used = first_uses(shelves)
    rank[used] = np.arange(len(used))
    places = np.empty(len(shelves), np.int64)
    places[ordered_by(rank[shelves])] = np.arange(len(shelves))
    return places

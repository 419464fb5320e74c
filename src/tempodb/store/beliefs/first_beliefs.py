"""Many claims → beliefs, where nothing was believed of them before: all rows of a transaction at once.

What `derivation` does claim by claim comes to little then. Every claim opens one row, believed from its
transaction on; nothing is closed, cut or carried over. What is left is to number: ids and texts, and rows by
what they are filed under, in the order in which that is first used.
"""

from __future__ import annotations

import numpy as np

from tempodb.execution.columns.arrays import ordered_by
from tempodb.model.claim_columns import AT_A_TIME, ClaimColumns
from tempodb.model.claim_words import ClaimWords, IntColumn
from tempodb.model.schema import SCHEMA
from tempodb.store.beliefs.claim_numbers import FILED, ClaimNumbers, first_uses
from tempodb.store.engines.port import WriteTransaction
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
        believed = {"since": at, "recorded_from": at, "recorded_to": FOREVER}
        for start in range(0, count, AT_A_TIME):
            some = order[start : start + AT_A_TIME]
            self._transaction.insert_columns(
                "belief", believed, [column[some].tolist() for column in columns]
            )


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

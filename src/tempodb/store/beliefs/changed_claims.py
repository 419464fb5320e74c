"""Claims that are taken back, and others in columns that are stated → rows that are closed and opened, many at once.

What `derivation` does claim by claim comes to this where no write has ever cut a claim of the keys, and where these
name all that beliefs are filed under.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tempodb.base.distinct_numbers import each_once
from tempodb.model.canonical_json import canonical
from tempodb.model.claim_columns import ClaimColumns
from tempodb.store.beliefs.carrying import Carried, parts_of
from tempodb.store.beliefs.claim_numbers import ClaimNumbers
from tempodb.store.beliefs.interning import Interner
from tempodb.store.beliefs.stored_beliefs import CLOSE, LAST
from tempodb.store.engines.port import WriteTransaction
from tempodb.store.schema.layout import BeliefRow
from tempodb.temporal.instants import FOREVER, day_of


@dataclass(frozen=True, slots=True, eq=False)
class ChangedClaims:
    """The numbers of claims that a transaction takes back, and the claims that it states then.

    What it states is filed under the numbers of a scope, a party and another party. The *rows* are those
    that are open of all keys that it touches, and perhaps of others.
    """

    withdrawn: Sequence[int]
    stated: ClaimColumns
    filed: NDArray[np.int64]
    rows: Sequence[BeliefRow]


class ChangedBeliefs:
    """The beliefs that change, transaction by transaction, none of which touches a key of another."""

    def __init__(self, transaction: WriteTransaction, changes: Sequence[ChangedClaims]) -> None:
        entity, text, self._last_row = transaction.execute(LAST).fetchone()
        self._transaction = transaction
        words = changes[0].stated.words
        self._numbers = ClaimNumbers(words)
        self._values = list(words.values)
        self._sources = [canonical(sorted(sources)) for sources in words.sources]
        self._interner = Interner(transaction, entity, text)
        self._interner.look_ahead((), self._said(changes))
        self._of_claim: dict[int, list[BeliefRow]] = defaultdict(list)
        self._known: dict[tuple[int, ...], list[BeliefRow]] = defaultdict(list)
        for row in changes[0].rows:
            self._of_claim[row.claim].append(row)
            identity = (row.scope, row.kind, row.party, row.other, row.value, row.disputed)
            self._known[identity].append(row)

    def believe(self, at: int, first: int, change: ChangedClaims) -> None:
        """Close and open the rows of a transaction *at* an instant; what it states is numbered from the *first* on."""
        closed = [row for number in change.withdrawn for row in self._of_claim[number]]
        # In the order in which they lie, so that a page is changed once.
        places = sorted((row.scope, row.kind, row.f1, row.id) for row in closed)
        self._transaction.execute_many(CLOSE, [(at, *place) for place in places])
        shelves: dict[tuple[int, int], int] = {}
        for number in change.withdrawn:
            row = self._of_claim[number][0]
            shelves.setdefault((row.scope, row.kind), len(shelves))
        placed = [
            (shelves.setdefault(place[:2], len(shelves)), place, rest)
            for place, rest in self._opened(at, first, change)
        ]
        # A sort leaves those of one shelf in the order of their claims.
        placed.sort(key=itemgetter(0))
        opened = [(*place, id_, *rest) for id_, (_, place, rest) in enumerate(placed, self._last_row + 1)]
        self._last_row += len(opened)
        opened.sort()
        self._transaction.insert("belief", opened)
        self._interner.write()

    def _opened(
        self, at: int, first: int, change: ChangedClaims
    ) -> Iterator[tuple[tuple[int, int, int], tuple[Any, ...]]]:
        """Yield the rows that are opened, claim by claim: the columns before the number that each will have, and the rest."""
        claims, day = change.stated, day_of(at)
        f1, f2, t1, t2 = claims.candidates(day)
        ends = self._numbers.end_texts(claims, f1, np.full(len(claims), day))
        period = (f1.tolist(), f2.tolist(), ends[0].tolist(), t1.tolist(), t2.tolist(), ends[1].tolist())
        said = (claims.column(name).tolist() for name in ("kind", "value", "standing", "sources"))
        text = self._interner.text
        for number, (scope, party, other), kind, value, disputed, sources, stored in zip(
            range(first, first + len(claims)),
            change.filed.tolist(),
            *said,
            zip(*period, strict=True),
            strict=True,
        ):
            says, named = text(self._values[value]), text(self._sources[sources])
            known = self._known.get((scope, kind, party, other, says, disputed), ())
            before = [
                Carried((row.f1, row.f2, row.from_text, row.t1, row.t2, row.to_text), row.since)
                for row in known
                if row.f1 < stored[4] and stored[0] < row.t2
            ]
            for (b1, b2, begin, e1, e2, end), since in parts_of(stored, at, before):
                rest = (
                    party,
                    other,
                    says,
                    b2,
                    e1,
                    e2,
                    begin,
                    end,
                    since,
                    at,
                    FOREVER,
                    disputed,
                    named,
                    number,
                )
                yield (scope, kind, b1), rest

    def _said(self, changes: Sequence[ChangedClaims]) -> Iterator[str]:
        """Yield the texts of what is stated, and of its sources, each once."""
        for name, texts in (("value", self._values), ("sources", self._sources)):
            numbers = np.concatenate([change.stated.column(name) for change in changes])
            yield from (texts[number] for number in each_once(numbers).tolist())

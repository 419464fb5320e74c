"""A later load that changes who is what in what alone, planned in columns.

Where nothing is in doubt, that comes to what `changed_part` plans claim by claim. Whatever may be otherwise is left to
it: what defines anything, logs of which writes have cut something, claims that may repeat or contradict each other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Any, NamedTuple

import numpy as np

from tempodb.model.claim_columns import ClaimColumns, in_one_number
from tempodb.model.claim_words import IntColumn
from tempodb.model.restatements import Restatement
from tempodb.store.beliefs.changed_claims import ChangedClaims
from tempodb.store.engines.port import Snapshot
from tempodb.store.loading.changed_columns import ColumnChange, SaidOtherwise
from tempodb.store.loading.difference import Difference
from tempodb.store.loading.load_report import LoadReport
from tempodb.store.loading.log_part import CLEARED_BY_WRITES
from tempodb.store.loading.open_claims import OpenClaims
from tempodb.store.loading.unchanged import SAYS_SAME
from tempodb.store.log.entries import NumberedClaim
from tempodb.store.log.headers import header, recording_instant
from tempodb.store.log.log_end import LastTransaction, last_transaction
from tempodb.store.log.transaction_info import TransactionInfo
from tempodb.store.schema.layout import SCHEMA_VERSION
from tempodb.temporal.instants import day_of


def plan_plain_changes(
    snapshot: Snapshot, restated: Sequence[Restatement], info: TransactionInfo, clock: int
) -> list[LoadReport] | None:
    """Return what loading restated datasets writes to a log, None where `plan_changed_part` has to tell.

    Raises:
        InputError: the own recorded time is in the future, or not after the last transaction.

    """
    last = last_transaction(snapshot)
    if last is None or info.overwrites or len({changed.dataset.id for changed in restated}) < len(restated):
        return None
    said = SaidOtherwise.of(restated)
    first = recording_instant(last, info, clock)
    is_of_one_day = day_of(first) == day_of(first + len(restated))
    if said is None or not is_of_one_day or not _is_plain(snapshot):
        return None
    change = ColumnChange.of(snapshot, [changed.dataset.id for changed in restated], said, day_of(first))
    defaults = (source for changed in restated for source, _ in changed.dataset.defaults)
    if change is None or not change.is_defined(snapshot, defaults):
        return None
    return list(_reports(change, restated, last, info, clock))


def _is_plain(snapshot: Snapshot) -> bool:
    """Return whether no id is another one, and no write has cut anything."""
    return (
        snapshot.schema_version() == SCHEMA_VERSION
        and not snapshot.execute(SAYS_SAME).fetchone()[0]
        and snapshot.execute(CLEARED_BY_WRITES).fetchone() is None
    )


def _reports(
    change: ColumnChange,
    restated: Sequence[Restatement],
    last: LastTransaction,
    info: TransactionInfo,
    clock: int,
) -> Iterator[LoadReport]:
    """Yield what is written of each dataset, a transaction each where it is anything."""
    pairing, stated = _Pairing(change), change.stated
    written = 0
    for place, changed in enumerate(restated):
        added, corrections, replaced, retracted = (np.array(found, np.int64) for found in pairing.of(place))
        kept = changed.total - len(added) - len(corrections)
        dataset = changed.dataset
        if not len(added) + len(replaced) + len(retracted):
            nothing = Difference.none(kept)
            yield LoadReport(dataset.id, None, nothing, (), dataset.fingerprint, dataset.text, info.commit)
            continue
        difference = Difference(
            stated.chosen(added),
            stated.chosen(corrections),
            _Numbered(change.known, replaced),
            _Numbered(change.known, retracted),
            kept,
        )
        order, gone = np.concatenate([added, corrections]), np.concatenate([retracted, replaced])
        yield LoadReport(
            dataset.id,
            header(last, info, clock, dataset.id, written),
            difference,
            (),
            dataset.fingerprint,
            dataset.text,
            info.commit,
            ChangedClaims(
                change.known.numbers[gone].tolist(),
                stated.chosen(order),
                change.filed[order],
                change.known.rows,
            ),
        )
        written += 1


class _Numbered(Sequence[NumberedClaim]):
    """Some of the claims that are known, with their numbers, each made as it is looked at."""

    def __init__(self, known: OpenClaims, places: IntColumn) -> None:
        self._numbers, self._claims = known.numbers[places], known.claims.chosen(places)

    def __len__(self) -> int:
        return len(self._claims)

    def __getitem__(self, place: Any) -> Any:
        if isinstance(place, slice):
            return list(map(NumberedClaim, self._numbers[place].tolist(), self._claims[place]))
        return NumberedClaim(int(self._numbers[place]), self._claims[place])

    def __iter__(self) -> Iterator[NumberedClaim]:
        return map(NumberedClaim, self._numbers.tolist(), self._claims)


class _Paired(NamedTuple):
    """Places of what a dataset states, and of what is withdrawn, alone or one for the other."""

    added: list[int]
    corrections: list[int]
    replaced: list[int]
    retracted: list[int]


class _Pairing:
    """Finds what is put in the place of what, as `claim_comparison.compare` does (MEANING.md, M43)."""

    def __init__(self, change: ColumnChange) -> None:
        before, now = change.known.claims, change.stated
        self._owners = change.owners
        self._known_owners = change.known_owners
        self._withdrawn = np.flatnonzero(change.is_withdrawn)
        keys = in_one_number(
            *(np.concatenate([before.numbers[:, place], now.numbers[:, place]]) for place in range(4))
        )
        self._key_of_old, self._key_of_new = keys[: len(before)].tolist(), keys[len(before) :].tolist()
        self._old, self._new = (_columns(claims, change.day) for claims in (before, now))

    def of(self, dataset: int) -> _Paired:
        """Return how claims of one dataset are paired."""
        dropped: dict[int, list[int]] = defaultdict(list)
        for old in self._withdrawn[self._known_owners[self._withdrawn] == dataset].tolist():
            dropped[self._key_of_old[old]].append(old)
        found = _Paired([], [], [], [])
        for new in np.flatnonzero(self._owners == dataset).tolist():
            candidates = dropped.get(self._key_of_new[new], [])
            partner = self._partner(new, candidates)
            if partner is None:
                found.added.append(new)
            else:
                candidates.remove(partner)
                found.corrections.append(new)
                found.replaced.append(partner)
        found.retracted.extend(chain.from_iterable(dropped.values()))
        return found

    def _partner(self, new: int, candidates: Sequence[int]) -> int | None:
        """Return the first that may be corrected, of those of equal value and standing first."""
        said, own = self._new[new][:2], self._new[new][2:]
        alike = sorted(
            candidates, key=lambda old: [a != b for a, b in zip(self._old[old], said, strict=False)]
        )
        return next((old for old in alike if _meet(self._old[old][2:], own)), None)


def _columns(claims: ClaimColumns, day: int) -> list[tuple[int, ...]]:
    """Return value and standing of claims, and the candidates of both ends."""
    columns: Sequence[IntColumn] = (
        claims.column("value"),
        claims.column("standing"),
        *claims.candidates(day),
    )
    return list(zip(*(column.tolist() for column in columns), strict=True))


def _meet(a: tuple[int, ...], b: tuple[int, ...]) -> bool:
    """Return whether two periods share a bound, or can overlap.

    >>> _meet((1, 1, 5, 5), (5, 5, 9, 9)), _meet((1, 1, 5, 5), (6, 6, 9, 9)), _meet((1, 1, 5, 5), (4, 4, 9, 9))
    (True, False, True)
    """
    bounds = {b[:2], b[2:]}
    return a[:2] in bounds or a[2:] in bounds or (a[0] < b[3] and b[0] < a[3])

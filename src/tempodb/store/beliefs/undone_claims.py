"""What is undone of claims in columns: those that are revoked end, and those that are restored begin anew."""

from __future__ import annotations

from collections import defaultdict
from typing import NamedTuple

import numpy as np

from tempodb.model.claim_words import IntColumn
from tempodb.store.beliefs.columns_of_rows import Columns, rows_at
from tempodb.store.beliefs.logged_claims import Log, LoggedClaims, Withdrawals, withdrawals
from tempodb.store.log.actions import Restore, Revoke
from tempodb.temporal.instants import FOREVER


class ClaimChanges(NamedTuple):
    """What is done to claims: the number of each assertion, when it was recorded, and the place of the claim."""

    numbers: IntColumn
    at: IntColumn
    places: IntColumn


def taken(log: Log) -> ClaimChanges:
    """Return what withdraws or revokes claims that were stated before."""
    return _placed(log.stated, _joined(log.withdrawn, _undone(log, Revoke)))


def restored(log: Log) -> ClaimChanges:
    """Return what restores claims."""
    return _placed(log.stated, _undone(log, Restore))


def begun_anew(rows: Columns, restored: ClaimChanges, taken: ClaimChanges) -> Columns:
    """Return the rows that restored claims open, of which *rows* have those that they opened when they were stated."""
    ends: dict[int, list[int]] = defaultdict(list)
    concerned = np.isin(taken.places, restored.places)
    for place, at in zip(taken.places[concerned].tolist(), taken.at[concerned].tolist(), strict=True):
        ends[place].append(at)
    begun = rows_at(rows, restored.places)
    begun["since"] = begun["recorded_from"] = restored.at
    begun["recorded_to"] = np.array(
        [
            min((end for end in ends[place] if end > at), default=FOREVER)
            for place, at in zip(restored.places.tolist(), restored.at.tolist(), strict=True)
        ],
        np.int64,
    )
    return begun


def _undone(log: Log, how: type[Revoke | Restore]) -> Withdrawals:
    return withdrawals(
        [(number, at, action.assertion) for number, at, action in log.undone if isinstance(action, how)]
    )


def _joined(*parts: Withdrawals) -> Withdrawals:
    return Withdrawals(*(np.concatenate(columns) for columns in zip(*parts, strict=True)))


def _placed(stated: LoggedClaims, done: Withdrawals) -> ClaimChanges:
    places = stated.places(done.claims)
    is_known = places >= 0
    is_known[is_known] = stated.at[places[is_known]] < done.at[is_known]
    return ClaimChanges(done.numbers[is_known], done.at[is_known], places[is_known])

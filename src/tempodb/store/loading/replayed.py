"""Which versions of a file a dataset was replayed from, a transaction each."""

from __future__ import annotations

from typing import NamedTuple

from tempodb.store.engines.port import Snapshot
from tempodb.store.log.actions import Remark, read_action

_REMARKS = """SELECT t.id, a.operation, a.claim, a.body FROM tx t JOIN assertion a ON a.tx = t.id
WHERE t.dataset = ? AND a.operation = 'remark' ORDER BY t.id"""


class ReplayedVersion(NamedTuple):
    """A transaction, and the commit whose version it recorded."""

    transaction: int
    commit: str


def replayed_versions(snapshot: Snapshot, dataset: str) -> list[ReplayedVersion]:
    """Return the versions that a dataset was replayed from, in their order."""
    found = []
    for tx, *action in snapshot.execute(_REMARKS, (dataset,)):
        match read_action(*action):
            case Remark(commit=str(commit)):
                found.append(ReplayedVersion(tx, commit))
    return found

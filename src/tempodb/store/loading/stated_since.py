"""What a dataset says otherwise than an earlier text, held against what it has been loaded with since then."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tempodb.model.claims import Claim
from tempodb.model.restatements import Restatement
from tempodb.store.engines.port import Snapshot
from tempodb.store.loading.unchanged import loads_of
from tempodb.store.log.entries import stated_in

_WITHDRAWN = """SELECT s.body FROM assertion w JOIN assertion s ON s.id = w.claim
JOIN tx t ON t.id = s.tx
WHERE w.tx = ? AND w.operation = 'withdraw' AND t.dataset = ? AND t.id <= ? AND s.body IS NOT NULL"""


def since_then(changed: Restatement, snapshot: Snapshot) -> Restatement | None:
    """Return what is said otherwise than now, by what is said otherwise than in an earlier text.

    What was stated since is dropped, unless it is said. None where it was not loaded from that text; or where
    what was taken back since is said again, as it was in that text: it stands there among all that stays.
    """
    since: list[int] = []
    for load in loads_of(snapshot, changed.dataset.id):
        if load.file is not None and load.file.fingerprint == changed.before:
            return _after(changed, snapshot, load.transaction, since) if since else changed
        since.append(load.transaction)
    return None


def _after(changed: Restatement, snapshot: Snapshot, text: int, since: Sequence[int]) -> Restatement | None:
    dropped = [*changed.dropped, *stated_in(snapshot, reversed(since))]
    gone = {claim.identity for claim in dropped}
    for tx in since:
        rows = snapshot.execute(_WITHDRAWN, (tx, changed.dataset.id, text)).fetchall()
        if any(Claim.from_body(body).identity not in gone for (body,) in rows):
            return None
    return replace(changed, dropped=dropped)

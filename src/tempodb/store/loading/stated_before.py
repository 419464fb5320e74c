"""What a dataset in columns states otherwise than before, found by the bodies of its claims, letter by letter."""

from __future__ import annotations

from dataclasses import replace
from typing import cast

import numpy as np

from tempodb.model.claim_columns import ClaimColumns
from tempodb.model.claims import Claim, Dataset
from tempodb.model.restatements import Restatement
from tempodb.store.engines.port import Snapshot
from tempodb.store.log.holding import HOLDS

_STATED = f"""SELECT a.body FROM assertion a JOIN tx t ON t.id = a.tx
WHERE t.dataset = ? AND a.operation = 'state' AND a.body IS NOT NULL
AND {HOLDS} ORDER BY a.id"""

_NEW = ""
"""What no claim is."""


def held_against_log(dataset: Dataset, snapshot: Snapshot) -> Restatement:
    """Return what a dataset in columns states otherwise than what it stated before, as it lies in a log."""
    claims = cast(ClaimColumns, dataset.claims)
    before = dict.fromkeys(body for (body,) in snapshot.execute(_STATED, (dataset.id,)))
    new = claims.at(np.flatnonzero([before.pop(body, _NEW) is _NEW for body in claims.bodies()]))
    dropped = [Claim.from_body(body) for body in before]
    return Restatement(replace(dataset, claims=new), dropped, len(claims))

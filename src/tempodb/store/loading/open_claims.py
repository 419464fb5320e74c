"""What is claimed on many keys, in columns, with the rows in which it is believed: found by way of these rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from tempodb.base.distinct_numbers import each_once
from tempodb.model.claim_bodies import BodyReader
from tempodb.model.claim_columns import ClaimColumns, in_one_number
from tempodb.model.claim_words import IntColumn
from tempodb.model.kinds import EntityType
from tempodb.model.schema import SCHEMA
from tempodb.store.engines.asking_many import of_each, of_each_row
from tempodb.store.engines.port import Snapshot
from tempodb.store.schema.layout import COLUMNS, BeliefRow
from tempodb.temporal.instants import FOREVER, day_of

_NUMBERS = "SELECT slug, id FROM entity WHERE type = ? AND slug IN"
_ASKED = ("party", "kind", "scope", "other")
# Where they lie is looked for first: an engine would look through all members of an organization for one.
OPEN_OF_KEYS = f"""SELECT {", ".join("b." + column for column in COLUMNS["belief"])}, a.body, t.dataset, t.recorded
FROM asked k CROSS JOIN belief place CROSS JOIN belief b JOIN assertion a ON a.id = b.claim JOIN tx t ON t.id = a.tx
WHERE place.party = k.party AND place.kind = k.kind AND place.scope = k.scope AND b.other = k.other
AND b.scope = place.scope AND b.kind = place.kind AND b.f1 = place.f1 AND b.id = place.id
AND b.recorded_to = {FOREVER}"""


class OpenClaims(NamedTuple):
    """Claims in the order of the log, with their numbers, who states each, and the days on which it was recorded."""

    claims: ClaimColumns
    numbers: IntColumn
    datasets: Sequence[str | None]
    days: IntColumn
    rows: Sequence[BeliefRow]


def filed_under(snapshot: Snapshot, claims: ClaimColumns) -> NDArray[np.int64] | None:
    """Return the numbers of the scope, party and other party of claims whose keys name them, 0 for none.

    None where the database has no number of one of them.
    """
    codes, count, ids = _filed(claims), len(claims.words.ids), list(claims.words.ids)
    used = each_once(codes.ravel())
    by_type: dict[int, dict[str, int]] = defaultdict(dict)
    for code in used[used > 0].tolist():
        by_type[code // count][ids[code % count]] = code
    numbers = np.zeros(max(EntityType) * count + count, np.int64)
    for type_, own in by_type.items():
        found = dict(of_each(snapshot, _NUMBERS, (type_,), own))
        if len(found) < len(own):
            return None
        numbers[list(own.values())] = [found[id_] for id_ in own]
    filed: NDArray[np.int64] = numbers[codes]
    return filed


def open_claims(snapshot: Snapshot, claims: ClaimColumns, filed: NDArray[np.int64]) -> OpenClaims:
    """Return all that is claimed on the keys of some claims, which are *filed* so."""
    keys = np.stack([filed[:, 1], claims.column("kind"), filed[:, 0], filed[:, 2]], axis=1)
    # In the order in which they lie.
    _, places = np.unique(in_one_number(*keys[:, (1, 2, 0, 3)].T), return_index=True)
    found = list(of_each_row(snapshot, _ASKED, OPEN_OF_KEYS, keys[places].tolist()))
    rows = [BeliefRow._make(row[:-3]) for row in found]
    numbers, first = np.unique(np.array([row.claim for row in rows], np.int64), return_index=True)
    stated = [found[place] for place in first.tolist()]
    read = (
        BodyReader(claims.words).rows([body for *_, body, _, _ in stated]) if stated else claims.numbers[:0]
    )
    return OpenClaims(
        ClaimColumns(claims.words, read),
        numbers,
        [dataset for *_, dataset, _ in stated],
        np.array([day_of(recorded) for *_, recorded in stated], np.int64),
        rows,
    )


def _filed(claims: ClaimColumns) -> NDArray[np.int64]:
    """Return under which ids of which types each claim is filed, each as one number; 0 for none."""
    filed, count = np.zeros((len(claims), 3), np.int64), len(claims.words.ids)
    for kind in claims.counts():
        own = np.flatnonzero(claims.column("kind") == kind)
        for place, (part, column) in enumerate(zip(SCHEMA[kind].key, SCHEMA[kind].places, strict=True), 1):
            ids = claims.numbers[own, place]
            filed[own, column] = np.where(ids > 0, part.type * count + ids, 0)
    return filed

"""Writes the first load of a database: the log and the beliefs of many claims at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import cast

from tempodb.base.collecting import uncollected
from tempodb.base.progress import Progress, in_parts
from tempodb.model.claim_columns import ClaimColumns
from tempodb.store.beliefs.first_beliefs import FirstBeliefs
from tempodb.store.beliefs.upgrading import upgrade
from tempodb.store.engines.port import Alike, WriteTransaction
from tempodb.store.loading.file_texts import keep_text
from tempodb.store.loading.load_report import LoadReport
from tempodb.store.log.actions import Remark, assertion_columns
from tempodb.store.log.digests import (
    GENESIS,
    GrowingDigest,
    Header,
    assertion_digest,
    statement_digests,
)
from tempodb.store.log.entries import Operation

STEPS = ("recording", "deriving")


def write_first_load(
    transaction: WriteTransaction,
    planned: Sequence[LoadReport],
    salts: Callable[[int], Sequence[str]],
    progress: Progress,
) -> None:
    """Write what was planned, of claims in columns, to a log that is empty."""
    columns = [cast(ClaimColumns, step.difference.added) for step in planned]
    watched = in_parts(progress, 2 * len(columns), "recording")
    beliefs = FirstBeliefs(transaction, columns[0].words)
    last, first = GENESIS, 1
    upgrade(transaction)
    with transaction.filling(), uncollected():
        for step, claims in zip(planned, columns, strict=True):
            assert step.header is not None
            for _ in watched(("log",)):
                last, after = _append(transaction, step, claims, first, last, salts)
            for _ in watched(("beliefs",)):
                beliefs.believe(step.header.recorded, first, claims)
            first = after


def _append(
    transaction: WriteTransaction,
    step: LoadReport,
    claims: ClaimColumns,
    first: int,
    previous: str,
    salts: Callable[[int], Sequence[str]],
) -> tuple[str, int]:
    """Append a transaction to the log as `journal.append` does; return its digest, and the next number."""
    head = cast(Header, step.header)
    remark = Remark(head.author, head.note, step.loaded)
    head, after = head._replace(author=None, note=None), first + len(claims)
    growing = GrowingDigest(previous, head)
    # What it is the digest of is not there yet, and is not held at once.
    transaction.insert("tx", [(*head, "")])
    for some in claims.parted():
        numbers, bodies, fresh = range(first, first + len(some)), some.bodies(), salts(len(some))
        digests = statement_digests(fresh, first, bodies)
        growing.add(digests)
        stated: dict[str, Alike] = {"tx": head.id, "operation": "state", "claim": None}
        transaction.insert_columns("assertion", stated, [numbers, bodies, fresh, digests])
        first += len(some)
    if not remark.is_empty:
        said, (salt,) = assertion_columns(remark), salts(1)
        remarked = Operation(after, head.id, *said, salt, assertion_digest(salt, after, *said))
        growing.add([remarked.digest])
        transaction.insert("assertion", [remarked])
        after += 1
    digest = growing.text()
    transaction.execute("UPDATE tx SET digest = ? WHERE id = ?", (digest, head.id))
    keep_text(transaction, step)
    return digest, after

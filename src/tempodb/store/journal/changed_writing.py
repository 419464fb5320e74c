"""Writes what loads change in columns: the log and the beliefs of many claims at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import cast

from tempodb.base.progress import Progress, in_parts
from tempodb.store.beliefs.changed_claims import ChangedBeliefs, ChangedClaims
from tempodb.store.engines.port import Alike, WriteTransaction
from tempodb.store.loading.file_texts import keep_text
from tempodb.store.loading.load_report import LoadReport
from tempodb.store.log.actions import Remark, assertion_columns
from tempodb.store.log.digests import (
    Header,
    assertion_digest,
    statement_digests,
    transaction_digest,
)
from tempodb.store.log.entries import Operation
from tempodb.store.log.log_end import LastTransaction, last_transaction


def write_changes(
    transaction: WriteTransaction,
    planned: Sequence[LoadReport],
    salts: Callable[[int], Sequence[str]],
    progress: Progress,
) -> None:
    """Write what was planned in columns to a log of this version, a transaction a step."""
    watched = in_parts(progress, 2 * len(planned), "recording")
    beliefs = ChangedBeliefs(transaction, [_change(step) for step in planned])
    last = last_transaction(transaction)
    for step in planned:
        assert last is not None and step.header is not None
        first = last.assertion + 1 + len(_change(step).withdrawn)
        for _ in watched(("log",)):
            last = _append(transaction, step, last, salts)
        for _ in watched(("beliefs",)):
            beliefs.believe(step.header.recorded, first, _change(step))


def _change(step: LoadReport) -> ChangedClaims:
    return cast(ChangedClaims, step.change)


def _append(
    transaction: WriteTransaction,
    step: LoadReport,
    last: LastTransaction,
    salts: Callable[[int], Sequence[str]],
) -> LastTransaction:
    """Append a transaction to the log as `journal.append` does, and return it."""
    head, change = cast(Header, step.header), _change(step)
    remark = Remark(head.author, head.note, step.loaded, step.commit)
    head, withdrawn, bodies = head._replace(author=None, note=None), change.withdrawn, change.stated.bodies()
    first = last.assertion + 1
    stated = first + len(withdrawn)
    end = stated + len(bodies)
    fresh = salts(end - first + (not remark.is_empty))
    taken_back, said = fresh[: len(withdrawn)], fresh[len(withdrawn) : end - first]
    digests = [
        assertion_digest(salt, id_, "withdraw", of, None)
        for salt, id_, of in zip(taken_back, range(first, stated), withdrawn, strict=True)
    ]
    stating = statement_digests(said, stated, bodies)
    remarked = []
    if not remark.is_empty:
        columns = assertion_columns(remark)
        remarked = [Operation(end, head.id, *columns, fresh[-1], assertion_digest(fresh[-1], end, *columns))]
    digest = transaction_digest(last.digest, head, [*digests, *stating, *(row.digest for row in remarked)])
    transaction.insert("tx", [(*head, digest)])
    undoing: dict[str, Alike] = {"tx": head.id, "operation": "withdraw", "body": None}
    transaction.insert_columns("assertion", undoing, [range(first, stated), withdrawn, taken_back, digests])
    doing: dict[str, Alike] = {"tx": head.id, "operation": "state", "claim": None}
    transaction.insert_columns("assertion", doing, [range(stated, end), bodies, said, stating])
    transaction.insert("assertion", remarked)
    keep_text(transaction, step)
    return LastTransaction(head.id, head.recorded, digest, end - 1 + len(remarked))

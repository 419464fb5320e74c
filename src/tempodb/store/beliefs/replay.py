"""The whole log → the beliefs that follow from it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import groupby

from tempodb.base.progress import Progress, in_parts, unwatched
from tempodb.model.claims import Claim
from tempodb.store.beliefs.stored_beliefs import believe
from tempodb.store.engines.port import WriteTransaction
from tempodb.store.log import entries
from tempodb.store.log.actions import Action, Emptied, State
from tempodb.store.schema.layout import DERIVED

NumberedAction = tuple[int, Action | Emptied]


def replay(transaction: WriteTransaction, progress: Progress = unwatched) -> int:
    """Derive the beliefs of the log anew; return its number of transactions."""
    for table in DERIVED:
        transaction.execute(f"DELETE FROM {table}")
    claims: dict[int, Claim] = {}
    recorded = {header.id: header.recorded for header, _ in entries.headers(transaction)}
    everything = list(entries.operations(transaction))
    watched: Callable[[Iterable[NumberedAction]], Iterator[NumberedAction]] = in_parts(
        progress, len(everything), "deriving"
    )
    for tx, group in groupby(everything, key=lambda operation: operation.tx):
        numbered = [(operation.id, operation.action) for operation in group]
        believe(transaction, recorded[tx], watched(numbered), claims)
        claims.update((id_, action.claim) for id_, action in numbered if isinstance(action, State))
    return len(recorded)

"""The log → all that it states, in columns, and what takes some of that back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, NamedTuple, TypeAlias

import numpy as np

from tempodb.base.progress import Progress, in_parts
from tempodb.model.claim_bodies import BodyReader
from tempodb.model.claim_columns import ClaimColumns, ClaimRow, joined_numbers
from tempodb.model.claim_words import ClaimWords, IntColumn
from tempodb.store.engines.port import Snapshot
from tempodb.store.log import entries
from tempodb.store.log.actions import Clear, Restore, Revoke, Withdraw, read_action
from tempodb.store.log.stated_bodies import IS_STATED, StatedBodies, stated_bodies

_Watched: TypeAlias = Callable[[Iterable[Any]], Iterator[Any]]
_OTHERS = f"SELECT id, tx, operation, claim, body FROM assertion WHERE NOT ({IS_STATED}) ORDER BY id"


class LoggedClaims(NamedTuple):
    """The claims of a log, each with the number of its assertion and the instant at which it was recorded."""

    claims: ClaimColumns
    numbers: IntColumn
    at: IntColumn

    def places(self, numbers: IntColumn) -> IntColumn:
        """Return the places of the claims of some numbers, -1 where there is none."""
        order = np.argsort(self.numbers)
        found = np.searchsorted(self.numbers, numbers, sorter=order)
        places = order[np.minimum(found, len(order) - 1)] if len(order) else np.zeros(len(found), np.int64)
        known = np.isin(numbers, self.numbers)
        return np.where(known, places, -1)


class Withdrawals(NamedTuple):
    """Assertions that withdraw claims: their numbers, when they were recorded, and the numbers of the claims."""

    numbers: IntColumn
    at: IntColumn
    claims: IntColumn


class NumberedUndoing(NamedTuple):
    """An assertion that revokes or restores another: its number, when it was recorded, and what it does."""

    number: int
    at: int
    action: Revoke | Restore


class NumberedClear(NamedTuple):
    """An assertion that clears a window: its number, and when it was recorded."""

    number: int
    at: int
    clear: Clear


class Log(NamedTuple):
    """What a log comes to."""

    stated: LoggedClaims
    withdrawn: Withdrawals
    cleared: list[NumberedClear]
    undone: list[NumberedUndoing]


def read_log(snapshot: Snapshot, progress: Progress, bodies: Iterable[StatedBodies] | None = None) -> Log:
    """Return what the log comes to; the *bodies* that it states are read unless somebody gives them.

    Raises:
        ValueError: it holds what this program never wrote; other errors where it cannot be read at all.

    """
    recorded = {header.id: header.recorded for header, _ in entries.headers(snapshot)}
    sizes = entries.sizes(snapshot)
    if not sizes.keys() <= recorded.keys():
        raise ValueError("the log has assertions of no transaction")
    watched: _Watched = in_parts(progress, sum(sizes.values()), "deriving")
    stated = _stated(stated_bodies(snapshot) if bodies is None else bodies, recorded, watched)
    withdrawn: list[tuple[int, int, int]] = []
    cleared: list[NumberedClear] = []
    undone: list[NumberedUndoing] = []
    for number, tx, operation, claim, body in watched(snapshot.stream(_OTHERS)):
        match read_action(operation, claim, body):
            case Withdraw(of):
                withdrawn.append((number, recorded[tx], of))
            case Revoke() | Restore() as undoing:
                undone.append(NumberedUndoing(number, recorded[tx], undoing))
            case Clear() as clear:
                cleared.append(NumberedClear(number, recorded[tx], clear))
    return Log(stated, withdrawals(withdrawn), cleared, undone)


def withdrawals(rows: Sequence[tuple[int, int, int]]) -> Withdrawals:
    """Return withdrawals in columns."""
    return Withdrawals(*np.array(rows, np.int64).reshape(-1, 3).T)


def _stated(bodies: Iterable[StatedBodies], recorded: dict[int, int], watched: _Watched) -> LoggedClaims:
    words = ClaimWords()
    reader = BodyReader(words)
    read = [np.zeros((0, len(ClaimRow._fields)), np.int64)]
    numbers, at = [np.zeros(0, np.int64)], [np.zeros(0, np.int64)]
    for some in bodies:
        read.append(reader.rows(some.bodies))
        numbers.append(np.array([*watched(some.numbers)], np.int64))
        at.append(np.array([*map(recorded.__getitem__, some.transactions)], np.int64))
    return LoggedClaims(
        ClaimColumns(words, joined_numbers(read)), np.concatenate(numbers), np.concatenate(at)
    )

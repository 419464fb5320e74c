"""Reading the log: what is stated, by which dataset, and in which transaction."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple, TypeAlias

from tempodb.model.body_pieces import StatedClaims
from tempodb.model.claims import Claim
from tempodb.store.engines.port import Snapshot
from tempodb.store.log import actions
from tempodb.store.log.actions import Action, Emptied
from tempodb.store.log.digests import Header, StoredOperation
from tempodb.store.log.holding import HELD_THEN
from tempodb.temporal.instants import FOREVER, day_of
from tempodb.temporal.periods import Period

ReadsBody: TypeAlias = Callable[[str], Claim]
"""What makes a claim of its body."""


class NumberedClaim(NamedTuple):
    """A claim with the number of the assertion that states it."""

    id: int
    claim: Claim


class LoggedClaim(NamedTuple):
    """A claim in the log: its number, the dataset that states it if one does, and the day since when.

    `left` is what is still believed of a claim that writes cut or replaced.
    """

    id: int
    claim: Claim
    dataset: str | None
    recorded_day: int
    left: tuple[Period, ...] | None = None

    @property
    def numbered(self) -> NumberedClaim:
        """The claim and its number."""
        return NumberedClaim(self.id, self.claim)

    @property
    def is_cut(self) -> bool:
        """Whether a write cut or replaced it."""
        return self.left is not None

    @property
    def believed(self) -> tuple[Period, ...]:
        """The periods over which it is believed."""
        return (self.claim.period(self.recorded_day),) if self.left is None else self.left


class Operation(NamedTuple):
    """One assertion as stored."""

    id: int
    tx: int
    operation: str
    claim: int | None
    body: str | None
    salt: str | None
    digest: str

    @property
    def action(self) -> Action | Emptied:
        """What the assertion does."""
        return actions.read_action(self.operation, self.claim, self.body)


_NUMBERS_OF = "id FROM assertion WHERE tx = ? ORDER BY id"
# They stand together: to go by where they stand takes less than to look each of them up by its transaction.
_OPERATIONS_OF = f"""
SELECT id, operation, claim, body, salt, digest FROM assertion
WHERE id BETWEEN (SELECT {_NUMBERS_OF} LIMIT 1) AND (SELECT {_NUMBERS_OF} DESC LIMIT 1) AND +tx = ?
ORDER BY id
"""
_LIVE = f"""
SELECT a.id, a.body, t.dataset, t.recorded FROM assertion a JOIN tx t ON t.id = a.tx
WHERE a.operation = 'state' AND a.body IS NOT NULL AND t.recorded <= ?
  AND {HELD_THEN}
ORDER BY a.id
"""


_LIVE_OF = f"""
SELECT a.body FROM assertion a
WHERE a.tx = ? AND a.operation = 'state' AND a.body IS NOT NULL
  AND {HELD_THEN}
ORDER BY a.id
"""


def live_claims(
    snapshot: Snapshot, known_at: int = FOREVER, claim_of: ReadsBody = Claim.from_body
) -> list[LoggedClaim]:
    """Return every claim that was stated and not withdrawn by *known_at*, in the order of the log."""
    rows = snapshot.stream(_LIVE, (known_at, known_at, known_at))
    return [LoggedClaim(id_, claim_of(body), dataset, day_of(at)) for id_, body, dataset, at in rows]


def stating(snapshot: Snapshot, known_at: int = FOREVER) -> dict[str, list[int]]:
    """Return the datasets that stated something by *known_at* which was not withdrawn, each with its transactions.

    The order is that of their first claims.
    """
    sql = "SELECT id, dataset FROM tx WHERE dataset IS NOT NULL AND recorded <= ? ORDER BY id"
    found: dict[str, list[int]] = {}
    for tx, dataset in snapshot.execute(sql, (known_at,)).fetchall():
        if snapshot.execute(f"{_LIVE_OF} LIMIT 1", (tx, known_at, known_at)).fetchone() is not None:
            found.setdefault(dataset, []).append(tx)
    return found


def stated_in(snapshot: Snapshot, transactions: Iterable[int], known_at: int = FOREVER) -> Sequence[Claim]:
    """Return what was stated in some transactions and not withdrawn by *known_at*, in the order of the log."""
    return StatedClaims(
        [body for tx in transactions for (body,) in snapshot.stream(_LIVE_OF, (tx, known_at, known_at))]
    )


def headers(snapshot: Snapshot) -> Iterator[tuple[Header, str]]:
    """Yield every transaction with its digest, in order."""
    sql = "SELECT id, recorded, clock, dataset, author, note, digest FROM tx ORDER BY id"
    for *header, digest in snapshot.execute(sql, ()):
        yield Header(*header), digest


def operations(snapshot: Snapshot, only: str | None = None) -> Iterator[Operation]:
    """Yield every assertion in order, or those alone that do one thing."""
    chosen, parameters = ("", ()) if only is None else (" WHERE operation = ?", (only,))
    sql = f"SELECT id, tx, operation, claim, body, salt, digest FROM assertion{chosen} ORDER BY tx, id"
    for row in snapshot.stream(sql, parameters):
        yield Operation(*row)


def operations_of(snapshot: Snapshot, tx: int) -> Iterable[StoredOperation]:
    """Return the assertions of one transaction in order, as they lie there."""
    return snapshot.stream(_OPERATIONS_OF, (tx, tx, tx))


def sizes(snapshot: Snapshot) -> dict[int, int]:
    """Return how many assertions there are of each transaction, even of such as there is not."""
    return dict(snapshot.execute("SELECT tx, count(*) FROM assertion GROUP BY tx"))


def first_recorded(snapshot: Snapshot) -> int | None:
    """Return the instant of the first transaction, or None before it."""
    ((recorded,),) = snapshot.execute("SELECT min(recorded) FROM tx", ())
    return None if recorded is None else int(recorded)

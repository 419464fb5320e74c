"""What a load has to know: the live claims, what writes have left of them, and what writes have cleared."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from tempodb.model.claims import Claim
from tempodb.model.commands import Subject
from tempodb.model.kinds import Entity
from tempodb.store.beliefs.row_periods import period_of
from tempodb.store.engines.port import Snapshot
from tempodb.store.erasing.erasure import Erasure, erasures
from tempodb.store.log import actions
from tempodb.store.log.actions import Action, Clear, Emptied, State
from tempodb.store.log.entries import LoggedClaim, ReadsBody, live_claims
from tempodb.store.log.holding import STANDS
from tempodb.store.log.log_end import LastTransaction, last_transaction
from tempodb.store.schema.layout import COLUMNS, BeliefRow
from tempodb.temporal.facts import Fact, Standing
from tempodb.temporal.instants import FOREVER, day_of
from tempodb.temporal.merging import rejoined
from tempodb.temporal.periods import Period, extent_of
from tempodb.temporal.rectangles import OpenOrderError, cut

_CLEARS = "SELECT count(*) FROM assertion WHERE operation = 'clear' AND body IS NOT NULL"
_OPEN = f"SELECT {', '.join(COLUMNS['belief'])} FROM belief WHERE recorded_to = ? ORDER BY claim, id"
_SAID = f"""SELECT a.operation, a.body, t.recorded FROM assertion a JOIN tx t ON t.id = a.tx
WHERE a.operation IN ('state', 'clear') AND a.body IS NOT NULL AND {STANDS} ORDER BY a.id"""


class LogState(NamedTuple):
    """The state of the log: `cleared` are the windows of each key that writes cleared and nobody filled since.

    The `erasures` mark who must not be stated again. What is `settled` is known to be defined, as what it is named
    as, though no claim here defines it.
    """

    live: Sequence[LoggedClaim]
    last: LastTransaction | None
    cleared: Mapping[Subject, Sequence[Period]]
    erasures: Sequence[Erasure]
    settled: frozenset[Entity] = frozenset()


EMPTY_LOG = LogState((), None, {}, ())
"""The state of a log before the first transaction."""


def read_log_state(snapshot: Snapshot, claim_of: ReadsBody = Claim.from_body) -> LogState:
    """Return the state of the log."""
    live, last, erased = (
        live_claims(snapshot, claim_of=claim_of),
        last_transaction(snapshot),
        erasures(snapshot),
    )
    if not next(iter(snapshot.execute(_CLEARS, ())))[0]:
        return LogState(live, last, {}, erased)
    said = snapshot.execute(_SAID, ())
    cleared = gaps((actions.read_action(operation, None, body), at) for operation, body, at in said)
    left = _believed_periods(snapshot)
    entries = [
        after_writes(entry, left[entry.id]) if (entry.claim.kind, entry.claim.key) in cleared else entry
        for entry in live
    ]
    return LogState(entries, last, cleared, erased)


def by_dataset(live: Iterable[LoggedClaim]) -> Mapping[str | None, Sequence[LoggedClaim]]:
    """Return claims by the dataset that states them, in their order."""
    found: dict[str | None, list[LoggedClaim]] = defaultdict(list)
    for entry in live:
        found[entry.dataset].append(entry)
    return found


def gaps(said: Iterable[tuple[Action | Emptied, int]]) -> dict[Subject, list[Period]]:
    """Return what is left of the windows of each key that was cleared, after actions in their order.

    Each action comes with the instant at which it was recorded.
    """
    cleared: dict[Subject, list[Period]] = {}
    for action, recorded in said:
        match action:
            case Clear(kind, key, window):
                cleared.setdefault((kind, key), []).append(window)
            case State(claim) if (claim.kind, claim.key) in cleared and claim.standing is Standing.ACCEPTED:
                filled = claim.period(day_of(recorded))
                subject = (claim.kind, claim.key)
                cleared[subject] = [left for gap in cleared[subject] for left in _unfilled(gap, filled)]
    return cleared


def _unfilled(gap: Period, filled: Period) -> Iterable[Period]:
    try:
        found = cut(gap, filled)
    except OpenOrderError:
        return (gap,)
    return (gap,) if found is None else found.left


def _believed_periods(snapshot: Snapshot) -> dict[int, list[Period]]:
    """Return the periods over which each claim is believed now."""
    left: dict[int, list[Period]] = defaultdict(list)
    for row in snapshot.execute(_OPEN, (FOREVER,)):
        belief = BeliefRow(*row)
        left[belief.claim].append(period_of(belief))
    return left


def after_writes(entry: LoggedClaim, left: Sequence[Period]) -> LoggedClaim:
    """Return the entry with what is left of it, if that is not all."""
    extents = [(period, extent_of(period)) for period in left]
    parts = [Fact(entry.claim.key, "", period, extent) for period, extent in extents if extent is not None]
    believed = tuple(part.period for part in rejoined(parts))
    return entry if believed == entry.believed else entry._replace(left=believed)

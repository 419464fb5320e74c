"""A log whose recorded times are ahead of the clock, as one leaves them that was set wrong for a while."""

from __future__ import annotations

from collections.abc import Iterator

from tempodb.base.errors import Problem
from tempodb.store.engines.port import Snapshot
from tempodb.store.log.log_end import last_transaction
from tempodb.temporal.instants import DAY, instant_text


def ahead(snapshot: Snapshot, clock: int) -> Iterator[Problem]:
    """Yield a warning if the last transaction was recorded more than a day after what the *clock* says."""
    last = last_transaction(snapshot)
    if last is not None and last.recorded - clock > DAY:
        message = (
            f"transaction {last.id} is recorded at {instant_text(last.recorded)}, "
            f"and the clock says {instant_text(clock)}"
        )
        hint = "one of them is wrong; until the clock gets there, each transaction comes a microsecond after the last"
        yield Problem("warning", message, hint)

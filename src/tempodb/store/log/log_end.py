"""Where the log ends."""

from __future__ import annotations

from typing import NamedTuple

from tempodb.store.engines.port import Snapshot


class LastTransaction(NamedTuple):
    """The last transaction: its number, instant and digest, and the number of its last assertion."""

    id: int
    recorded: int
    digest: str
    assertion: int


_LAST = """
SELECT id, recorded, digest, (SELECT coalesce(max(id), 0) FROM assertion) FROM tx ORDER BY id DESC LIMIT 1
"""


def last_transaction(snapshot: Snapshot) -> LastTransaction | None:
    """Return the last transaction, if there is one."""
    row = snapshot.execute(_LAST, ()).fetchone()
    return None if row is None else LastTransaction(*row)

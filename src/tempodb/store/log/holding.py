"""Which assertions of the log hold: of some that are known, and as conditions of SQL on the assertion `a`.

What is stated or cleared holds until it is withdrawn, or revoked with its transaction; and again once it is restored.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from tempodb.store.engines.asking_many import of_each
from tempodb.store.engines.port import Snapshot

GONE_BY, UNDONE_BY = ("withdraw", "revoke"), ("revoke",)
"""What takes an assertion back, and what undoes its transaction."""
_DONE = "SELECT id, claim, operation FROM assertion WHERE claim IN"


def gone_by(operations: Collection[str], snapshot: Snapshot, numbers: Iterable[int]) -> set[int]:
    """Return those of some assertions which an operation has taken away, and nothing restored since.

    An engine would look through all that was ever taken away, were it asked for that of few.
    """
    last: dict[int, tuple[int, str]] = {}
    for id_, of, operation in of_each(snapshot, _DONE, (), numbers):
        if operation == "restore" or operation in operations:
            last[of] = max(last.get(of, (0, "")), (id_, operation))
    return {of for of, (_, operation) in last.items() if operation != "restore"}


def _last(what: str, operations: str, by: str = "") -> str:
    """Return what selects the operations on `a` that nothing has restored, *by* an instant if it is asked for twice."""
    until, since = (f" AND {alias}.recorded {by}" if by else "" for alias in "uv")
    return (
        f"SELECT {what} FROM assertion w JOIN tx u ON u.id = w.tx"
        f" WHERE w.claim = a.id AND w.operation IN ({operations}){until} AND NOT EXISTS ("
        f"SELECT 1 FROM assertion r JOIN tx v ON v.id = r.tx"
        f" WHERE r.claim = a.id AND r.operation = 'restore' AND r.id > w.id{since})"
    )


_GONE, _UNDONE = (", ".join(map(repr, operations)) for operations in (GONE_BY, UNDONE_BY))
HOLDS = f"NOT EXISTS ({_last('1', _GONE)})"
"""It holds at present."""
HELD_THEN = f"NOT EXISTS ({_last('1', _GONE, '<= ?')})"
"""It held at an instant, which is asked for twice."""
WITHDRAWN = f"({_last('max(u.recorded)', _GONE, '<= ?')})"
"""When it was withdrawn or revoked, NULL where it held at an instant, which is asked for twice."""
STANDS = f"NOT EXISTS ({_last('1', _UNDONE)})"
"""Its transaction is not undone, whether it was withdrawn since or not."""
STOOD_THEN = f"NOT EXISTS ({_last('1', _UNDONE, '<= ?')})"
"""Its transaction was not undone at an instant, which is asked for twice."""

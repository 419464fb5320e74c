"""Which assertions of the log hold, as conditions of SQL on the assertion `a`.

What is stated or cleared holds until it is withdrawn, or revoked with its transaction; and again once it is restored.
"""

from __future__ import annotations


def _last(what: str, operations: str, by: str = "") -> str:
    """Return what selects the operations on `a` that nothing has restored, *by* an instant if it is asked for twice."""
    until, since = (f" AND {alias}.recorded {by}" if by else "" for alias in "uv")
    return (
        f"SELECT {what} FROM assertion w JOIN tx u ON u.id = w.tx"
        f" WHERE w.claim = a.id AND w.operation IN ({operations}){until} AND NOT EXISTS ("
        f"SELECT 1 FROM assertion r JOIN tx v ON v.id = r.tx"
        f" WHERE r.claim = a.id AND r.operation = 'restore' AND r.id > w.id{since})"
    )


_GONE, _UNDONE = "'withdraw', 'revoke'", "'revoke'"
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

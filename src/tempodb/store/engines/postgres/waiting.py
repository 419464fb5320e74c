"""How long a server is waited for: as long as it works, but not when nothing comes through to it any more."""

from __future__ import annotations

import os
from collections.abc import Callable, Generator
from contextlib import closing
from time import monotonic
from typing import Any

import psycopg
from psycopg.conninfo import conninfo_to_dict

SILENT_SECONDS = 30.0
"""After how long without a word it is looked whether the server still works for a connection."""
PATIENCE = {
    "connect_timeout": 10,
    # A machine that is gone says nothing of it.
    "keepalives_idle": 30,
    "keepalives_interval": 10,
    "keepalives_count": 3,
    "tcp_user_timeout": 60_000,
}
"""How the driver waits, unless the address or the environment says otherwise."""
SERVERS_PATIENCE = {
    # Who went in the middle of a write would keep others from writing for hours.
    "tcp_keepalives_idle": 30,
    "tcp_keepalives_interval": 10,
    "tcp_keepalives_count": 3,
    "tcp_user_timeout": 60_000,
    "idle_in_transaction_session_timeout": 3_600_000,
}
"""How the server waits for whoever connected."""
PREPARED_AFTER = 2
"""How often a statement comes before the server keeps its plan."""
AT_WORK = "SELECT state, wait_event_type FROM pg_stat_activity WHERE pid = %s"


class WatchedConnection(psycopg.Connection[Any]):
    """A connection that is given up where the server is silent and does nothing for it, or cannot be reached."""

    another: Callable[[], psycopg.Connection]
    """Makes another connection to the same server."""

    def wait(self, gen: Any, *arguments: Any, **options: Any) -> Any:
        """Wait for what the server says, as the driver does."""
        return super().wait(self._watched(gen), *arguments, **options)

    def _watched(self, steps: Generator[Any, Any, Any]) -> Generator[Any, Any, Any]:
        try:
            wanted = next(steps)
            heard, doubt = monotonic(), ""
            while True:
                ready = yield wanted
                # The driver looks up some times a second, and says 0 where nothing was heard.
                if ready:
                    heard, doubt = 0.0, ""
                elif doubt:
                    self.pgconn.finish()
                    raise psycopg.OperationalError(doubt)
                elif not heard:
                    heard = monotonic()
                elif monotonic() - heard > SILENT_SECONDS:
                    # An answer that came while that was looked for is heard next.
                    heard, doubt = 0.0, self._doubt()
                wanted = steps.send(ready)
        except StopIteration as end:
            return end.value

    def _doubt(self) -> str:
        """Return why nothing will come any more, as another connection tells; "" where the server is at work."""
        try:
            with closing(self.another()) as other:
                found = other.execute(AT_WORK, (self.info.backend_pid,)).fetchone()
        except psycopg.Error as error:
            # It is there where it says so, and lets nobody else in.
            return str(error).partition("\n")[0] if error.sqlstate is None else ""
        state, waits_for = found or ("gone", None)
        is_at_work = state in ("active", "disabled", None) and waits_for != "Client"
        return "" if is_at_work else "nothing comes through to it any more"


def watched(conninfo: str, **named: Any) -> WatchedConnection:
    """Return a connection to the server of an address.

    Raises:
        psycopg.OperationalError: it cannot be reached, or does not let this user in.

    """
    said = {name: value for name, value in PATIENCE.items() if f"PG{name.upper()}" not in os.environ}
    told = {**said, **conninfo_to_dict(conninfo), **named}
    connection = WatchedConnection.connect("", autocommit=True, prepare_threshold=PREPARED_AFTER, **told)
    # An address in an attribute would be shown by whatever shows attributes, with its password.
    connection.another = lambda: psycopg.connect(**told)
    try:
        connection.execute(";".join(f"SET {name} = {value}" for name, value in SERVERS_PATIENCE.items()))
    except BaseException:
        connection.close()
        raise
    return connection

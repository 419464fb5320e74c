"""What the driver raises, in words that name the place and never a password."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg

from tempodb.base.errors import OperationalError, TempodbError

BUSY_SECONDS = 30.0
"""How long a lock is waited for."""
_CONNECTING = ("08", "28", "3D", "57P")
"""How states begin that say that there is no connection, https://www.postgresql.org/docs/18/errcodes-appendix.html."""
_DAMAGED = ("XX001", "XX002")


@contextmanager
def translated(place: str) -> Iterator[None]:
    """Turn what the driver raises into one clear error about *place*."""
    try:
        yield
    except psycopg.Error as error:
        if isinstance(error, psycopg.ProgrammingError | psycopg.InterfaceError) and error.sqlstate is None:
            # The driver was called wrongly, which is no fault of the server.
            raise
        raise failure(place, error) from None


def failure(place: str, error: psycopg.Error) -> TempodbError:
    """Return the error that says in words what the driver met at *place*."""
    state, said = error.sqlstate or "", first_line(error)
    if isinstance(error, psycopg.errors.LockNotAvailable):
        message = f"`{place}` is locked by another program, and was for {BUSY_SECONDS:g} seconds"
        return OperationalError.of("locked", message, "try again when it is done")
    if isinstance(error, psycopg.errors.DiskFull):
        hint = "free some space on the server and try again"
        return OperationalError.of("full", f"there is no room left to write `{place}`", hint)
    if isinstance(error, psycopg.errors.ExclusionViolation):
        message = f"`{place}` refuses what contradicts what is believed there: {said}"
        hint = "tempodb verify tells whether what is stored follows from the log"
        return OperationalError.of("contradiction", message, hint)
    if state in _DAMAGED:
        return OperationalError.of("damaged", f"`{place}` is damaged: {said}", "restore it from a backup")
    if isinstance(error, psycopg.errors.InsufficientPrivilege | psycopg.errors.ReadOnlySqlTransaction):
        hint = "ask who owns the database: `tempodb roles` prints what a role needs"
        return OperationalError.of("not-allowed", f"`{place}` does not allow that: {said}", hint)
    if isinstance(error, psycopg.errors.SerializationFailure | psycopg.errors.DeadlockDetected):
        message = f"`{place}` was changed by another program at the same time: {said}"
        return OperationalError.of("locked", message, "nothing was written: try again")
    if isinstance(error, psycopg.OperationalError) and (not state or state.startswith(_CONNECTING)):
        hint = "look whether the server runs and lets this user in; a password is taken from PGPASSWORD"
        return OperationalError.of("unreachable", f"`{place}` cannot be reached: {said}", hint)
    return OperationalError.of("database", f"`{place}`: {said}")


def first_line(error: psycopg.Error) -> str:
    """Return what the driver says, which is never a password."""
    said = error.diag.message_primary or str(error).strip().partition("\n")[0]
    return said or type(error).__name__

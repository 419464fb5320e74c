"""Whether a failure is the fault of what a file holds, or of this program."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

from tempodb.base.errors import OperationalError, TempodbError


@contextmanager
def judged(path: str, connected: Callable[[], AbstractContextManager[sqlite3.Connection]]) -> Iterator[None]:
    """Tell a failure that nobody foresaw as one of the file at *path*, if that holds what no program wrote.

    Rows are read as this program wrote them, and what it did not write can fail anywhere. So the file
    is verified: if it is whole, the failure is ours, and goes on as it is.

    Raises:
        OperationalError: the file holds what this program never wrote.

    """
    try:
        yield
    except (TempodbError, sqlite3.Error, OSError, MemoryError):
        raise
    except Exception as error:
        with connected() as connection:
            if not _is_whole(connection):
                raise _spoilt(path, error) from error
        raise


def _is_whole(connection: sqlite3.Connection) -> bool:
    # Only what has failed needs it, and it takes what writing takes.
    from tempodb.store.journal.verify import findings

    try:
        return not any(findings(connection))
    except Exception:
        # What cannot even be verified is not whole.
        return False


def _spoilt(path: str, error: Exception) -> TempodbError:
    message = f"`{path}` holds what cannot be read ({type(error).__name__})"
    return OperationalError.of(
        "spoilt", message, "restore it from a backup; tempodb verify says what is wrong"
    )

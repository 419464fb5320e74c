"""Whether a failure is the fault of what a file holds, or of this program."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

from tempodb.base.errors import SHORTAGES, OperationalError, TempodbError
from tempodb.store.engines.port import Snapshot, Storage, SupersededError


@contextmanager
def blaming(storage: Storage, again: Callable[[], AbstractContextManager[Snapshot]]) -> Iterator[None]:
    """Tell a failure that nobody foresaw as one of the database, if that holds what no program wrote.

    Rows are read as this program wrote them, and what it did not write can fail anywhere. So the database
    is looked at *again*: if it is whole, the failure is ours, and goes on as it is.

    Raises:
        OperationalError: the database holds what this program never wrote.

    """
    foreseen: tuple[type[Exception], ...] = (
        TempodbError,
        SupersededError,
        OSError,
        *SHORTAGES,
        *storage.driver_errors,
    )
    try:
        yield
    except foreseen:
        raise
    except Exception as error:
        if storage.exists():
            with again() as snapshot:
                if not _is_whole(snapshot):
                    raise _spoilt(storage.path, error) from error
        raise


def _is_whole(snapshot: Snapshot) -> bool:
    # Only what has failed needs it, and it takes what writing takes.
    from tempodb.store.journal.verify import findings

    try:
        return not any(findings(snapshot))
    except SHORTAGES:
        raise
    except Exception:
        # What cannot even be verified is not whole.
        return False


def _spoilt(path: str, error: Exception) -> TempodbError:
    message = f"`{path}` holds what cannot be read ({type(error).__name__})"
    return OperationalError.of(
        "spoilt", message, "restore it from a backup; tempodb verify says what is wrong"
    )

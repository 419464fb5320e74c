"""Copies of databases: verified before somebody relies on one, and put in the place of what was lost."""

from __future__ import annotations

from contextlib import closing

from tempodb.base.errors import InputError, OperationalError
from tempodb.base.progress import Progress
from tempodb.store.engines.late_failures import Late
from tempodb.store.engines.port import Snapshot, Storage
from tempodb.store.engines.sqlite.storage import FileStorage
from tempodb.store.journal.verify import findings
from tempodb.store.log.log_end import last_transaction


def verified(snapshot: Snapshot, place: str, progress: Progress) -> str:
    """Return the digest of the last transaction of what is whole.

    Raises:
        InputError: nothing was recorded.
        OperationalError: it is not whole.

    """
    found = list(findings(snapshot, (), progress))
    if found:
        more = f", and {len(found) - 1} more" if len(found) > 1 else ""
        hint = "it is left as it is; take another backup, or look with tempodb verify"
        raise OperationalError.of("damaged", f"`{place}` is not whole: {found[0]}{more}", hint)
    last = last_transaction(snapshot)
    if last is None:
        raise InputError.of("empty", f"nothing was recorded in `{place}`", "name another backup")
    return last.digest


def put_in_place(backup: Storage, to: Storage, late: Late, progress: Progress) -> None:
    """Put a *backup* in the place of a database, in the state in which it was found whole.

    Raises:
        InputError: there is no backup, it is no file, or both are one; or there is something on a server.
        OperationalError: the backup is not whole, or the database is in use, or cannot be written.

    """
    if not isinstance(backup, FileStorage):
        hint = "name a file that tempodb backup wrote; tempodb copy brings a database from a server"
        raise InputError.of("location", f"`{backup.path}` is no backup", hint)
    with closing(backup), backup.snapshot() as state:
        verified(state, backup.path, progress)
        to.restore(state, late, progress)

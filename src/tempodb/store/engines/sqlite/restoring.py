"""A copy is put in the place of a database: page by page, in one transaction, which leaves what was there or the copy."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from tempodb.base.errors import InputError, OperationalError, TempodbError
from tempodb.base.progress import Progress
from tempodb.store.engines.late_failures import Late
from tempodb.store.engines.sqlite import driver, recognition
from tempodb.store.engines.sqlite.backup import copy, copy_pages
from tempodb.store.engines.sqlite.connections import Connection, is_busy
from tempodb.store.engines.sqlite.lock_holders import holders
from tempodb.store.engines.sqlite.open_files import known_open
from tempodb.store.engines.sqlite.transaction import settled

IN_USE_SECONDS = 2.0
"""For how long is waited for others to be done with the database that is to be replaced."""
TOO_DAMAGED = ("SQLITE_CORRUPT", "SQLITE_NOTADB")


def put_back(state: Connection, path: str, late: Late, progress: Progress) -> None:
    """Make the database at *path* what *state* reads; it is never moved, for others may have it open.

    Until all is there, what was there lies in the journal beside it, from which the next who opens it
    rolls back what a killed one has not done.

    Raises:
        InputError: both are one file, or the name is one that SQLite keeps for itself.
        OperationalError: somebody uses the file, it is none of ours, or too damaged to be written over.

    """
    recognition.refuse_beside(path)
    target = Path(path)
    (source,) = (file for _, name, file in state.execute("PRAGMA database_list") if name == "main")
    if target.exists() and target.samefile(source):
        message = f"`{target}` is the backup itself"
        raise InputError.of("location", message, "name the database to be replaced with --db")
    if not target.exists():
        copy(state, target, late, progress)
        return
    _refuse_others(target)
    with driver.translated(path):
        written = known_open(
            target, lambda: sqlite3.connect(target, timeout=0, isolation_level=None, factory=Connection)
        )
        try:
            driver.prepare_writing(written)
            with settled(path, late):
                copy_pages(state, written, progress, IN_USE_SECONDS)
        except sqlite3.DatabaseError as error:
            if is_busy(error):
                raise _in_use(target) from None
            if not getattr(error, "sqlite_errorname", "").startswith(TOO_DAMAGED):
                raise
            raise _too_damaged(target) from None
        finally:
            driver.close_writing(written)


def _refuse_others(target: Path) -> None:
    """Refuse to write over what is not known for a database of ours by its first bytes."""
    recognition.refuse_foreign(str(target))
    if target.stat().st_size and not recognition.has_our_mark(target):
        raise _too_damaged(target)


def _too_damaged(target: Path) -> TempodbError:
    message = f"`{target}` is not known for a tempodb database any more, so nothing is written over it"
    hint = f"if nobody needs it, move it away, and restore once more: mv '{target}' '{target}.damaged'"
    return OperationalError.of("not-ours", message, hint)


def _in_use(target: Path) -> TempodbError:
    who = ", ".join(map(str, holders(str(target)))) or "another program"
    message = f"`{target}` is in use by {who}, and is not replaced"
    return OperationalError.of("locked", message, "end that program, or wait for it, and restore once more")

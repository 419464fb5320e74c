"""What lies on a server, in a file."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from tempodb.base.progress import Progress, unwatched
from tempodb.store.engines.copying import copy_tables
from tempodb.store.engines.late_failures import Late
from tempodb.store.engines.port import Snapshot
from tempodb.store.engines.sqlite.backup import new_file
from tempodb.store.engines.sqlite.storage import FileStorage


def write_file_database(snapshot: Snapshot, to: Path, late: Late, progress: Progress = unwatched) -> None:
    """Write all that a *snapshot* holds to a new file, which is a database of its own.

    Raises:
        InputError: the file is there already.
        OperationalError: it cannot be written.

    """
    with new_file(to, late) as making:
        made = FileStorage(making)
        with closing(made), made.writing() as transaction:
            copy_tables(snapshot, transaction, progress)
            transaction.commit(late)

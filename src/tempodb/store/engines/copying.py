"""A whole database, its history included, from one engine to another."""

from __future__ import annotations

from tempodb.base.errors import InputError
from tempodb.base.progress import Progress, in_parts, unwatched
from tempodb.store.engines.late_failures import Late
from tempodb.store.engines.port import Snapshot, Storage, WriteTransaction
from tempodb.store.schema.layout import COLUMNS, SCHEMA_VERSION, STORED_BY

_KEYS = {**STORED_BY, "tx": ("id",), "assertion": ("id",), "file_text": ("dataset",)}


def copy_database(snapshot: Snapshot, to: Storage, late: Late, progress: Progress = unwatched) -> None:
    """Write all that a *snapshot* holds to another place, whole or not at all.

    Raises:
        InputError: there is something already, or the tables are of an earlier version.
        OperationalError: it cannot be written.

    """
    if snapshot.schema_version() != SCHEMA_VERSION:
        hint = "bring it to this version first, with tempodb rebuild"
        raise InputError.of("older", "the database was written by an earlier version", hint)
    with to.translated(), to.writing() as transaction:
        if transaction.execute("SELECT EXISTS (SELECT 1 FROM tx)").fetchone()[0]:
            hint = "name a new file, or an empty schema"
            raise InputError.of("exists", f"there is a database at `{to.path}` already", hint)
        copy_tables(snapshot, transaction, progress)
        transaction.commit(late)


def copy_tables(snapshot: Snapshot, transaction: WriteTransaction, progress: Progress = unwatched) -> None:
    """Write all that a *snapshot* holds into tables that are empty."""
    counted = [snapshot.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in COLUMNS]
    watched = in_parts(progress, sum(counted), "copying")
    with transaction.filling():
        for table, columns in COLUMNS.items():
            rows = snapshot.stream(
                f"SELECT {', '.join(columns)} FROM {table} ORDER BY {', '.join(_KEYS[table])}"
            )
            transaction.insert(table, watched(rows))
    transaction.make_views()
    transaction.stamp()

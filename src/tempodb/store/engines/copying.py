"""A whole database, its history included, from one engine to another."""

from __future__ import annotations

from tempodb.store.engines.port import Snapshot, WriteTransaction
from tempodb.store.schema.layout import COLUMNS, STORED_BY

_KEYS = {**STORED_BY, "tx": ("id",), "assertion": ("id",), "file_text": ("dataset",)}


def copy_tables(snapshot: Snapshot, transaction: WriteTransaction) -> None:
    """Write all that a *snapshot* holds into tables that are empty."""
    with transaction.filling():
        for table, columns in COLUMNS.items():
            rows = snapshot.execute(
                f"SELECT {', '.join(columns)} FROM {table} ORDER BY {', '.join(_KEYS[table])}"
            )
            transaction.insert(table, rows)
    transaction.make_views()
    transaction.stamp()

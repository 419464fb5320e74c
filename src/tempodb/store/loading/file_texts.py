"""The texts of files as they were loaded last, a dataset each.

Nothing follows from them: what one says is in the log. So one that is not there, or is not that of which
the log has the fingerprint, only makes the next load take longer.
"""

from __future__ import annotations

from tempodb.model.restatements import LastText
from tempodb.store.engines.port import Snapshot, WriteTransaction
from tempodb.store.loading.load_plan import LoadReport
from tempodb.store.loading.unchanged import last_loaded
from tempodb.store.schema.layout import ADDED


def last_text(snapshot: Snapshot, dataset: str) -> LastText | None:
    """Return the text that a dataset was loaded from last, if it was kept."""
    if snapshot.schema_version() < ADDED["file_text"]:
        return None
    row = snapshot.execute("SELECT text FROM file_text WHERE dataset = ?", (dataset,)).fetchone()
    loaded = last_loaded(snapshot, dataset)
    return None if row is None or loaded is None else LastText(*loaded, row[0])


def keep_text(transaction: WriteTransaction, load: LoadReport) -> None:
    """Keep the text of a load in the place of the one before."""
    transaction.execute("DELETE FROM file_text WHERE dataset = ?", (load.dataset,))
    if load.text:
        transaction.insert("file_text", [(load.dataset, load.text)])


def forget_texts(transaction: WriteTransaction) -> None:
    """Keep no text any more."""
    transaction.execute("DELETE FROM file_text")

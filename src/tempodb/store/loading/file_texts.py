"""The texts of files as they were loaded last, a dataset each; or before, if little has changed since.

Nothing follows from them: what one says is in the log. So one that is not there, or is not that of which
the log has the fingerprint, only makes the next load take longer.
"""

from __future__ import annotations

from itertools import islice

from tempodb.model.restatements import LastText
from tempodb.store.engines.port import Snapshot, WriteTransaction
from tempodb.store.loading.load_report import LoadReport
from tempodb.store.loading.unchanged import loads_of
from tempodb.store.schema.layout import ADDED

MOST_LOADS = 16
"""Among how many loads that is looked for of which the text is."""


def last_text(snapshot: Snapshot, dataset: str) -> LastText | None:
    """Return the text that a dataset was loaded from last or before, if it was kept."""
    if snapshot.schema_version() < ADDED["file_text"]:
        return None
    row = snapshot.execute("SELECT text FROM file_text WHERE dataset = ?", (dataset,)).fetchone()
    if row is None:
        return None
    last = islice(loads_of(snapshot, dataset), MOST_LOADS)
    return LastText(row[0], [load.file for load in last if load.file is not None])


def keep_text(transaction: WriteTransaction, load: LoadReport) -> None:
    """Keep the text of a load in the place of the one before, unless that one does as well."""
    if load.text is None:
        return
    transaction.execute("DELETE FROM file_text WHERE dataset = ?", (load.dataset,))
    if load.text:
        transaction.insert("file_text", [(load.dataset, load.text)])


def forget_texts(transaction: WriteTransaction) -> None:
    """Keep no text any more."""
    transaction.execute("DELETE FROM file_text")

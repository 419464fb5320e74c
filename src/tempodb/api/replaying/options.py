"""How history is replayed."""

from __future__ import annotations

from typing import NamedTuple

from tempodb.interchange.repositories.file_history import FileVersion
from tempodb.store.log.transaction_info import TransactionInfo

ON_EMPTY = ("skip", "retract")
"""What may be done about a version that states nothing."""


class ReplayOptions(NamedTuple):
    """How history is replayed; see `tempodb.api.database.Database.replay`."""

    format: str | None = None
    follow: bool = False
    branch: str | None = None
    empty: str | None = None
    dataset: str | None = None
    skip_bad: bool = False
    overwrite: bool = False
    allow_erased: bool = False


def info_of(options: ReplayOptions, version: FileVersion, at: int | None) -> TransactionInfo:
    """Return what is said of the transaction of a version, *at* the instant at which it is recorded."""
    return TransactionInfo(
        version.author or None,
        version.message or None,
        at,
        options.overwrite,
        options.allow_erased,
        version.commit,
    )

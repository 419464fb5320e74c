"""A database of an older version becomes one of this: after a copy of it is kept, and seen to be the same."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from itertools import count, zip_longest
from pathlib import Path

from tempodb.base.errors import OperationalError, Problem, TempodbError
from tempodb.store.beliefs.upgrading import upgrade
from tempodb.store.engines.late_failures import Late
from tempodb.store.engines.port import Snapshot, Storage, WriteTransaction
from tempodb.store.engines.sqlite.storage import FileStorage
from tempodb.store.schema.layout import COLUMNS, LOG, SCHEMA_VERSION


def migrate(storage: Storage, transaction: WriteTransaction, late: Late) -> None:
    """Bring an older database to this version, in a *transaction* that has written nothing yet.

    Raises:
        OperationalError: no copy of it can be kept that is the same.

    """
    if transaction.schema_version() != SCHEMA_VERSION:
        keep_older(storage, transaction, late)
        upgrade(transaction)


def keep_older(storage: Storage, transaction: WriteTransaction, late: Late) -> None:
    """Keep a copy of an older database beside it, unless there is one already; of what is only tried, none.

    Raises:
        OperationalError: none can be kept that is the same.

    """
    version = transaction.schema_version()
    if version == SCHEMA_VERSION or (beside := storage.beside(f"version-{version}")) is None:
        return
    kept = next(path for path in _names(Path(beside)) if not path.exists() or _is_copy(path, transaction))
    if not kept.exists():
        transaction.backup(kept, late)
        if not _is_copy(kept, transaction):
            kept.unlink(missing_ok=True)
            message = (
                f"`{storage.path}` is of version {version}, and no copy of it could be kept that is the same"
            )
            hint = "nothing was changed; tempodb verify tells whether it is whole"
            raise OperationalError.of("damaged", message, hint)
    message = f"`{storage.path}` becomes a database of version {SCHEMA_VERSION}"
    late(Problem("note", message, f"as it was, of version {version}, it is kept in {kept}"))


def _names(beside: Path) -> Iterator[Path]:
    yield beside
    yield from (beside.with_name(f"{beside.name}.{number}") for number in count(2))


def _is_copy(path: Path, transaction: Snapshot) -> bool:
    """Return whether a file is whole, of the same version, and holds the same log."""
    try:
        with closing(FileStorage(path)) as copied, copied.snapshot() as state:
            return (
                state.schema_version() == transaction.schema_version()
                and not state.damage()
                and all(_are_alike(state, transaction, table) for table in LOG)
            )
    except TempodbError:
        return False


def _are_alike(one: Snapshot, other: Snapshot, table: str) -> bool:
    sql = f"SELECT {', '.join(COLUMNS[table])} FROM {table} ORDER BY id"
    return all(left == right for left, right in zip_longest(one.execute(sql), other.execute(sql)))

"""A transaction of which nothing stays, as a storage of its own: what is written there is read there alone."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import TYPE_CHECKING, NoReturn

from tempodb.base.errors import InputError
from tempodb.base.progress import Progress, unwatched
from tempodb.store.engines.port import Snapshot, Storage, WriteTransaction

if TYPE_CHECKING:
    from pathlib import Path

    from tempodb.execution.allowance import Allowance
    from tempodb.store.engines.fitness import Fitness
    from tempodb.store.engines.late_failures import Late
    from tempodb.store.engines.observations import Observation


class TrialStorage:
    """Reads and writes in a *transaction* of another storage, which nobody commits; implements `port.Storage`."""

    def __init__(self, storage: Storage, transaction: WriteTransaction) -> None:
        self.path = storage.path
        self.is_written = False
        self._storage = storage
        self._transaction = transaction
        self._state = _TrialTransaction(transaction)

    @property
    def driver_errors(self) -> tuple[type[Exception], ...]:
        """What the driver raises."""
        return self._storage.driver_errors

    def exists(self) -> bool:
        """Return that there is something to read."""
        return True

    def refuse_missing(self) -> None:
        """Refuse nothing, since there is a database."""

    @contextmanager
    def snapshot(self) -> Iterator[Snapshot]:
        """Give the present state; another object after each write, since nothing that was learnt holds then."""
        with self.translated():
            yield self._state

    def glance(self) -> AbstractContextManager[Snapshot]:
        """Give the present state, for which nobody waits."""
        return self.snapshot()

    def observed(self, clock: int) -> Iterator[Observation]:
        """Yield how the database lies in which this is tried."""
        return self._storage.observed(clock)

    def interrupted(self, allowance: Allowance) -> AbstractContextManager[None]:
        """Leave it to whoever reads to look at the time."""
        return nullcontext()

    @contextmanager
    def writing(self) -> Iterator[WriteTransaction]:
        """Give a transaction within the transaction; what is not committed by the end is rolled back."""
        execute = self._transaction.execute
        within = _TrialTransaction(self._transaction)
        with self.translated():
            execute("SAVEPOINT trial")
        try:
            yield within
        finally:
            self._state = _TrialTransaction(self._transaction)
            self.is_written |= within.is_committed
            with self.translated():
                if not within.is_committed:
                    execute("ROLLBACK TO SAVEPOINT trial")
                execute("RELEASE SAVEPOINT trial")

    def translated(self) -> AbstractContextManager[None]:
        """Turn what the driver raises in the block into one clear error about the file."""
        return self._storage.translated()

    def compact(self, late: Late) -> None:
        """Do nothing, since nothing stays."""

    def fitness(self) -> Fitness:
        """Return how large the database is in which this is tried."""
        return self._storage.fitness()

    def make_fit(self, late: Late) -> None:
        """Do nothing, since nothing stays."""

    def beside(self, ending: str) -> None:
        """Return nothing, since nothing stays."""

    def backup(self, to: Path, late: Late, progress: Progress = unwatched) -> NoReturn:
        """Refuse to copy what never was.

        Raises:
            InputError: always.

        """
        raise InputError.of("trial", "what is only tried is not copied", "copy the database itself")

    def restore(self, state: Snapshot, late: Late, progress: Progress = unwatched) -> NoReturn:
        """Refuse to replace what never was.

        Raises:
            InputError: always.

        """
        raise InputError.of("trial", "what is only tried is not replaced", "restore the database itself")

    def close(self) -> None:
        """Do nothing: whoever began the transaction ends it."""


class _TrialTransaction:
    """What is written within a transaction, and stays there; implements `port.WriteTransaction`."""

    def __init__(self, transaction: WriteTransaction) -> None:
        self.is_committed = False
        self.execute = transaction.execute
        self.stream = transaction.stream
        self.version = transaction.version
        self.is_still = transaction.is_still
        self.schema_version = transaction.schema_version
        self.damage = transaction.damage
        self.has_own_tables = transaction.has_own_tables
        self.missing_guards = transaction.missing_guards
        self.execute_many = transaction.execute_many
        self.insert = transaction.insert
        self.insert_columns = transaction.insert_columns
        self.insert_missing = transaction.insert_missing
        self.filling = transaction.filling
        self.backup = transaction.backup
        self.rewriting = transaction.rewriting
        self.make_views = transaction.make_views
        self.stamp = transaction.stamp

    def commit(self, late: Late) -> None:
        """Keep what was written for as long as the transaction around it lasts."""
        self.is_committed = True

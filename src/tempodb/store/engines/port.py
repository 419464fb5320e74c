"""What the store asks of an engine, and an engine gives.

::

    Storage            where a database lies: what begins to read, to write, to copy it
    Snapshot           one state of it; a SupersededError tells who took another for it; Reads give one to whoever reads
    WriteTransaction   reads and writes that land together or not at all; nobody else writes meanwhile
    Dialect            what an engine's SQL says otherwise than another's

The SQL texts of the store are those that any engine takes; a parameter stands in them as `?`, and
nothing else does.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Any, Protocol, TypeAlias, TypeVar

from tempodb.base.node import Node
from tempodb.base.progress import Progress, unwatched

if TYPE_CHECKING:
    from pathlib import Path

    from tempodb.execution.allowance import Allowance
    from tempodb.store.engines.fitness import Fitness
    from tempodb.store.engines.late_failures import Late
    from tempodb.store.engines.observations import Observation


class Rows(Protocol):
    """What a statement found, read as it is asked for."""

    def __iter__(self) -> Iterator[Any]: ...

    def fetchone(self) -> Any:
        """Return the next row, None after the last."""

    def fetchall(self) -> list[Any]:
        """Return the rows that are left."""


Alike: TypeAlias = int | str | None
"""What many rows have in one column; a text is a word."""


class SupersededError(Exception):
    """A state that somebody hoped to be the present one is not: who reads begins anew, and knows nothing."""


class Snapshot(Protocol):
    """One state of a database, whatever others write meanwhile."""

    def execute(self, sql: str, parameters: Sequence[Any] = (), /) -> Rows:
        """Return what a statement finds; its texts are in order of their bytes."""

    def stream(self, sql: str, parameters: Sequence[Any] = (), /) -> Iterator[Any]:
        """Yield what a statement finds that may be more than memory holds; others may come between."""

    def version(self) -> object:
        """Return what is equal as long as nobody writes anything."""

    def is_still(self, version: object) -> bool:
        """Return whether this is the state of a *version*; who has to be asked for it may be hoped to say so.

        Whoever hopes in vain is told by a `SupersededError`, when he reads something or at the end.
        """

    def schema_version(self) -> int:
        """Return which version of the schema the tables are of."""

    def damage(self) -> list[str]:
        """Return what the engine itself finds wrong with how the database lies."""

    def has_own_tables(self) -> bool:
        """Return whether the tables are made as this program makes them."""

    def missing_guards(self) -> list[str]:
        """Return what should refuse that history is changed, by whatever program, and is not there."""


Found = TypeVar("Found")


class Reads(Protocol):
    """What gives one state of a database to whoever reads it."""

    def __call__(self, read: Callable[[Snapshot], Found], /) -> Found:
        """Return what is read."""


class WriteTransaction(Snapshot, Protocol):
    """Reads and writes that land together or not at all; what they wrote, they read."""

    def execute_many(self, sql: str, parameters: Iterable[Sequence[Any]]) -> None:
        """Carry out a statement once for each of some parameters."""

    def insert(self, table: str, rows: Iterable[Sequence[Any]]) -> None:
        """Insert rows, whose columns are in the order of the schema."""

    def insert_columns(
        self, table: str, alike: Mapping[str, Alike], columns: Sequence[Sequence[Any]]
    ) -> None:
        """Insert rows by their columns, of which those are left out in which rows are *alike*."""

    def insert_missing(self, table: str, rows: Iterable[Sequence[Any]]) -> None:
        """Insert those rows whose key is not there yet."""

    def filling(self) -> AbstractContextManager[None]:
        """Let many rows be inserted in the block, into tables that are empty.

        What finds rows in them is made at its end.
        """

    def backup(self, to: Path, late: Late) -> None:
        """Write what is there to a new file, whole or not at all; as long as nothing was written, what others see."""

    def rewriting(self) -> AbstractContextManager[None]:
        """Let what was recorded be changed in the block, which the database refuses otherwise.

        Erasing, deriving anew and bringing tables to another version need that, and nothing else.
        What guards the history is whole from the end of the block on; blocks do not lie in each other.
        """

    def make_views(self) -> None:
        """Make the views for whoever asks in SQL, in the place of those of an earlier version."""

    def stamp(self) -> None:
        """Mark the tables as being of the version that this program writes."""

    def commit(self, late: Late) -> None:
        """Let everything land; tell *late* of what fails when it has."""


class Dialect(Node):
    """What an engine's SQL says otherwise than another's.

    The *lock* begins a transaction beside which nobody else writes, *keeping* ends an INSERT that leaves
    rows as they are whose key is there, and the *stamp* marks the tables with a version.
    """

    placeholder: str
    lock: str
    keeping: str
    stamp: str

    def text(self, sql: str) -> str:
        """Return a text of the store as the engine's driver takes it.

        >>> Dialect("%s", "", "", "").text("SELECT id FROM tx WHERE 7 % 4 = ?")
        'SELECT id FROM tx WHERE 7 %% 4 = %s'
        """
        return sql if self.placeholder == "?" else sql.replace("%", "%%").replace("?", self.placeholder)


class Storage(Protocol):
    """Where a database lies, and how it is opened.

    What the engine cannot do it says as `OperationalError` or `InputError`, in words that name the place.
    """

    path: str

    @property
    def driver_errors(self) -> tuple[type[Exception], ...]:
        """What the driver raises."""

    def exists(self) -> bool:
        """Return whether there is anything to read."""

    def refuse_missing(self) -> None:
        """Refuse a place without a database of ours."""

    def snapshot(self) -> AbstractContextManager[Snapshot]:
        """Give one state to read, as long as the block lasts.

        Whoever reads by and by is given the same object, as long as what it has learnt holds.
        """

    def glance(self) -> AbstractContextManager[Snapshot]:
        """Give the present state to whoever would sooner be refused than wait for a lock."""

    def observed(self, clock: int) -> Iterator[Observation]:
        """Yield how the database lies, whatever is wrong with it, by a *clock* in microseconds UTC; nothing is written."""

    def interrupted(self, allowance: Allowance) -> AbstractContextManager[None]:
        """Give up what is read in the block when its time is over, as a `QueryError`."""

    def writing(self) -> AbstractContextManager[WriteTransaction]:
        """Give the one transaction that writes, on tables that are made if there are none.

        Others that write wait, or are told. What is not committed by the end of the block never was.
        """

    def translated(self) -> AbstractContextManager[None]:
        """Turn what the driver raises in the block into an `OperationalError` in words.

        What the driver raises because this program called it wrongly stays as it is.
        """

    def compact(self, late: Late) -> None:
        """Give back the room that deleted rows left, and whatever was legible in it."""

    def fitness(self) -> Fitness:
        """Return how large the database is, and how much of that is idle."""

    def make_fit(self, late: Late) -> None:
        """Give room back, and see to what the engine plans by, while others write or wait."""

    def beside(self, ending: str) -> str | None:
        """Return the path where a copy with a name of this *ending* can lie beside the database; None where none can, or need."""

    def backup(self, to: Path, late: Late, progress: Progress = unwatched) -> None:
        """Write the present state to a new file, whole or not at all, while others write."""

    def restore(self, state: Snapshot, late: Late, progress: Progress = unwatched) -> None:
        """Put a *state* of a SQLite file in the place of what is here, whole or not at all, unless somebody uses that."""

    def close(self) -> None:
        """Close what is open; a throw-away database is gone."""

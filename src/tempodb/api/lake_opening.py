"""The façade of a lake: open what was published, and ask it as the database that it was published from."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from tempodb.api.opened_engine import known_instant
from tempodb.base.clock import system_clock
from tempodb.base.extras import extra
from tempodb.execution.allowance import MEGABYTES, SECONDS
from tempodb.model.caller_values import limit_of, path_of

if TYPE_CHECKING:
    from tempodb.api.datasets import FilePath
    from tempodb.api.opened_lake import OpenedLake
    from tempodb.temporal.given import DateLike


def open_lake(
    location: FilePath,
    *,
    engine: str = "local",
    now: DateLike | None = None,
    deadline: float = SECONDS,
    memory: float = MEGABYTES,
    clock: Callable[[], int] = system_clock,
) -> OpenedLake:
    """Return the lake at *location*, as it was last published: a database that is asked, and never written.

    Questions about one thing are answered here, from the files that hold it. Those about everything are
    answered bucket by bucket, by an *engine*: `local` has a process for each core, `spark` is the session
    of Spark that there is, and `spark=MASTER` a new one. So many seconds of *deadline*, and megabytes of
    *memory*, hold for each bucket, and for what is put together of them.

    >>> import tempfile, tempodb
    >>> db = tempodb.open(":memory:")
    >>> _ = db.load(tempodb.bundled_fixture("csto.yaml"))
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     _ = db.publish(f"{folder}/lake", buckets=2)
    ...     with tempodb.open_lake(f"{folder}/lake") as lake:
    ...         print(len(lake.query("members of CSTO as of 2006")))
    7

    Raises:
        InputError: there is no lake, no such engine, or what that needs is not installed.
        OperationalError: the lake is damaged, or cannot be reached.
        DateError: *now* is neither a date nor an instant.

    """
    with extra("lake"):
        from tempodb.api.lake_engine import LakeEngine
        from tempodb.api.opened_lake import OpenedLake
        from tempodb.lake.asking.crews import crew_called
        from tempodb.lake.asking.lake_tables import LakeTables
    place = path_of(location)
    limits = {"deadline": limit_of(deadline, "seconds"), "memory": limit_of(memory, "megabytes")}
    frozen = None if now is None else known_instant(now, clock())
    tables = LakeTables.at(place)
    return OpenedLake(LakeEngine(place, tables, crew_called(engine), frozen, clock, **limits))

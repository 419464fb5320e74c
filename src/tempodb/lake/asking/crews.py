"""Who answers what is asked of all buckets of a lake: the processes of this machine, or the executors of Spark."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, Protocol, TypeVar

from tempodb.base.errors import InputError
from tempodb.lake.asking.local_crew import LocalCrew
from tempodb.lake.asking.spark_crew import SparkCrew

T = TypeVar("T")


class Crew(Protocol):
    """Does one thing for each of many tasks, wherever; what it does changes nothing, and may be done again."""

    def each(self, do: Callable[[Any], T], tasks: Iterable[Any]) -> Iterator[T]:
        """Yield what is done for each task, in their order."""
        ...

    def close(self) -> None:
        """Let go of whatever was needed."""


def crew_called(engine: str) -> Crew:
    """Return the crew that an *engine* is: `local`, `spark`, or `spark=MASTER`.

    >>> crew_called("dask")
    Traceback (most recent call last):
        ...
    tempodb.base.errors.InputError: there is no engine `dask`
    help: write local, spark or spark=MASTER, as spark=local[4] is

    Raises:
        InputError: there is no such engine, or Spark is not installed or does not start.

    """
    name, given, master = engine.partition("=")
    if name == "local" and not given:
        return LocalCrew()
    if name == "spark" and bool(given) == bool(master):
        return SparkCrew(master or None)
    raise InputError.of(
        "engine", f"there is no engine `{engine}`", "write local, spark or spark=MASTER, as spark=local[4] is"
    )

"""The executors of Spark, among which the buckets of a lake are shared out; only answers come back."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeVar

from tempodb.base.errors import InputError, OperationalError, TempodbError
from tempodb.base.extras import extra

T = TypeVar("T")
ANY_MASTER = "local[*]"
THIS_MACHINE = "127.0.0.1"
_MASTER = re.compile(r"local(\[|-cluster\[|$)|spark://.|k8s://.|yarn$")


class SparkCrew:
    """The session of Spark that there is, or else a new one of a *master*, which starts when there is something to do.

    Raises:
        InputError: Spark is not installed, or has no such masters.

    """

    def __init__(self, master: str | None = None) -> None:
        with extra("spark"):
            from pyspark.sql import SparkSession
        self._master = master or ANY_MASTER
        if _MASTER.match(self._master) is None:
            hint = "write spark=local[4], spark=spark://HOST:7077 or spark=yarn"
            raise InputError.of("engine", f"`{self._master}` is no master of Spark", hint)
        self._sessions = SparkSession
        self._session: Any = None
        self._is_own = False

    def each(self, do: Callable[[Any], T], tasks: Iterable[Any]) -> Iterator[T]:
        """Yield what is done for each task, in their order.

        Raises:
            TempodbError: what one of them raises.
            InputError: Spark does not start.

        """
        orders = list(tasks)
        spread = self._started().sparkContext.parallelize(orders, max(len(orders), 1))
        try:
            done = spread.map(_Doing(do)).collect()
        except Exception as error:
            hint = "see what its log says; each machine needs tempodb, and to reach the lake"
            raise OperationalError.of("spark", f"Spark gave up: {_cause(error)}", hint) from None
        for is_done, result in done:
            if not is_done:
                raise result
            yield result

    def close(self) -> None:
        """End the session, unless somebody else began it."""
        if self._is_own:
            self._session.stop()

    def _started(self) -> Any:
        if self._session is None:
            running = self._sessions.getActiveSession()
            try:
                self._session = running or _session(self._sessions.builder, self._master)
            except Exception as error:
                hint = "see what is said above; Java 17 or later has to be where JAVA_HOME says, and the master reachable"
                message = f"Spark does not start with `{self._master}`: {_cause(error)}"
                raise InputError.of("spark", message, hint) from None
            self._is_own = running is None
        return self._session


class _Doing:
    """Does something where Spark wants it done, and hands on what it refuses in words."""

    def __init__(self, do: Callable[[Any], Any]) -> None:
        self._do = do

    def __call__(self, task: Any) -> tuple[bool, Any]:
        try:
            return True, self._do(task)
        except TempodbError as error:
            return False, error


def _session(builder: Any, master: str) -> Any:
    own = {
        "spark.app.name": "tempodb",
        "spark.log.level": "ERROR",
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
    }
    if master.startswith("local"):
        # What this machine is called, it may not find itself by.
        own |= {"spark.driver.host": THIS_MACHINE, "spark.driver.bindAddress": THIS_MACHINE}
    for name, value in own.items():
        builder = builder.config(name, value)
    session = builder.master(master).getOrCreate()
    if "PYSPARK_PYTHON" not in os.environ:
        # Else it would be whatever is called `python3` where the work is done, which may not have this program.
        session.sparkContext.pythonExec = sys.executable
    return session


def _cause(error: BaseException) -> str:
    """Return the line that tells most: the last one of what Python raised elsewhere, else the first."""
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    raised = [line for line in lines if re.match(r"[A-Za-z_.]*(Error|Exception): ", line)]
    return (raised or lines or [type(error).__name__])[0]

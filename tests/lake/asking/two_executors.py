"""Two executors of Spark on this machine, started; run as a program it says why they are of no use."""

from __future__ import annotations

import sys

from tempodb.base.errors import TempodbError
from tempodb.lake.asking.spark_crew import SparkCrew

MASTER = "local-cluster[2,1,1024]"


def of_no_use() -> str | None:
    """Return why Spark cannot be tried here; None if it can."""
    try:
        crew = SparkCrew(MASTER)
        lengths = list(crew.each(len, ["a", "bc"]))
        crew.close()
    except TempodbError as error:
        return str(error).splitlines()[0]
    return None if lengths == [1, 2] else f"Spark counts wrongly: {lengths}"


if __name__ == "__main__":
    sys.exit(of_no_use())

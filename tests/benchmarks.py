"""Figures, not tests: run with `make bench`.

Start-up is measured as the CPU time of fresh processes, the median of several; loading once, on a
dataset the size of the Correlates of War data (18,927 memberships of 217 states in 534 organizations).
"""

from __future__ import annotations

import resource
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from random import Random

import tempodb

RUNS = 15
MEMBERSHIPS, STATES, ORGANIZATIONS = 18_927, 217, 534


def cpu(*command: str | Path) -> float:
    """Return the median CPU seconds of a command, after one run to warm caches."""
    taken = []
    for _ in range(RUNS + 1):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        taken.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return statistics.median(taken[1:])


def large_dataset() -> str:
    """Return a dataset of many memberships, each pair with up to three spells one after the other."""
    random = Random(1)
    lines = ["tempodb: 1", "dataset: large", "states:"]
    lines += [f"  s{i}: {{name: State {i}}}" for i in range(STATES)]
    lines += ["organizations:", *(f"  o{i}: {{name: Organization {i}}}" for i in range(ORGANIZATIONS))]
    lines += ["memberships:"]
    written = 0
    for pair in random.sample(range(STATES * ORGANIZATIONS), MEMBERSHIPS):
        years = sorted(random.sample(range(1900, 2015), random.choice([2, 2, 4, 6])))
        for start, end in zip(years[::2], years[1::2], strict=True):
            if written < MEMBERSHIPS:
                key = f"member: s{pair % STATES}, of: o{pair // STATES}"
                lines.append(f"  - {{{key}, from: {start}, to: {end}}}")
                written += 1
    return "\n".join(lines) + "\n"


def main() -> None:
    """Print the figures."""
    with tempfile.TemporaryDirectory() as folder:
        small, large, file = Path(folder, "csto.db"), Path(folder, "large.db"), Path(folder, "large.yaml")
        with tempodb.open(small) as db:
            db.load(tempodb.bundled_fixture("csto.yaml"))
        command = Path(sys.executable).with_name("tempodb")
        query = cpu(command, "--db", small, "query", "members as of 2006")
        sqlmodel, lark = (
            cpu(sys.executable, "-c", "import sqlmodel"),
            cpu(sys.executable, "-c", "import lark, sqlite3"),
        )
        print(f"tempodb query 'members as of 2006'   {query:.3f} s CPU")
        print(f"  against import sqlmodel            {query / sqlmodel:.2f} of {sqlmodel:.3f} s")
        print(f"  against import lark, sqlite3       {query / lark:.2f} of {lark:.3f} s")
        file.write_text(large_dataset(), encoding="utf-8")
        for what in ("load", "load again"):
            before = resource.getrusage(resource.RUSAGE_CHILDREN)
            subprocess.run([command, "--db", large, "load", file], check=True, stdout=subprocess.DEVNULL)
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            taken = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
            print(
                f"{what} {MEMBERSHIPS} memberships   {taken:.1f} s CPU, at most {after.ru_maxrss // 1024} MiB"
            )


if __name__ == "__main__":
    main()

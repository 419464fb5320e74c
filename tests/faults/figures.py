"""The figures of a run as a table.

Run it as `python tests/faults/figures.py FIGURES`, the file in which each program left a line.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

COLUMNS = ("program", "faults", "acknowledged", "lost", "half", "other", "seconds")


def table(lines: Sequence[str]) -> Iterator[str]:
    """Yield the lines of a table of Markdown."""
    yield f"| {' | '.join(COLUMNS)} |"
    yield "|---" * len(COLUMNS) + "|"
    for line in lines:
        row = json.loads(line)
        yield f"| {' | '.join(str(row[column]) for column in COLUMNS)} |"


if __name__ == "__main__":
    print(*table(Path(sys.argv[1]).read_text(encoding="utf-8").splitlines()), sep="\n")

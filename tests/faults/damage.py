"""Bytes of a database are changed at random: it is told in one clear message, or what is answered is what it was.

Run it as `python tests/faults/damage.py [DAMAGES]`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from random import Random

import tempodb
from faults.disk import OPERATIONS, begun
from faults.running import Figures, Finding, run

QUESTIONS = (
    "members of o including any status as of 2001",
    "holders of o/chair between 1900 and 2020",
    "why m1 in o as of 2001",
    "show transactions",
)


def damaged(content: bytes, random: Random) -> bytes:
    """Return a file of which a few bytes are others, or a sector is."""
    changed = bytearray(content)
    size = random.choice((1, 1, 8, 512))
    at = random.randrange(len(content) - size)
    changed[at : at + size] = random.choice((random.randbytes(size), bytes(size), b"\xff" * size))
    return bytes(changed)


def ended(path: Path, name: str, folder: Path) -> object:
    """Return what an operation finds or does, or the error in which it ends."""
    try:
        with tempodb.open(path) as db:
            if name == "ask":
                return [db.query(question).rows for question in QUESTIONS]
            return OPERATIONS[name](db, folder)
    except Exception as error:
        return error


def findings(folder: Path, damages: int, figures: Figures) -> Iterator[Finding]:
    """Yield what went wrong."""
    path, random, ends = begun(folder), Random(damages), Counter[str]()
    content, right = path.read_bytes(), ended(path, "ask", folder)
    for number in range(damages):
        spoilt, all_ended = damaged(content, random), {}
        for name in ("ask", *OPERATIONS):
            (folder / "backup.db").unlink(missing_ok=True)
            path.write_bytes(spoilt)
            all_ended[name] = ended(path, name, folder)
        for name, error in all_ended.items():
            if isinstance(error, Exception) and not isinstance(error, tempodb.TempodbError):
                yield Finding("other", f"damage {number}: {name} ends in {error!r}")
        answered, is_whole = all_ended["ask"], all_ended["verify"] == []
        if is_whole and answered != right:
            yield Finding("half", f"damage {number}: another answer is given, and verify finds nothing")
        ends["of what nobody reads" if is_whole else "found by verify"] += 1
        figures.faults += 1
    print(", ".join(f"{count} {name}" for name, count in ends.items()))


if __name__ == "__main__":
    run(findings, 150, "each was told in words, and no answer was another that verify finds nothing in")

"""The so-many-th write, sync, truncation, removal, creation or reading fails: nothing is torn or lost, and no traceback.

Run it as `python tests/faults/io_errors.py [MOST]`: so many places each kind fails in, of each operation.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import tempodb
from faults.disk import (
    ERRORS,
    KINDS,
    NO_SHIM,
    OPERATIONS,
    WRITING,
    Shim,
    begun,
    behind_shim,
    digests,
    has_shim,
    wrong,
)
from faults.running import run

Injected = tuple[str, str, int, int, bool]
"""An operation, and what fails in it: a kind, its number, the error, and whether for good."""


def injections(counts: dict[str, dict[str, int]], most: int) -> Iterator[Injected]:
    """Yield faults spread over each operation, at most *most* places a kind."""
    for operation, of_kind in counts.items():
        for kind in KINDS:
            places = range(1, of_kind[kind] + 1)
            for turn, place in enumerate(places[:: max(1, len(places) // most)]):
                errors = ERRORS[kind]
                yield operation, kind, place, errors[turn % len(errors)], turn % 2 == 1


def carried_out(operation: str, folder: Path, shim: Shim, injected: Injected | None) -> tuple[str, object]:
    """Return how an operation ended in a child, `done`, with a warning, `failed` or `fault`, and what it said or counted."""
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        with suppress(BaseException):
            shim.arm(*(() if injected is None else injected[1:4]), for_good=bool(injected and injected[4]))
            try:
                with tempodb.open(folder / "x.db") as db:
                    OPERATIONS[operation](db, folder)
                    warned = bool(db.warnings())
                ended: tuple[str, object] = ("done with a warning" if warned else "done", shim.counts())
            except tempodb.TempodbError as error:
                ended = ("failed", str(error))
            except BaseException as error:
                ended = ("fault", repr(error))
            shim.arm()
            os.write(write, json.dumps(ended).encode())
        os._exit(0)
    os.close(write)
    with os.fdopen(read, "rb") as said:
        how, what = json.loads(said.read() or b'["fault", "it ended without a word"]')
    os.waitpid(child, 0)
    return how, what


def inject(folder: Path, most: int) -> None:
    """Print what went wrong, a line each, and last the figures; behind the shim."""
    shim, template, work = Shim(), folder / "template", folder / "work"
    template.mkdir()
    before = digests(begun(template))
    counts = {}
    for operation in OPERATIONS:
        shutil.copytree(template, work)
        how, counted = carried_out(operation, work, shim, None)
        assert how == "done" and isinstance(counted, dict), counted
        counts[operation] = counted
        shutil.rmtree(work)
    figures: Counter[str] = Counter()
    for injected in injections(counts, most):
        operation, kind, place, error, for_good = injected
        shutil.copytree(template, work)
        how, said = carried_out(operation, work, shim, injected)
        figures[how] += 1
        told = (
            f"{operation}, {kind} {place} of {counts[operation][kind]}, error {error}{' for good' * for_good}"
        )
        found = list(wrong(work / "x.db", before, operation in WRITING))
        landed = not found and len(digests(work / "x.db")) > len(before)
        if how == "fault":
            found.append(f"it ended with {said}")
        if operation == "backup" and (landed := (work / "backup.db").exists()):
            found += wrong(work / "backup.db", before, 0)
        if operation != "rebuild" and how != "fault" and landed != how.startswith("done"):
            found.append(f"it {'landed' if landed else 'did not land'}, and is told as {how}")
        for finding in found:
            print(f"! {told}: {finding}")
        shutil.rmtree(work)
    shown = ", ".join(f"{count} {name}" for name, count in figures.items())
    print(f"{figures.total()} faults of the disk: {shown}")


def findings(folder: Path, most: int) -> Iterator[str]:
    """Yield what went wrong, and print the figures."""
    watched = folder / "watched"
    watched.mkdir()
    *found, figures = behind_shim(__file__, watched, str(most), str(watched)).splitlines()
    print(figures)
    yield from (line.removeprefix("! ") for line in found)


if __name__ == "__main__":
    if len(sys.argv) > 2:
        inject(Path(sys.argv[2]), int(sys.argv[1]))
        sys.exit()
    if not has_shim():
        sys.exit(print(NO_SHIM))
    run(findings, 20, "nothing was torn or lost, and each was told in words")

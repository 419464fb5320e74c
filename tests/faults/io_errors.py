"""The so-many-th write, sync, truncation, removal, creation or reading fails: nothing is torn or lost, and no traceback.

Run it as `python tests/faults/io_errors.py [MOST]`: so many places each kind fails in, of each operation.
"""

from __future__ import annotations

import json
import shutil
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

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
    prepared,
    wrong,
)
from faults.forks import Ended, attempted
from faults.running import Figures, Finding, run

Injected = tuple[str, str, int, int, bool]
"""An operation, and what fails in it: a kind, its number, the error, and whether for good."""

UNSEEN = ("rebuild", "verify")
"""The operations of which nothing shows that they were done."""


def injections(counts: dict[str, dict[str, int]], most: int) -> Iterator[Injected]:
    """Yield faults spread over each operation, at most *most* places a kind."""
    for operation, of_kind in counts.items():
        for kind in KINDS:
            places = range(1, of_kind[kind] + 1)
            for turn, place in enumerate(places[:: max(1, len(places) // most)]):
                errors = ERRORS[kind]
                yield operation, kind, place, errors[turn % len(errors)], turn % 2 == 1


def carried_out(operation: str, folder: Path, shim: Shim, injected: Injected | None) -> Ended:
    """Return how an operation ended in which a fault was injected, or how many of each kind it was made of."""

    def arm() -> None:
        shim.arm(*(() if injected is None else injected[1:4]), for_good=bool(injected and injected[4]))

    def counted() -> str:
        counts = shim.counts()
        shim.arm()
        return json.dumps(counts)

    return attempted(operation, folder, beforehand=arm, afterwards=counted)


def inject(folder: Path, most: int) -> None:
    """Print what went wrong as JSON, a line each, and last the figures; behind the shim."""
    shim, template, work = Shim(), folder / "template", folder / "work"
    template.mkdir()
    before = digests(begun(template))
    counts = {}
    for operation in OPERATIONS:
        shutil.copytree(template, work)
        prepared(operation, work)
        how, counted = carried_out(operation, work, shim, None)
        # A migration tells where the file of the older version is kept.
        assert how.startswith("done"), counted
        counts[operation] = json.loads(counted)
        shutil.rmtree(work)
    figures: Counter[str] = Counter()
    for injected in injections(counts, most):
        operation, kind, place, error, for_good = injected
        shutil.copytree(template, work)
        prepared(operation, work)
        how, said = carried_out(operation, work, shim, injected)
        figures[how] += 1
        told = (
            f"{operation}, {kind} {place} of {counts[operation][kind]}, error {error}{' for good' * for_good}"
        )
        found = list(wrong(work / "x.db", before, operation in WRITING))
        landed = not found and len(digests(work / "x.db")) > len(before)
        if how == "fault":
            found.append(Finding("other", f"it ended with {said}"))
        if operation == "backup" and (landed := (work / "backup.db").exists()):
            found += wrong(work / "backup.db", before, 0)
        if operation not in UNSEEN and how != "fault" and landed != how.startswith("done"):
            told_as = f"it {'landed' if landed else 'did not land'}, and is told as {how}"
            found.append(Finding("other", told_as))
        for finding in found:
            print(json.dumps(finding.after(told)))
        shutil.rmtree(work)
    shown = ", ".join(f"{count} {name}" for name, count in figures.items())
    print(json.dumps([figures.total(), len(before), shown]))


def findings(folder: Path, most: int, figures: Figures) -> Iterator[Finding]:
    """Yield what went wrong."""
    watched = folder / "watched"
    watched.mkdir()
    *found, last = map(json.loads, behind_shim(__file__, watched, str(most), str(watched)).splitlines())
    figures.faults, before, shown = last
    figures.acknowledged = figures.faults * before
    print(shown)
    yield from (Finding(*finding) for finding in found)


if __name__ == "__main__":
    if len(sys.argv) > 2:
        inject(Path(sys.argv[2]), int(sys.argv[1]))
        sys.exit()
    if not has_shim():
        sys.exit(print(NO_SHIM))
    run(findings, 20, "nothing was torn or lost, and each was told in words")

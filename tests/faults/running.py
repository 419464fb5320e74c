"""How each of the programs beside this is run by itself, and what it counts."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic
from typing import Literal, NamedTuple, NoReturn, TypeAlias

MOST_FINDINGS = 20
Harm: TypeAlias = Literal["lost", "half", "other"]


class Finding(NamedTuple):
    """What went wrong: something acknowledged is *lost*, something is there by *half*, or what *other* it is."""

    harm: Harm
    said: str

    def after(self, fault: str) -> Finding:
        """Return it with the fault that came before it."""
        return self._replace(said=f"{fault}: {self.said}")


@dataclass
class Figures:
    """How many faults there were, and what had been acknowledged when they were looked at."""

    faults: int = 0
    acknowledged: int = 0


Program: TypeAlias = "Callable[[Path, int, Figures], Iterator[Finding]]"
"""Tries faults in a folder, so many or for so long, and counts them; yields what went wrong."""


def run(program: Program, usual: int, well: str, most: int | None = None) -> NoReturn:
    """Print what goes wrong, or that all is *well*, and the figures; and end with 1 or 0.

    How much is tried is the first argument, else the *usual* times what the environment says to be
    THOROUGH, as far as the *most*. A line of figures is added to the file that it says to be FIGURES.
    """
    size = int(sys.argv[1]) if len(sys.argv) > 1 else usual * int(os.environ.get("THOROUGH") or 1)
    begun, figures = monotonic(), Figures()
    with TemporaryDirectory() as made:
        found = list(program(Path(made), size if most is None else min(size, most), figures))
    print(*([finding.said for finding in found[:MOST_FINDINGS]] or [well]), sep="\n")
    seconds = round(monotonic() - begun)
    harms = {harm: sum(finding.harm == harm for finding in found) for harm in ("lost", "half", "other")}
    counted = {**asdict(figures), **harms}
    print(", ".join(f"{name} {count}" for name, count in counted.items()), f"in {seconds} s")
    if kept := os.environ.get("FIGURES"):
        with Path(kept).open("a", encoding="utf-8") as file:
            print(json.dumps({"program": Path(sys.argv[0]).stem, **counted, "seconds": seconds}), file=file)
    sys.exit(bool(found))

"""How each of the programs beside this is run by itself."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic
from typing import NoReturn

MOST_FINDINGS = 20


def run(findings: Callable[[Path, int], Iterator[str]], usual: int, well: str) -> NoReturn:
    """Print what goes wrong, or that all is *well*, and end with 1 or 0.

    How much is tried is the first argument, else the *usual* times what the environment says to be THOROUGH.
    """
    size = int(sys.argv[1]) if len(sys.argv) > 1 else usual * int(os.environ.get("THOROUGH") or 1)
    begun = monotonic()
    with TemporaryDirectory() as made:
        found = list(findings(Path(made), size))
    print(*(found[:MOST_FINDINGS] or [well]), sep="\n")
    print(f"{len(found)} findings in {monotonic() - begun:.0f} s")
    sys.exit(bool(found))

"""A database in a file that other programs touch."""

from __future__ import annotations

from pathlib import Path

import tempodb
from tempodb.cli import main

CSTO = tempodb.bundled_fixture("csto.yaml")


def ran(path: Path, *arguments: str) -> int:
    return main(["--db", str(path), *arguments])

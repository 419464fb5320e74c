"""Whatever the tests are installed with has its version in constraints.txt, so that no release comes in unseen."""

from __future__ import annotations

import re
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement

CONSTRAINTS = Path(__file__).parents[2] / "constraints.txt"


def canonical(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def needed(name: str, extras: frozenset[str], found: set[tuple[str, frozenset[str]]]) -> set[str]:
    """Return the names of all that *name* needs here, itself apart, directly or through others."""
    if (name, extras) in found:
        return set()
    found.add((name, extras))
    names = set()
    for text in metadata.requires(name) or []:
        requirement = Requirement(text)
        if any(
            requirement.marker is None or requirement.marker.evaluate({"extra": extra})
            for extra in extras or {""}
        ):
            names |= {canonical(requirement.name)}
            names |= needed(requirement.name, frozenset(requirement.extras), found)
    return names


def test_each_installed_dependency_has_one_exact_version() -> None:
    lines = CONSTRAINTS.read_text(encoding="utf-8").splitlines()
    pinned = {canonical(name): version for name, _, version in (line.partition("==") for line in lines)}
    if metadata.version("lark") != pinned["lark"]:
        pytest.skip("installed without the constraints, as by make latest or make lowest")

    assert needed("tempodb", frozenset({"dev", "arrow", "polars"}), set()) <= pinned.keys()

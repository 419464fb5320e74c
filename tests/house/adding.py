"""A copy of the program with the edits of a folder made to it."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).parents[2]
_EDIT = re.compile(r"<<<<\n(.*?)\n====\n(.*?)\n>>>>\n", re.DOTALL)
"""A text that stands in a file once, and what stands in its place afterwards."""


def places(folder: Path) -> list[str]:
    """Return the files that the edits of *folder* touch."""
    return sorted(str(edit.relative_to(folder)).removesuffix(".edit") for edit in folder.rglob("*.edit"))


def edited_copy(to: Path, folder: Path, made_to: Iterable[str]) -> Path:
    """Return a copy of the program in *to* with those edits of *folder* that touch some files."""
    # What is compiled is copied with it, and fits as long as its source does.
    for part in ("src", "grammar", "fixtures"):
        if (ROOT / part).exists():
            shutil.copytree(ROOT / part, to / part)
    shutil.copy(ROOT / "pyproject.toml", to)
    for place in made_to:
        edit = (folder / f"{place}.edit").read_text()
        file = to / place
        file.write_text(_applied(edit, file.read_text()) if file.exists() else edit)
    return to


def _applied(edit: str, text: str) -> str:
    for old, new in _EDIT.findall(edit):
        assert text.count(old) == 1, f"stands {text.count(old)} times: {old}"
        text = text.replace(old, new)
    return text

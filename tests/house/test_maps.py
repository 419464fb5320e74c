"""The map in a package's docstring names modules and folders that are there."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

pytestmark = pytest.mark.meaning

SOURCE = Path(__file__).parents[2] / "src" / "tempodb"
PLACED = re.compile(r"^    (\w+)/? {2,}|(?<= · )(\w+)(?=: )", re.MULTILINE)


def maps() -> dict[str, tuple[Path, list[str]]]:
    found = {}
    for file in sorted(SOURCE.rglob("__init__.py")):
        _, is_map, drawn = (ast.get_docstring(ast.parse(file.read_text()), clean=False) or "").partition(
            "::\n"
        )
        names = [name for both in PLACED.findall(drawn) for name in both if name]
        if is_map and names:
            found[str(file.parent.relative_to(SOURCE))] = (file.parent, names)
    return found


MAPS = maps()


@pytest.mark.parametrize("room", MAPS)
def test_what_a_map_names_is_there(room: str) -> None:
    folder, names = MAPS[room]

    assert [
        name for name in names if not ((folder / f"{name}.py").exists() or (folder / name).is_dir())
    ] == []

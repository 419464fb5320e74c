"""The map in a package's docstring names the modules and folders that are there: each of them, and nothing else."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

pytestmark = pytest.mark.meaning

SOURCE = Path(__file__).parents[2] / "src" / "tempodb"
PLACED = re.compile(r"^    (\w+/?(?: · \w+/?)*) {2,}|(?<= · )(\w+/?)(?=: )", re.MULTILINE)
# The package itself shows a caller what it is for; its rooms are drawn in docs/dev/ARCHITECTURE.md.
PACKAGES = [file.parent for file in sorted(SOURCE.rglob("__init__.py")) if file.parent != SOURCE]


def named(package: Path) -> Iterator[str]:
    """Yield what a map names: `module`, or `folder/`."""
    docstring = ast.get_docstring(
        ast.parse((package / "__init__.py").read_text(encoding="utf-8")), clean=False
    )
    _, _, drawn = (docstring or "").partition("::\n")
    for several, one in PLACED.findall(drawn):
        yield from several.split(" · ") if several else [one]


def there(package: Path) -> Iterator[str]:
    for path in package.iterdir():
        if path.suffix == ".py" and path.stem != "__init__":
            yield path.stem
        elif (path / "__init__.py").exists():
            yield f"{path.name}/"


@pytest.mark.parametrize("package", PACKAGES, ids=lambda package: str(package.relative_to(SOURCE)))
def test_a_map_names_all_that_is_there_once(package: Path) -> None:
    assert sorted(named(package)) == sorted(there(package))

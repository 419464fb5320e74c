"""Print the lower bounds of pyproject.toml as pip's constraints: run by `make lowest`."""

from __future__ import annotations

import re
import tomllib
from itertools import chain
from pathlib import Path
from typing import Any

BOUND = re.compile(r"(?P<name>[\w.-]+)>=(?P<version>[\w.]+)")


def lowest(project: dict[str, Any]) -> list[str]:
    """Return each requirement that has a lower bound as that very version.

    >>> lowest({"dependencies": ["lark>=1.2.2,<2"], "optional-dependencies": {"dev": ["types-tqdm", "ruff>=0.9"]}})
    ['lark==1.2.2', 'ruff==0.9']
    """
    stated = chain(project["dependencies"], *project["optional-dependencies"].values())
    return sorted({f"{found['name']}=={found['version']}" for found in map(BOUND.match, stated) if found})


if __name__ == "__main__":
    project = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text(encoding="utf-8"))
    print(*lowest(project["project"]), sep="\n")

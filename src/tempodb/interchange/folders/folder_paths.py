"""Which folder is meant by a path, told without a look into what its tables are."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

HEADING = "dataset.yaml"
"""The file that says which dataset a folder is, and what stands in no table."""
CSV, PARQUET = ".csv", ".parquet"
TABLE_ENDINGS = (CSV, PARQUET)
"""How the names of tables end."""


def folder_meant(path: str | os.PathLike[str]) -> Path | None:
    """Return the folder that a path means, by itself or by the `dataset.yaml` beside tables; None if it means none."""
    folder, name = os.path.split(path)
    if os.path.isdir(path):
        folder = os.fspath(path)
    elif name != HEADING or not any(
        os.path.exists(os.path.join(folder, f"{section}{suffix}"))
        for section in _sections()
        for suffix in TABLE_ENDINGS
    ):
        return None
    # Most datasets are files.
    from pathlib import Path

    return Path(folder)


def _sections() -> Iterator[str]:
    # Most files are called otherwise.
    from tempodb.model.schema import SCHEMA

    for schema in SCHEMA.values():
        yield from schema.sections

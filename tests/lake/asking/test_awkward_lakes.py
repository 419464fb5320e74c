"""Awkward timelines are counted on a lake of however many buckets as in the database, to the last cell."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import tempodb
from lake import awkward
from lake.asking.opened import AtOnce, opened
from lake.lakes import published
from tempodb.execution import view

ORGANIZATIONS, YEARS, FIGURES = 40, 23, 2
QUESTION = "count members of every organization including any status by year between 1993 and 2015"
Cell = tuple[str, str]
Cells = dict[Cell, tuple[int, int]]


@pytest.fixture(scope="module")
def awkward_world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[tempodb.Database, Path]]:
    folder = tmp_path_factory.mktemp("awkward")
    with awkward.opened(folder) as db:
        yield db, folder


def _cells(db: tempodb.Database) -> Cells:
    rows = db.query(QUESTION).to_dicts()
    return {(row["organization"], row["period"]): (row["certain"], row["possible"]) for row in rows}


@pytest.fixture(scope="module")
def expected(awkward_world: tuple[tempodb.Database, Path]) -> Cells:
    """Return what the database counts, row by row."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(view, "FEW_CLAIMS", 10**9)
        return _cells(awkward_world[0])


@pytest.mark.parametrize("buckets", [1, 2, 7, 64])
def test_no_cell_differs(
    awkward_world: tuple[tempodb.Database, Path],
    expected: Cells,
    monkeypatch: pytest.MonkeyPatch,
    buckets: int,
) -> None:
    db, folder = awkward_world
    published(db, folder / f"{buckets}", buckets)
    monkeypatch.setattr(view, "FEW_CLAIMS", 0)
    crew = AtOnce()

    with opened(folder / f"{buckets}", crew) as lake:
        cells = _cells(lake)

    assert {
        cell: (cells.get(cell), figures) for cell, figures in expected.items() if cells.get(cell) != figures
    } == {}
    assert len(cells) * FIGURES == ORGANIZATIONS * YEARS * FIGURES == 1840
    assert sum(certain < possible for certain, possible in cells.values()) > len(cells) / 10
    assert crew.done == buckets

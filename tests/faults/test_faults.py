"""The programs of `make faults`, each for a moment."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import pytest

from faults import (
    clocks,
    damage,
    disk,
    full_disk,
    io_errors,
    kills,
    little_memory,
    power_cuts,
    readers_and_writers,
)
from faults.figures import table
from faults.running import Figures
from postgres_server import new_schema

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="no processes can be forked here")


@pytest.fixture
def figures() -> Figures:
    return Figures()


def test_what_is_killed_loses_nothing_that_was_acknowledged(tmp_path: Path, figures: Figures) -> None:
    assert list(kills.findings(tmp_path, 6, figures)) == []
    assert figures.faults == 6


def test_no_damage_gives_a_traceback_or_another_answer(tmp_path: Path, figures: Figures) -> None:
    assert list(damage.findings(tmp_path, 6, figures)) == []
    assert figures.faults == 6


@pytest.mark.skipif(not disk.has_shim(), reason=disk.NO_SHIM)
def test_a_power_cut_loses_nothing_that_was_acknowledged(tmp_path: Path, figures: Figures) -> None:
    assert list(power_cuts.findings(tmp_path, 10, figures, 4)) == []
    assert figures.faults == 20
    assert figures.acknowledged > 0


@pytest.mark.skipif(not disk.has_shim(), reason=disk.NO_SHIM)
def test_what_the_disk_refuses_tears_nothing(tmp_path: Path, figures: Figures) -> None:
    assert list(io_errors.findings(tmp_path, 1, figures)) == []
    assert figures.faults > 20


def test_a_full_disk_tears_nothing_and_is_told(tmp_path: Path, figures: Figures) -> None:
    assert list(full_disk.findings(tmp_path, 2, figures)) == []
    assert figures.faults > 0


@pytest.mark.skipif(sys.platform != "linux", reason="memory is limited on Linux alone")
def test_too_little_memory_tears_nothing_and_is_told(tmp_path: Path, figures: Figures) -> None:
    assert list(little_memory.findings(tmp_path, 2, figures)) == []
    assert figures.faults > 0


@pytest.mark.parametrize("is_on_a_server", [False, True])
def test_writers_and_readers_at_once_lose_nothing_and_change_no_answer(
    tmp_path: Path, figures: Figures, is_on_a_server: bool
) -> None:
    place = new_schema() if is_on_a_server else str(tmp_path / "x.db")

    assert list(readers_and_writers.crowded(tmp_path, place, 4, figures, 2)) == []
    assert figures.acknowledged == 8


@pytest.mark.parametrize("is_on_a_server", [False, True])
def test_no_jump_of_the_clock_changes_an_answer_or_the_order_of_what_is_recorded(
    tmp_path: Path, figures: Figures, is_on_a_server: bool
) -> None:
    place = new_schema() if is_on_a_server else str(tmp_path / "x.db")

    assert list(clocks.jumped(place, disk.written(tmp_path, 0), 12, figures)) == []
    assert figures.faults == 12


def test_the_figures_of_a_run_are_a_table() -> None:
    figures = {
        "program": "kills",
        "faults": 7,
        "acknowledged": 9,
        "lost": 0,
        "half": 1,
        "other": 2,
        "seconds": 3,
    }

    assert list(table([json.dumps(figures)])) == [
        "| program | faults | acknowledged | lost | half | other | seconds |",
        "|---|---|---|---|---|---|---|",
        "| kills | 7 | 9 | 0 | 1 | 2 | 3 |",
    ]

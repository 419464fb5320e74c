"""The programs of `make faults`, each for a moment."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from faults import damage, disk, io_errors, kills, power_cuts

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="no processes can be forked here")


def test_what_is_killed_loses_nothing_that_was_acknowledged(tmp_path: Path) -> None:
    assert list(kills.findings(tmp_path, 6)) == []


def test_no_damage_gives_a_traceback_or_another_answer(tmp_path: Path) -> None:
    assert list(damage.findings(tmp_path, 6)) == []


@pytest.mark.skipif(not disk.has_shim(), reason=disk.NO_SHIM)
def test_a_power_cut_loses_nothing_that_was_acknowledged(tmp_path: Path) -> None:
    assert list(power_cuts.findings(tmp_path, 10, 4)) == []


@pytest.mark.skipif(not disk.has_shim(), reason=disk.NO_SHIM)
def test_what_the_disk_refuses_tears_nothing(tmp_path: Path) -> None:
    assert list(io_errors.findings(tmp_path, 1)) == []

"""The notebook of the documentation is run, and its cells come to what it shows."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from pages import examples

pytest.importorskip("IPython")
pytest.importorskip("pandas")

PAGE = "docs/notebook.ipynb"


def test_the_cells_come_to_what_the_notebook_shows() -> None:
    environment = os.environ | {"PYTHONPATH": str(examples.ROOT / "tests")}
    run = subprocess.run(
        [sys.executable, "-m", "pages.notebook", PAGE],
        cwd=examples.ROOT,
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )

    assert (run.returncode, run.stderr) == (0, "")
    assert run.stdout == examples.text(PAGE)

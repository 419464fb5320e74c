"""Cells are run by IPython, in a process of their own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import tempodb

pytest.importorskip("IPython")

TESTS = Path(__file__).parents[1]
DATASET = """\
tempodb: 1
dataset: o
focus: o
states: {a: {name: Aland}, b: {name: Bland}}
organizations: {o: {name: Order}}
memberships:
  - {member: a, of: o, from: 1990}
  - {member: b, of: o, from: 1995}
"""


def shown(folder: Path, *cells: str, **environment: str) -> list[list[str]]:
    """Return what each cell prints and comes to, as text."""
    made = [{"cell_type": "code", "source": [cell]} for cell in ("%load_ext tempodb", *cells)]
    (folder / "page.ipynb").write_text(json.dumps({"cells": made}), encoding="utf-8")
    run = subprocess.run(
        [sys.executable, "-m", "pages.notebook", str(folder / "page.ipynb")],
        env=os.environ | {"PYTHONPATH": str(TESTS), "PYTHONIOENCODING": "utf-8"} | environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    return [[text_of(output) for output in cell["outputs"]] for cell in json.loads(run.stdout)["cells"]][1:]


def text_of(output: dict[str, Any]) -> str:
    return "".join(output.get("text") or output["data"]["text/plain"])


@pytest.fixture
def file(tmp_path: Path) -> Path:
    (tmp_path / "o.yaml").write_text(DATASET, encoding="utf-8")
    with tempodb.open(tmp_path / "o.db") as db:
        db.load(tmp_path / "o.yaml")
    return tmp_path / "o.db"


def test_a_file_is_asked_once_it_is_named(tmp_path: Path, file: Path) -> None:
    named, asked, again = shown(
        tmp_path, f"%tempo --db {file}", "%tempo members as of 2000", "[row.member for row in _]"
    )

    assert named == []
    assert [line.split()[0] for line in asked[0].splitlines()[2:4]] == ["Aland", "Bland"]
    assert again == ["['a', 'b']"]


def test_the_database_of_the_environment_is_asked_otherwise(tmp_path: Path, file: Path) -> None:
    (asked,) = shown(tmp_path, "x = %tempo members as of 1992\nlen(x)", TEMPODB_DB=str(file))

    assert asked == ["1"]


def test_without_that_the_database_of_the_settings_is_asked(tmp_path: Path, file: Path) -> None:
    (tmp_path / "set.toml").write_text(f'db = "{file.as_posix()}"\n', encoding="utf-8")
    said = {"TEMPODB_DB": "", "TEMPODB_CONFIG": str(tmp_path / "set.toml")}

    (asked,) = shown(tmp_path, "x = %tempo members as of 1992\nlen(x)", **said)

    assert asked == ["1"]


def test_unloaded_it_leaves_nothing_in_the_shell(tmp_path: Path, file: Path) -> None:
    left = "shell = get_ipython(); (shell.Completer.custom_matchers, shell.find_line_magic('tempo'), shell.find_cell_magic('tempo'))"
    *_, asked, again = shown(
        tmp_path, f"%tempo --db {file}", "%unload_ext tempodb", left, "%load_ext tempodb\nlen(shell.Completer.custom_matchers)"
    )  # fmt: skip

    assert asked == ["([], None, None)"]
    assert again == ["1"]


def test_statements_are_carried_out_in_turn_and_the_last_is_kept(tmp_path: Path, file: Path) -> None:
    cell = "%%tempo x <<\nuse o;\nend membership of a in o from 2001;\nmembers as of 2002"
    _, shown_before, kept, later = shown(
        tmp_path,
        f"%tempo --db {file}",
        cell,
        "[row.member for row in x]",
        "%tempo members as of 2000 limit 1",
    )

    assert shown_before[0].startswith("end membership of a in o from 2001\n  - ")
    assert kept == ["['b']"]
    assert "Aland" in later[0]


def test_variables_stand_for_themselves_and_what_is_wrong_is_said_in_short(
    tmp_path: Path, file: Path
) -> None:
    cells = (
        "day = 1992",
        "%tempo members of o as of :day",
        "%tempo membrs",
        "%tempo members of nothing at all",
        "%tempo members of o as of :night",
    )
    _, _, asked, wrong, unknown, unsaid = shown(tmp_path, f"%tempo --db {file}", *cells)

    assert "1 row" in asked[0]
    assert "help: write `members`" in wrong[0] and "Traceback" not in wrong[0]
    assert "Traceback" not in unknown[0]
    assert "help: give it in a cell before, to the variable of that name" in unsaid[0]


def test_a_database_that_is_not_there_is_told_of(tmp_path: Path) -> None:
    (asked,) = shown(tmp_path, "%tempo members of o", TEMPODB_DB=str(tmp_path / "none.db"))

    assert "none.db" in asked[0] and "Traceback" not in asked[0]
    assert not (tmp_path / "none.db").exists()


def test_names_and_keywords_are_offered_in_cells_that_ask(tmp_path: Path, file: Path) -> None:
    offer = (
        "from IPython.core.completer import provisionalcompleter\n"
        "def offered(text):\n"
        "    with provisionalcompleter():\n"
        "        return [each.text for each in get_ipython().Completer.completions(text, len(text))]\n"
        "('Order' in offered('%tempo members of Or'), offered('%%tempo\\nperiods of Bl'), 'Bland' in offered('Bl'))"
    )
    _, asked = shown(tmp_path, f"%tempo --db {file}", offer)

    assert asked == ["(True, ['Bland'], False)"]
